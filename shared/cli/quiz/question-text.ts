import { inlineCode } from "../terminal/markdown-inline.ts";
import { wrapStyled } from "../terminal/wrap-styled.ts";

const fence = /^```[^\n]*\n([\s\S]*?)\n?```$/m;

/**
 * The text of a question or an answer as lines: code between backticks, code in fences, and nothing else, so that
 * `count(*)` stays as it was written. Lines of fenced code are never broken.
 */
export function renderQuestionText(text: string, width: number, first = ""): string[] {
  const indent = " ".repeat(first.length);
  // With a group in the pattern, every second part is the inside of a fence.
  return text
    .trim()
    .split(new RegExp(fence, "m"))
    .flatMap((part, index) => {
      if (index % 2 === 1) return ["", ...part.split("\n").map((line) => `${indent}  ${line}`.trimEnd()), ""];
      if (part.trim() === "") return [];
      return wrapStyled(withCode(part.trim().replace(/\s*\n\s*/g, " ")), width, index === 0 ? first : indent, indent);
    });
}

const withCode = (text: string) => text.replace(/`([^`]+)`/g, (_, code: string) => inlineCode(code));
