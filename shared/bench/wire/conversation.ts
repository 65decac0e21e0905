import { ExpectedAnswers, type Unit } from "./expected-answers.ts";
import { keepFirstRows } from "./first-rows.ts";
import type { Piece } from "./message-framer.ts";
import { MessageReader } from "./message-reader.ts";
import type { Prepared } from "./prepared-statements.ts";
import { readError, type ServerError, writeError } from "./server-error.ts";
import { type OpenStatement, settle } from "./statement.ts";

/** What becomes of something the server said: these bytes go to the service, or none, or the connection is cut here. */
export type Passage = Buffer | "nothing" | "cut";

/** Errors before any Execute (a Parse or Bind refused) name what was refused, so that it can be recorded all the same. */
export type RecordRefused = (refused: Prepared, parameters: readonly (string | null)[]) => OpenStatement;

const skippedMessage = "skipped after an earlier error";

/**
 * Follows both halves of one connection's talk: knows which statement each answer belongs to and the transaction status
 * that the server last reported. Moves no bytes itself.
 */
export class Conversation {
  readonly #expected = new ExpectedAnswers();
  readonly #recordRefused: RecordRefused;
  #status: "I" | "T" | "E" | undefined;
  #lastDone: OpenStatement | undefined;
  #lastError: ServerError | undefined;
  #losing = false;
  #readyIsNear = false;

  constructor(recordRefused: RecordRefused) {
    this.#recordRefused = recordRefused;
  }

  /** The server's word: I idle, T in a transaction, E in a failed one. Undefined until start-up is finished. */
  get status(): "I" | "T" | "E" | undefined {
    return this.#status;
  }

  get inTransaction(): boolean {
    return this.#status === "T" || this.#status === "E";
  }

  get busy(): boolean {
    return this.#expected.head !== undefined;
  }

  /** Whether the server will yet report a status, so that the last one may not be true for what is asked next. */
  get awaitsReady(): boolean {
    return this.#expected.awaitsReady;
  }

  /**
   * Between an error and the ReadyForQuery right behind it: the time to keep both and pass them on together. Services act
   * on the error alone; whoever then asks the relay for the transaction's state must not be told the one before.
   * Where the server dies instead, the end of the connection lets them go.
   */
  get readyIsNear(): boolean {
    return this.#readyIsNear;
  }

  /** To be told before the bytes are sent. */
  asks(unit: Unit): void {
    if (this.#expected.push(unit) || !unit.statement) return;
    settle(unit.statement, { code: this.#lastError?.code ?? "", message: skippedMessage });
  }

  /** Takes each piece that comes from the server. */
  answers({ type, bytes, rows }: Piece): Passage {
    const head = this.#expected.head;
    // The word to start sending COPY data must arrive, or the statement would never come to its end.
    if (head?.loseAnswer && type !== "G") this.#losing = true;
    if (rows && head?.statement) keepFirstRows(head.statement, rows);
    const passage = this.#read(type, bytes, head);
    if (!this.#losing) return passage;
    // What was done is certain only when the server is ready again (an autocommit happens at Sync). A service that sends
    // no Sync before it has seen the answer (a cursor) would wait for ever: there the answer itself is the end.
    const ended = head?.loseAnswer && /^[CIsE]$/.test(type) && this.#expected.head !== head;
    return type === "Z" || (ended && !this.#expected.awaitsReady) ? "cut" : "nothing";
  }

  /** The connection is gone: nothing that is still open will be answered. */
  abandon(error: ServerError): void {
    for (const { statement } of this.#expected.all) if (statement) settle(statement, error);
  }

  #read(type: string, bytes: Buffer, head: Unit | undefined): Passage {
    switch (type) {
      case "1":
        return this.#answered(head, "parse", bytes);
      case "2":
        return this.#answered(head, "bind", bytes);
      case "3":
        return this.#answered(head, "close", bytes);
      case "T":
      case "n":
        return this.#answered(head, "describe", bytes);
      case "C":
      case "I":
      case "s":
        return this.#completed(type, bytes, head);
      case "G":
        this.#expected.startCopyIn();
        return bytes;
      case "N":
        return head?.hidden || head?.provoked ? "nothing" : bytes;
      case "E":
        return this.#failed(bytes, head);
      case "Z":
        this.#ready(bytes);
        return bytes;
      default:
        return bytes;
    }
  }

  #answered(head: Unit | undefined, kind: Unit["kind"], bytes: Buffer): Passage {
    if (head?.kind !== kind) return bytes;
    this.#expected.shift();
    return head.hidden ? "nothing" : bytes;
  }

  #completed(type: string, bytes: Buffer, head: Unit | undefined): Passage {
    if (!head) return bytes;
    if (type === "s" && head.portal) head.portal.fetchedInPortions = true;
    if (head.statement) head.statement.rows = head.portal?.fetchedInPortions ? undefined : rowsOf(type, bytes);
    if (head.kind === "execute") {
      this.#expected.shift();
      if (head.statement) settle(head.statement);
      this.#lastDone = head.statement;
    }
    return head.hidden || head.provoked ? "nothing" : bytes;
  }

  #failed(bytes: Buffer, head: Unit | undefined): Passage {
    const error = readError(bytes);
    if (!head) return bytes;
    this.#lastError = error;
    if (head.kind === "query" || head.kind === "call") {
      if (head.statement) settle(head.statement, error);
    } else if (head.kind === "sync") {
      // The commit at Sync failed (a deferred constraint): the last statement had looked fine, but is undone.
      if (this.#lastDone) {
        this.#lastDone.outcome = "pending";
        settle(this.#lastDone, error);
      }
    } else {
      this.#skip(head, error);
    }
    this.#readyIsNear = this.#expected.awaitsReady;
    // Any other code is the server's own word (25P02 in a transaction that had failed before, a shutdown): it stands.
    if (head.provoked?.code !== error.code) return bytes;
    if (head.statement) head.statement.fault = "failed";
    return writeError(head.provoked);
  }

  #skip(head: Unit, error: ServerError): void {
    const skipped = this.#expected.skipToSync();
    const concerned = ({ portal }: Unit): boolean =>
      portal !== undefined && (head.portal ? portal === head.portal : portal.prepared === head.prepared);
    const own = head.statement ?? skipped.find((unit) => unit.statement && concerned(unit))?.statement;
    const refused = own ?? this.#refused(head);
    if (refused) settle(refused, error);
    for (const { statement } of skipped) if (statement) settle(statement, { ...error, message: skippedMessage });
  }

  #refused({ kind, portal, prepared }: Unit): OpenStatement | undefined {
    const text = portal?.prepared ?? prepared;
    return text && kind !== "close" ? this.#recordRefused(text, portal?.parameters ?? []) : undefined;
  }

  #ready(bytes: Buffer): void {
    const status = bytes.toString("latin1", 5, 6);
    const first = this.#status === undefined;
    this.#status = status === "T" || status === "E" ? status : "I";
    this.#lastDone = undefined;
    this.#readyIsNear = false;
    // The first one ends start-up and answers no question.
    if (!first) for (const { statement } of this.#expected.skipPastReady()) if (statement) settle(statement);
    for (const { statement } of this.#expected.upToReady()) if (statement) statement.inTransaction = this.inTransaction;
  }
}

/** The last number of a CommandComplete's tag: `INSERT 0 1`, `SELECT 20`; none in `BEGIN`. */
function rowsOf(type: string, message: Buffer): number | undefined {
  if (type !== "C") return undefined;
  const count = / (\d+)$/.exec(new MessageReader(message).string())?.[1];
  return count === undefined ? undefined : Number(count);
}
