import type { MarkedToken, Token, Tokens } from "marked";
import { renderInline } from "./markdown-inline.ts";
import { renderTable } from "./markdown-table.ts";
import { bold } from "./style.ts";
import { wrapStyled } from "./wrap-styled.ts";

/** Paragraphs, lists, code and tables as lines, with an empty line between them unless they are `tight`. */
export function renderBlocks(tokens: readonly Token[], width: number, tight = false): string[] {
  return tokens
    .map((token) => renderBlock(token, width))
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index === 0 || tight ? lines : ["", ...lines]));
}

/** One of them; no lines when it shows nothing, such as a comment. */
export function renderBlock(block: Token, width: number): string[] {
  const token = block as MarkedToken;
  switch (token.type) {
    case "heading":
      return wrapStyled(renderInline(token.tokens), width, `${"#".repeat(token.depth)} `).map(bold);
    case "paragraph":
      return wrapStyled(renderInline(token.tokens), width);
    case "code":
      return token.text.split("\n").map(renderCodeLine);
    case "list":
      return renderList(token, width);
    case "table":
      return renderTable(token, width);
    case "blockquote":
      return renderBlocks(token.tokens, width - 2).map((line) => `> ${line}`.trimEnd());
    case "hr":
      return ["-".repeat(width)];
    case "space":
    case "def":
    case "html":
      return [];
    default:
      return wrapStyled(renderInline([token]), width);
  }
}

/* Never broken: a line that is too long is left to the terminal, which copies it as one. */
function renderCodeLine(line: string): string {
  const text = line.replaceAll("\t", "    ").trimEnd();
  if (text === "") return "";
  // What a person typed stands out from what came back.
  return text.startsWith("$ ") ? `  $ ${bold(text.slice(2))}` : `  ${text}`;
}

function renderList({ items, ordered, start, loose }: Tokens.List, width: number): string[] {
  const last = Number(start) + items.length - 1;
  return items.flatMap((item, index) => {
    const marker = ordered ? `${Number(start) + index}.`.padEnd(`${last}. `.length) : "- ";
    const indent = " ".repeat(marker.length);
    const lines = renderItem(item, width - marker.length).map((line, row) =>
      `${row === 0 ? marker : indent}${line}`.trimEnd(),
    );
    return loose && index > 0 ? ["", ...lines] : lines;
  });
}

function renderItem({ tokens, loose, task }: Tokens.ListItem, width: number): string[] {
  const [box, ...rest] = tokens;
  if (!task || box?.type !== "checkbox") return renderBlocks(tokens, width, !loose);
  const [first = "", ...others] = renderBlocks(rest, width - 4, !loose);
  return [`${renderInline([box])}${first}`, ...others.map((line) => `    ${line}`)];
}
