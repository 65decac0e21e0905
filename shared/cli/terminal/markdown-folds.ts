import type { Token } from "marked";

/** What stands behind a `<details>`: its summary, and Markdown that is not yet parsed. */
export interface Fold {
  readonly summary: string;
  readonly body: string;
}

export type Part = { readonly fold: Fold } | { readonly block: Token };

const opening = /^<details[^>]*>/i;
const whole = /<details[^>]*>\s*(?:<summary>([\s\S]*?)<\/summary>)?([\s\S]*?)(?:<\/details>|$)/i;

/** Finds the folds in a parsed text. One that is never closed reaches to the end, as in a browser. */
export function gatherFolds(tokens: readonly Token[]): Part[] {
  const parts: Part[] = [];
  let inside: string | undefined;
  const close = () => {
    const [, summary = "", body = ""] = whole.exec(inside ?? "") ?? [];
    parts.push({ fold: { summary: summary.trim(), body } });
    inside = undefined;
  };
  for (const block of tokens) {
    if (inside !== undefined) inside += block.raw;
    else if (block.type === "html" && opening.test(block.raw)) inside = block.raw;
    else parts.push({ block });
    if (inside !== undefined && block.type === "html" && /<\/details>/i.test(block.raw)) close();
  }
  if (inside !== undefined) close();
  return parts;
}
