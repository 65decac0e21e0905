import type { Socket } from "node:net";
import { Conversation } from "./conversation.ts";
import type { Unit } from "./expected-answers.ts";
import { type Failure, failingExecute, failingQuery, type Substitute } from "./failing-substitute.ts";
import type { Faults } from "./faults.ts";
import { MessageFramer, type Piece } from "./message-framer.ts";
import { Outbox } from "./outbox.ts";
import { type Portal, PreparedStatements } from "./prepared-statements.ts";
import { readError } from "./server-error.ts";
import { readServiceMessage } from "./service-message.ts";
import { SocketPair, type Target } from "./socket-pair.ts";
import { type OpenStatement, settle } from "./statement.ts";
import type { StatementLog } from "./statement-log.ts";
import { markClosed, type OpenWireConnection } from "./wire-connection.ts";

export interface SessionContext {
  readonly target: Target;
  readonly log: StatementLog;
  readonly faults: Faults;
  readonly connection: OpenWireConnection;
  readonly closed: () => void;
}

type StatementUnit = Unit & { readonly statement: OpenStatement };

/** What a service may send ahead while one of its statements is held back; beyond it is not read any further. */
const HELD_BYTES_LIMIT = 262_144;

const connectionGone = { code: "08006", message: "the connection was closed before the server answered" };

/** One connection from its start-up packet to its end: reads both directions, records statements, lets the faults strike. */
export class WireSession {
  readonly #context: SessionContext;
  readonly #pair: SocketPair;
  readonly #conversation: Conversation;
  readonly #prepared = new PreparedStatements();
  readonly #fromService = new MessageFramer("d");
  readonly #fromServer = new MessageFramer("dD");
  readonly #toServer = new Outbox();
  readonly #toService = new Outbox();
  /** Read, not yet acted upon. */
  #pieces: Piece[] = [];
  /**
   * Parse, Bind and the like wait here for their Execute: Bind already takes the snapshot a SELECT will see, so a
   * statement that is held back or cut off must not have been bound. Nobody waits for their answers before a Flush.
   */
  #batch: Buffer[] = [];
  /** A statement that is held back, and how to let it go. */
  #held: { readonly statement: OpenStatement; readonly timer: NodeJS.Timeout; readonly letGo: () => void } | undefined;
  #serviceEnded = false;
  #over = false;

  constructor(service: Socket, startup: Buffer, context: SessionContext) {
    this.#context = context;
    this.#conversation = new Conversation(({ text, name }, parameters) =>
      this.#record({ text, name, parameters, protocol: "extended" }),
    );
    this.#pair = new SocketPair(service, context.target, {
      fromService: (bytes) => this.hear(bytes),
      fromServer: (bytes) => this.#answer(bytes),
      serviceEnded: () => this.#endService(),
      unreachable: (error) => {
        context.connection.refusal = error;
      },
      closed: (by) => this.#close(by),
    });
    this.#pair.toServer([startup]);
  }

  get isOpen(): boolean {
    return this.#context.connection.state === "open";
  }

  get idleInTransaction(): boolean {
    return this.isOpen && this.#conversation.inTransaction && !this.#conversation.busy && !this.#held;
  }

  /** Takes bytes from the service. */
  hear(bytes: Buffer): void {
    this.#pieces.push(...this.#fromService.push(bytes));
    this.#proceed();
    const waiting = this.#pieces.reduce((sum, piece) => sum + piece.bytes.length, 0);
    if (waiting > HELD_BYTES_LIMIT) this.#pair.holdService(true);
  }

  /** Lets a statement that is held back go on now. */
  letGo(): void {
    this.#held?.letGo();
  }

  cut(): void {
    this.#pair.cut();
  }

  #proceed(): void {
    while (!this.#held && !this.#over) {
      const piece = this.#pieces.shift();
      if (!piece) break;
      this.#act(piece);
    }
    this.#flush();
    if (this.#serviceEnded && !this.#held) this.#pair.endServer();
  }

  #act(piece: Piece): void {
    const message = readServiceMessage(piece, this.#prepared);
    switch (message.kind) {
      case "query": {
        const statement = this.#record({ text: message.text, name: "", parameters: [], protocol: "simple" });
        this.#decide(piece.bytes, { kind: "query", statement }, failingQuery);
        break;
      }
      case "execute": {
        const { portal } = message;
        const statement = this.#recordPortal(portal);
        this.#decide(piece.bytes, { kind: "execute", portal, statement }, failingExecute);
        break;
      }
      case "preparation":
        this.#conversation.asks(message.unit);
        this.#batch.push(piece.bytes);
        break;
      case "goodbye":
        markClosed(this.#context.connection, "service");
        this.#send({ messages: [piece.bytes], units: [] });
        break;
      case "other":
        this.#send({ messages: [piece.bytes], units: message.unit ? [message.unit] : [] });
        break;
      default:
        message satisfies never;
    }
  }

  /** Carries out what the faults have in store for a statement, at once or after its delay. */
  #decide(bytes: Buffer, unit: StatementUnit, failing: (failure: Failure) => Substitute): void {
    const { statement } = unit;
    const { delayMs, cut, failure: error, loseAnswer } = this.#context.faults.fateOf(statement.text);
    const go = (): void => {
      if (!this.#conversation.awaitsReady) statement.inTransaction = this.#conversation.inTransaction;
      if (loseAnswer) statement.fault = "answer lost";
      if (this.#over) settle(statement, connectionGone);
      else if (cut) this.#cutAt(statement);
      else if (error) this.#send(failing({ statement, error, loseAnswer }));
      else this.#send({ messages: [bytes], units: [{ ...unit, loseAnswer }] });
    };
    if (delayMs === 0) {
      go();
      return;
    }

    statement.fault = "delayed";
    const letGo = (): void => {
      clearTimeout(this.#held?.timer);
      this.#held = undefined;
      go();
      this.#proceed();
      this.#pair.holdService(false);
    };
    this.#held = { statement, timer: setTimeout(letGo, delayMs), letGo };
  }

  #cutAt(statement: OpenStatement): void {
    statement.fault = "cut";
    settle(statement, { code: "08006", message: "the test cut the connection before this reached the server" });
    this.#flush();
    this.#pair.cut();
  }

  #send({ messages, units }: Substitute): void {
    this.#sendBatch();
    for (const unit of units) this.#conversation.asks(unit);
    for (const message of messages) this.#toServer.add(message);
  }

  #sendBatch(): void {
    for (const bytes of this.#batch) this.#toServer.add(bytes);
    this.#batch = [];
  }

  #flush(): void {
    const slices = this.#toServer.take();
    if (slices.length > 0) this.#pair.toServer(slices);
  }

  #answer(bytes: Buffer): void {
    let cut = false;
    for (const piece of this.#fromServer.push(bytes)) {
      this.#noteRefusal(piece);
      const passage = this.#conversation.answers(piece);
      if (passage === "cut") cut = true;
      else if (passage !== "nothing" && !cut) this.#toService.add(passage);
    }
    this.#reportStatus();
    if (!this.#conversation.readyIsNear) this.#flushToService();
    if (cut) this.#pair.cut();
  }

  #noteRefusal({ type, bytes }: Piece): void {
    const { connection } = this.#context;
    if (type === "E" && connection.state === "starting") connection.refusal = readError(bytes);
  }

  #flushToService(): void {
    const slices = this.#toService.take();
    if (slices.length > 0) this.#pair.toService(slices);
  }

  #reportStatus(): void {
    const { connection } = this.#context;
    const { status } = this.#conversation;
    if (status === undefined || connection.state === "closed") return;
    connection.state = "open";
    connection.transaction = status === "I" ? "none" : status === "T" ? "open" : "failed";
  }

  #recordPortal(portal: Portal): OpenStatement {
    const { prepared, parameters } = portal;
    const statement = this.#record({ text: prepared.text, name: prepared.name, parameters, protocol: "extended" });
    portal.statement = statement;
    return statement;
  }

  #record(seen: Pick<OpenStatement, "text" | "name" | "parameters" | "protocol">): OpenStatement {
    const { log, connection } = this.#context;
    return log.add({ connection: connection.number, inTransaction: this.#conversation.inTransaction, ...seen });
  }

  #endService(): void {
    markClosed(this.#context.connection, "service");
    this.#serviceEnded = true;
    this.#proceed();
  }

  #close(by: "service" | "server" | "test"): void {
    this.#over = true;
    this.#flushToService();
    if (this.#held) {
      clearTimeout(this.#held.timer);
      settle(this.#held.statement, connectionGone);
      this.#held = undefined;
    }
    this.#conversation.abandon(connectionGone);
    markClosed(this.#context.connection, by);
    this.#context.closed();
  }
}
