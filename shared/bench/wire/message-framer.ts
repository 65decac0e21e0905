import { FIRST_ROWS, ROW_LIMIT } from "./first-rows.ts";

/** A whole message with its letter; or, under the letter `""`, bytes to pass on unread (parts of streamed messages). */
export interface Piece {
  readonly type: string;
  readonly bytes: Buffer;
  /** The first few whole rows in it, where it is a part of a result. */
  readonly rows?: readonly Buffer[];
}

const HEADER = 5;
const DATA_ROW = 0x44;
/** PostgreSQL refuses longer messages (`PQ_LARGE_MESSAGE_LIMIT`); a larger number means that these bytes are not the protocol. */
const LARGEST = 0x3fff_ffff;

/**
 * Cuts a stream of bytes into protocol messages, wherever TCP has split it. Messages of the letters in `streamed` (rows,
 * COPY data) are never collected: their bytes come out as they come in, joined into one piece, so that a result of
 * 100 MB costs neither memory nor a look at each byte; only the first few small rows of a piece are pointed out. After
 * bytes that are no message everything passes unread.
 */
export class MessageFramer {
  readonly #streamed: ReadonlySet<number>;
  #held: Buffer[] = [];
  #heldLength = 0;
  #needed = HEADER;
  #passing = 0;

  constructor(streamed: string) {
    this.#streamed = new Set(Buffer.from(streamed));
  }

  push(chunk: Buffer): Piece[] {
    const data = this.#withHeld(chunk);
    if (!data) return [];

    const pieces: Piece[] = [];
    let at = 0;
    let passingFrom = 0;
    let rows: Buffer[] = [];
    const pass = (): void => {
      if (at === passingFrom) return;
      const bytes = data.subarray(passingFrom, at);
      pieces.push(rows.length === 0 ? { type: "", bytes } : { type: "", bytes, rows });
      rows = [];
    };

    while (at < data.length) {
      if (this.#passing > 0) {
        const taken = Math.min(this.#passing, data.length - at);
        this.#passing -= taken;
        at += taken;
        continue;
      }
      if (data.length - at < HEADER) break;
      const type = data.readUInt8(at);
      const length = 1 + data.readUInt32BE(at + 1);
      if (length < HEADER || length > LARGEST) {
        this.#passing = Number.POSITIVE_INFINITY;
      } else if (this.#streamed.has(type)) {
        this.#passing = length;
        const whole = length <= ROW_LIMIT && data.length - at >= length;
        if (type === DATA_ROW && whole && rows.length < FIRST_ROWS) rows.push(data.subarray(at, at + length));
      } else if (data.length - at < length) {
        this.#needed = length;
        break;
      } else {
        pass();
        pieces.push({ type: String.fromCharCode(type), bytes: data.subarray(at, at + length) });
        at += length;
        passingFrom = at;
      }
    }

    pass();
    this.#hold(data.subarray(at));
    return pieces;
  }

  /** Joins what was held back only once it suffices for the next step, so that a large message is not copied per chunk. */
  #withHeld(chunk: Buffer): Buffer | undefined {
    if (this.#heldLength === 0) return chunk;
    this.#hold(chunk);
    if (this.#heldLength < this.#needed) return undefined;
    const data = Buffer.concat(this.#held, this.#heldLength);
    this.#held = [];
    this.#heldLength = 0;
    this.#needed = HEADER;
    return data;
  }

  #hold(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#held.push(bytes);
    this.#heldLength += bytes.length;
  }
}
