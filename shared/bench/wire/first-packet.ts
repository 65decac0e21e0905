import { MessageReader } from "./message-reader.ts";

/** What a client may open a connection with. Source: PostgreSQL manual, "Message Formats" (no letter in front, only a length). */
export type FirstPacket =
  | { readonly kind: "incomplete" }
  | { readonly kind: "encryption-request"; readonly bytes: Buffer }
  | { readonly kind: "cancel"; readonly bytes: Buffer }
  | { readonly kind: "start"; readonly bytes: Buffer; readonly parameters: ReadonlyMap<string, string> }
  | { readonly kind: "unreadable" };

const CANCEL = 80877102;
const SSL = 80877103;
const GSSENC = 80877104;
/** The server's own limit, `MAX_STARTUP_PACKET_LENGTH`. */
const LONGEST = 10_000;

/** Reads the packet at the start of `received`; `unreadable` when this is no PostgreSQL client (an HTTP request, a TLS hello). */
export function readFirstPacket(received: Buffer): FirstPacket {
  if (received.length < 4) return { kind: "incomplete" };
  const length = received.readUInt32BE();
  if (length < 8 || length > LONGEST) return { kind: "unreadable" };
  if (received.length < length) return { kind: "incomplete" };

  const bytes = received.subarray(0, length);
  const code = bytes.readUInt32BE(4);
  if (code === SSL || code === GSSENC) return { kind: "encryption-request", bytes };
  if (code === CANCEL) return { kind: "cancel", bytes };
  if (code >>> 16 !== 3) return { kind: "unreadable" };

  const reader = new MessageReader(bytes, 8);
  const parameters = new Map<string, string>();
  for (let name = reader.string(); name !== ""; name = reader.string()) parameters.set(name, reader.string());
  return { kind: "start", bytes, parameters };
}
