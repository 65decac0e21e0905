import { createSupportsHyperlinks } from "supports-hyperlinks";

/** Text that opens an address when it is clicked (OSC 8), or `undefined` where the terminal cannot do that. */
export function hyperlink(text: string, address: string): string | undefined {
  // NO_COLOR is also how --plain says that it wants nothing but text.
  if (process.env.NO_COLOR || !createSupportsHyperlinks(process.stdout)) return undefined;
  return `\u001b]8;;${address}\u0007${text}\u001b]8;;\u0007`;
}
