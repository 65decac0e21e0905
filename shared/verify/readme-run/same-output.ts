/** What differs from run to run: dates, times, sizes of error pages that hold paths, ports, random ids. */
const masks: readonly [RegExp, string][] = [
  [/^(date): .*$/gim, "$1: ..."],
  [/^(content-length): \d+$/gim, "$1: ..."],
  [/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)/g, "<time>"],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, "<uuid>"],
  [/(127\.0\.0\.1|localhost):\d+/g, "$1:<port>"],
];

/** Whether a command printed what the README shows, up to what `masks` names. A line `...` stands for any lines. */
export function isSameOutput(shown: readonly string[], printed: string): boolean {
  const wanted = masked(shown.join("\n")).split("\n");
  const pattern = wanted.map((line) => (line.trim() === "..." ? "(?:.*\\n)*?.*" : escaped(line))).join("\n");
  return new RegExp(`^${pattern}$`).test(masked(printed));
}

/** A text without what differs from run to run. */
export function masked(text: string): string {
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  const trimmed = lines
    .map((line) => line.trimEnd())
    .join("\n")
    .trimEnd();
  return masks.reduce((result, [pattern, mask]) => result.replace(pattern, mask), trimmed);
}

const escaped = (line: string) => line.trimEnd().replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
