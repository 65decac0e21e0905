import { hostname } from "node:os";
import { pathToFileURL } from "node:url";
import { hyperlink } from "./hyperlink.ts";

/**
 * Text that opens a file when it is clicked, at the line where the terminal knows how (`#14`: iTerm2, kitty). Elsewhere
 * the text alone: a path from the repository on, with a line number, is clickable by itself in many terminals. In that of
 * VS Code it works better than any link, and over ssh too.
 */
export function fileLink(text: string, path: string, line?: number): string {
  if (process.env.TERM_PROGRAM === "vscode") return text;
  const address = pathToFileURL(path);
  // Without it a terminal cannot tell a file of this machine from one at the other end of ssh.
  if (process.platform !== "win32") address.hostname = hostname();
  if (line !== undefined) address.hash = String(line);
  return hyperlink(text, address.href) ?? text;
}
