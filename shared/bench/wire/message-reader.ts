/** Reads the fields of one message, one after the other. Never throws: past the end it reads zeros and nothing. */
export class MessageReader {
  readonly #bytes: Buffer;
  #at: number;

  /** Starts behind the header: one letter, four bytes of length. */
  constructor(message: Buffer, start = 5) {
    this.#bytes = message;
    this.#at = start;
  }

  get atEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  letter(): string {
    return this.take(1).toString("latin1");
  }

  int16(): number {
    const field = this.take(2);
    return field.length === 2 ? field.readInt16BE() : 0;
  }

  int32(): number {
    const field = this.take(4);
    return field.length === 4 ? field.readInt32BE() : 0;
  }

  /** The bytes of a zero-terminated string, without the zero. */
  terminated(): Buffer {
    const zero = this.#bytes.indexOf(0, this.#at);
    const field = this.#bytes.subarray(this.#at, zero === -1 ? this.#bytes.length : zero);
    this.#at += field.length + 1;
    return field;
  }

  string(): string {
    return this.terminated().toString("utf8");
  }

  take(length: number): Buffer {
    const field = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    return field;
  }
}
