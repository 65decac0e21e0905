import { boundedText, TEXT_LIMIT } from "./bounded-text.ts";
import type { Unit } from "./expected-answers.ts";
import type { Piece } from "./message-framer.ts";
import { MessageReader } from "./message-reader.ts";
import type { Portal, PreparedStatements } from "./prepared-statements.ts";

/** What a message from the service means for the relay. */
export type ServiceMessage =
  /** A statement that runs now, by a simple query or by the first Execute of a portal. */
  | { readonly kind: "query"; readonly text: string }
  | { readonly kind: "execute"; readonly portal: Portal }
  /** Gets a statement ready; nobody waits for its answer alone. */
  | { readonly kind: "preparation"; readonly unit: Unit }
  | { readonly kind: "goodbye" }
  /** Everything else, with the answer it calls for, if any. */
  | { readonly kind: "other"; readonly unit?: Unit };

/** Reads one piece of what a service says; `prepared` remembers names from one message to the next. */
export function readServiceMessage({ type, bytes }: Piece, prepared: PreparedStatements): ServiceMessage {
  const reader = new MessageReader(bytes);
  switch (type) {
    case "Q":
      return { kind: "query", text: boundedText(reader.terminated(), TEXT_LIMIT) };
    case "P":
      return { kind: "preparation", unit: { kind: "parse", prepared: prepared.parse(reader) } };
    case "B":
      return { kind: "preparation", unit: { kind: "bind", portal: prepared.bind(reader) } };
    case "D": {
      const ofStatement = reader.letter() === "S";
      const name = reader.string();
      const what = ofStatement ? { prepared: prepared.named(name) } : { portal: prepared.portal(name) };
      return { kind: "preparation", unit: { kind: "describe", ...what } };
    }
    case "C":
      prepared.close(reader.letter(), reader.string());
      return { kind: "preparation", unit: { kind: "close" } };
    case "E": {
      const portal = prepared.portal(reader.string());
      const { statement } = portal;
      return statement ? { kind: "other", unit: { kind: "execute", portal, statement } } : { kind: "execute", portal };
    }
    case "S":
      return { kind: "other", unit: { kind: "sync" } };
    case "F":
      return { kind: "other", unit: { kind: "call" } };
    case "c":
    case "f":
      return { kind: "other", unit: { kind: "copy-end" } };
    case "X":
      return { kind: "goodbye" };
    default:
      return { kind: "other" };
  }
}
