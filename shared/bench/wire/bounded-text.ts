/** In bytes. 64 KiB hold any statement a person wrote; a generated one of several MB must not stay in memory 2,000 times. */
export const TEXT_LIMIT = 65_536;
export const PARAMETER_LIMIT = 4_096;
export const PARAMETER_COUNT_LIMIT = 1_000;

/** Decodes UTF-8, at most `limit` bytes of it; what is cut ends in a marker that tells the full size. */
export function boundedText(bytes: Buffer, limit: number): string {
  if (bytes.length <= limit) return bytes.toString("utf8");
  // The cut may fall inside a character, whose rest then decodes to U+FFFD.
  const start = bytes.toString("utf8", 0, limit).replace(/\uFFFD$/, "");
  return `${start}... [cut: ${bytes.length} bytes in all]`;
}

/** A binary value the way PostgreSQL prints bytea, at most `limit` characters of it. */
export function boundedHex(bytes: Buffer, limit: number): string {
  const shown = Math.floor(limit / 2);
  if (bytes.length <= shown) return `\\x${bytes.toString("hex")}`;
  return `\\x${bytes.toString("hex", 0, shown)}... [cut: ${bytes.length} bytes in all]`;
}
