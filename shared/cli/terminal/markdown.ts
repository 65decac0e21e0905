import { Lexer } from "marked";
import { renderBlock, renderBlocks } from "./markdown-blocks.ts";
import { type Fold, gatherFolds } from "./markdown-folds.ts";
import { bold } from "./style.ts";
import { wrapStyled } from "./wrap-styled.ts";

/** Which folds are open, numbered from 0, and what is said beside one about opening and closing it. */
export interface FoldView {
  readonly open: ReadonlySet<number> | "all";
  readonly toOpen: string;
  readonly toClose: string;
}

/** A text for a screen. Only lines of code and long addresses may be wider than asked. */
export interface RenderedMarkdown {
  readonly lines: readonly string[];
  /** The lines where a paragraph, a list, a fold... begins: as many whatever the width. */
  readonly blocks: readonly number[];
  /** The line of each fold's summary. */
  readonly folds: readonly number[];
}

const allClosed: FoldView = { open: new Set(), toOpen: "", toClose: "" };

/** Markdown as lines for a screen of `width` columns, styled where styles are on. What is folded away stays hidden. */
export function renderMarkdown(text: string, width: number): string[] {
  return [...renderFolding(text, width, allClosed).lines];
}

/** The same with its folds open or closed, and where everything begins. */
export function renderFolding(text: string, width: number, view: FoldView): RenderedMarkdown {
  const lines: string[] = [];
  const blocks: number[] = [];
  const folds: number[] = [];
  for (const part of gatherFolds(new Lexer().lex(text))) {
    const isOpen = view.open === "all" || view.open.has(folds.length);
    const rendered = "fold" in part ? renderFold(part.fold, isOpen, width, view) : renderBlock(part.block, width);
    if (rendered.length === 0) continue;
    if (lines.length > 0) lines.push("");
    blocks.push(lines.length);
    if ("fold" in part) folds.push(lines.length);
    lines.push(...rendered);
  }
  return { lines, blocks, folds };
}

function renderFold({ summary, body }: Fold, isOpen: boolean, width: number, { toOpen, toClose }: FoldView): string[] {
  const title = (mark: string, how: string) =>
    wrapStyled(`${bold(summary)}${how === "" ? "" : ` (${how})`}`, width, bold(mark), "    ");
  if (!isOpen) return title("[+] ", toOpen);
  const indented = renderBlocks(new Lexer().lex(body), width - 4).map((line) => (line === "" ? "" : `    ${line}`));
  return [...title("[-] ", toClose), "", ...indented];
}
