import { connect, type Socket } from "node:net";
import { type ServerError, writeError } from "./server-error.ts";

export interface Target {
  readonly host: string;
  readonly port: number;
}

export interface PairListener {
  fromService(bytes: Buffer): void;
  fromServer(bytes: Buffer): void;
  /** The service has said its last word; what it said before may still be under way. */
  serviceEnded(): void;
  /** There is no server; the service is told so. */
  unreachable(error: ServerError): void;
  /** Once; both sides are closed or closing. */
  closed(by: "service" | "server" | "test"): void;
}

/** A local server answers in a millisecond, one across the world in a second. */
const CONNECT_DEADLINE_MS = 5_000;

/**
 * The two sockets of one connection. Whichever side closes, the other is closed too, after what was written to it; a
 * side that reads slowly slows the other one down. No error leaves this class: a socket's error ends the connection.
 */
export class SocketPair {
  readonly #service: Socket;
  readonly #server: Socket;
  readonly #listener: PairListener;
  #serverIsFull = false;
  #holding = false;
  #closed = false;

  constructor(service: Socket, target: Target, listener: PairListener) {
    this.#service = service;
    this.#listener = listener;
    this.#server = connect({ ...target, noDelay: true, allowHalfOpen: true });
    this.#reach(target);

    service.on("data", (bytes) => listener.fromService(bytes));
    service.on("end", () => listener.serviceEnded());
    service.on("close", () => this.#close("service"));
    service.on("drain", () => this.#server.resume());

    this.#server.on("data", (bytes) => listener.fromServer(bytes));
    this.#server.on("end", () => this.#close("server"));
    this.#server.on("close", () => this.#close("server"));
    this.#server.on("drain", () => {
      this.#serverIsFull = false;
      this.#settle();
    });
  }

  toServer(slices: readonly Buffer[]): void {
    if (send(this.#server, slices)) return;
    this.#serverIsFull = true;
    this.#settle();
  }

  toService(slices: readonly Buffer[]): void {
    if (!send(this.#service, slices)) this.#server.pause();
  }

  /** Stops or resumes reading from the service. */
  holdService(holding: boolean): void {
    this.#holding = holding;
    this.#settle();
  }

  endServer(): void {
    this.#server.end();
  }

  /** Breaks both sides off at once: the service sees its connection reset, the server an end without goodbye. */
  cut(): void {
    this.#service.resetAndDestroy();
    this.#server.destroy();
    this.#close("test");
  }

  #reach(target: Target): void {
    const server = this.#server;
    const where = `${target.host}:${target.port}`;
    let reached = false;
    server.setTimeout(CONNECT_DEADLINE_MS, () => {
      server.destroy(new Error(`no answer within ${CONNECT_DEADLINE_MS} ms`));
    });
    server.once("connect", () => {
      reached = true;
      server.setTimeout(0);
    });
    server.on("error", (error: NodeJS.ErrnoException) => {
      if (reached) return; // "close" follows and tells all that matters.
      const message = `the database cannot be reached at ${where} (${error.code ?? error.message})`;
      const refusal = { code: "57P03", message };
      this.#listener.unreachable(refusal);
      send(this.#service, [writeError(refusal, "FATAL")]);
    });
  }

  #settle(): void {
    if (this.#serverIsFull || this.#holding) this.#service.pause();
    else this.#service.resume();
  }

  #close(by: "service" | "server" | "test"): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#listener.closed(by);
    this.#service.destroySoon();
    this.#server.destroySoon();
  }
}

/** False when the receiver cannot take more for now. */
function send(socket: Socket, slices: readonly Buffer[]): boolean {
  if (!socket.writable) return true;
  socket.cork();
  let roomLeft = true;
  for (const slice of slices) roomLeft = socket.write(slice);
  socket.uncork();
  return roomLeft;
}
