import { boundedHex, boundedText, PARAMETER_COUNT_LIMIT, PARAMETER_LIMIT, TEXT_LIMIT } from "./bounded-text.ts";
import type { MessageReader } from "./message-reader.ts";
import type { OpenStatement } from "./statement.ts";

/** A statement that was prepared (Parse). */
export interface Prepared {
  readonly name: string;
  readonly text: string;
}

/** A prepared statement with its parameters (Bind). */
export interface Portal {
  readonly prepared: Prepared;
  readonly parameters: readonly (string | null)[];
  /** Set at the first Execute; fetching further portions of the same portal is not another statement. */
  statement?: OpenStatement;
  fetchedInPortions?: boolean;
}

/** Far above what a service prepares; keeps a runaway one from filling our memory. */
const NAMES_LIMIT = 5_000;

/** What one connection has prepared and bound, so that an Execute, which carries only a portal's name, gets its text. */
export class PreparedStatements {
  readonly #prepared = new Map<string, Prepared>();
  readonly #portals = new Map<string, Portal>();

  parse(reader: MessageReader): Prepared {
    const name = reader.string();
    const prepared = { name, text: boundedText(reader.terminated(), TEXT_LIMIT) };
    remember(this.#prepared, name, prepared);
    return prepared;
  }

  bind(reader: MessageReader): Portal {
    const portalName = reader.string();
    const portal = { prepared: this.named(reader.string()), parameters: readParameters(reader) };
    remember(this.#portals, portalName, portal);
    return portal;
  }

  named(name: string): Prepared {
    return this.#prepared.get(name) ?? { name, text: `(unknown prepared statement "${name}")` };
  }

  /** For a portal that came from nowhere (a cursor declared in SQL) a stand-in says so. */
  portal(name: string): Portal {
    return this.#portals.get(name) ?? { prepared: { name: "", text: `(unknown portal "${name}")` }, parameters: [] };
  }

  close(kind: string, name: string): void {
    if (kind === "S") this.#prepared.delete(name);
    else this.#portals.delete(name);
  }
}

function remember<Value>(map: Map<string, Value>, name: string, value: Value): void {
  map.delete(name);
  map.set(name, value);
  for (const oldest of map.keys()) {
    if (map.size <= NAMES_LIMIT) break;
    map.delete(oldest);
  }
}

function readParameters(reader: MessageReader): (string | null)[] {
  const formats = Array.from({ length: reader.int16() & 0xffff }, () => reader.int16());
  const count = reader.int16() & 0xffff;
  const parameters: (string | null)[] = [];
  for (let index = 0; index < Math.min(count, PARAMETER_COUNT_LIMIT); index += 1) {
    const length = reader.int32();
    // No format means text for all, a single one holds for all.
    const binary = (formats.length === 1 ? formats[0] : formats[index]) === 1;
    if (length < 0) parameters.push(null);
    else if (binary) parameters.push(boundedHex(reader.take(length), PARAMETER_LIMIT));
    else parameters.push(boundedText(reader.take(length), PARAMETER_LIMIT));
  }
  if (count > parameters.length) parameters.push(`... [cut: ${count} parameters in all]`);
  return parameters;
}
