import type { Portal, Prepared } from "./prepared-statements.ts";
import type { ServerError } from "./server-error.ts";
import type { OpenStatement } from "./statement.ts";

/** One thing the server was asked and has not answered yet. */
export interface Unit {
  readonly kind: "parse" | "bind" | "describe" | "close" | "execute" | "query" | "call" | "sync" | "copy-end";
  readonly prepared?: Prepared;
  readonly portal?: Portal;
  readonly statement?: OpenStatement;
  /** The relay asked this in the service's stead: its success is kept from the service. */
  readonly hidden?: boolean;
  /** The error that the relay provoked: what the service is to read instead of the fields our substitute left in it. */
  readonly provoked?: ServerError;
  /** The answer is to be lost on its way back. */
  readonly loseAnswer?: boolean;
}

/**
 * What a server still has to answer, in order. Two rules of the protocol live here: after an error the server skips
 * everything up to the next Sync, and while it reads COPY data it ignores every Sync.
 */
export class ExpectedAnswers {
  #units: Unit[] = [];
  #skipping = false;
  #copyingIn = false;

  get head(): Unit | undefined {
    while (this.#units[0]?.kind === "copy-end") this.#units.shift();
    return this.#units[0];
  }

  /** Whether the server has been given what it answers with ReadyForQuery, rather than waiting for a Sync to come. */
  get awaitsReady(): boolean {
    return this.#units.some(endsInReady);
  }

  get all(): readonly Unit[] {
    return this.#units;
  }

  /** False when the server is skipping, so that no answer to this will come. */
  push(unit: Unit): boolean {
    if (unit.kind === "copy-end") this.#copyingIn = false;
    if (this.#copyingIn && unit.kind === "sync") return true;
    if (this.#skipping && unit.kind !== "sync") return false;
    this.#skipping = false;
    this.#units.push(unit);
    return true;
  }

  shift(): void {
    this.#units.shift();
  }

  /** After an error in the extended protocol: takes out what the server will not do, head included. */
  skipToSync(): readonly Unit[] {
    this.#copyingIn = false;
    const sync = this.#units.findIndex((unit) => unit.kind === "sync");
    this.#skipping = sync === -1;
    return this.#units.splice(0, this.#skipping ? this.#units.length : sync);
  }

  /** After ReadyForQuery: takes out what it ends, which is all up to the first unit that such a message answers. */
  skipPastReady(): readonly Unit[] {
    this.#copyingIn = false;
    const ended = this.#units.findIndex(endsInReady);
    return this.#units.splice(0, ended + 1);
  }

  /** After CopyInResponse: forgets each Sync sent before the data's end (libpq sends one right behind its Execute). */
  startCopyIn(): void {
    const end = this.#units.findIndex((unit) => unit.kind === "copy-end");
    this.#copyingIn = end === -1;
    this.#units = this.#units.filter(({ kind }, at) => kind !== "sync" || (end !== -1 && at > end));
  }

  /** The units up to the next ReadyForQuery. */
  upToReady(): readonly Unit[] {
    const ended = this.#units.findIndex(endsInReady);
    return ended === -1 ? this.#units : this.#units.slice(0, ended + 1);
  }
}

function endsInReady({ kind }: Unit): boolean {
  return kind === "sync" || kind === "query" || kind === "call";
}
