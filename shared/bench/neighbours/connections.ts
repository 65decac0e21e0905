import type { Socket } from "node:net";
import type { CallOutcome } from "./recorded-call.ts";

/** A call that is being heard or answered. */
export interface Visit {
  /** Told once, when the connection is gone, and by whom. */
  leave(outcome: CallOutcome): void;
}

/** Who is connected to a neighbour, and with which calls. */
export class Connections {
  readonly #visits = new Map<Socket, Set<Visit>>();

  /** To be told of every new connection. */
  add(socket: Socket): void {
    this.#visits.set(socket, new Set());
    socket.once("close", () => this.#leave(socket, "aborted by caller"));
  }

  begin(socket: Socket, visit: Visit): void {
    // Unknown when the connection was cut while its request was being parsed.
    const visits = this.#visits.get(socket);
    if (visits) visits.add(visit);
    else visit.leave("unanswered");
  }

  end(socket: Socket, visit: Visit): void {
    this.#visits.get(socket)?.delete(visit);
  }

  /** Resets the connection: the caller sees ECONNRESET, at once. */
  cut(socket: Socket): void {
    this.#leave(socket, "unanswered");
    socket.resetAndDestroy();
  }

  cutAll(): void {
    for (const socket of [...this.#visits.keys()]) this.cut(socket);
  }

  #leave(socket: Socket, outcome: CallOutcome): void {
    const visits = this.#visits.get(socket) ?? [];
    this.#visits.delete(socket);
    for (const visit of visits) visit.leave(outcome);
  }
}
