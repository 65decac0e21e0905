/**
 * Bytes on their way out. Neighbouring slices of one chunk are joined again without copying: a chunk that needed no
 * interference leaves as the one write as which it came.
 */
export class Outbox {
  #slices: Buffer[] = [];

  add(bytes: Buffer): void {
    const last = this.#slices.at(-1);
    if (last && last.buffer === bytes.buffer && last.byteOffset + last.length === bytes.byteOffset) {
      const joined = Buffer.from(bytes.buffer, last.byteOffset, last.length + bytes.length);
      this.#slices[this.#slices.length - 1] = joined;
    } else if (bytes.length > 0) {
      this.#slices.push(bytes);
    }
  }

  /** Hands over everything added since the last call. */
  take(): readonly Buffer[] {
    const slices = this.#slices;
    this.#slices = [];
    return slices;
  }
}
