import type { MarkedToken, Token } from "marked";
import { hyperlink } from "./hyperlink.ts";
import { bold, cyan, italic } from "./style.ts";
import { glued } from "./wrap-styled.ts";

/** Words, code and links of a paragraph as one styled text, not yet broken into lines. */
export function renderInline(tokens: readonly Token[]): string {
  // No extension is registered, so every token is one of marked's own.
  return (tokens as readonly MarkedToken[]).map(renderToken).join("");
}

/** Code keeps its backticks: what is code must not be said by a colour alone. */
export const inlineCode = (code: string): string => glued(cyan(`\`${code}\``));

function renderToken(token: MarkedToken): string {
  switch (token.type) {
    case "text":
      return token.tokens ? renderInline(token.tokens) : decode(token.text.replaceAll("\n", " "));
    case "codespan":
      return inlineCode(token.text.replaceAll("\n", " "));
    case "strong":
      return marked(renderInline(token.tokens), bold, "**");
    case "em":
      return marked(renderInline(token.tokens), italic, "_");
    case "del":
      return `~~${renderInline(token.tokens)}~~`;
    case "link":
      return link(renderInline(token.tokens), token.text, token.href);
    case "image":
      return `[${token.text}] <${token.href}>`;
    case "checkbox":
      return token.checked ? "[x] " : "[ ] ";
    case "br":
      return "\n";
    case "escape":
      return token.text;
    case "html":
      return /^<br\s*\/?>$/i.test(token.raw) ? "\n" : "";
    default:
      return token.raw;
  }
}

/** A style, or Markdown's own marks where styles are off. */
function marked(text: string, style: (text: string) => string, mark: string): string {
  const styled = style(text);
  return styled === text ? `${mark}${text}${mark}` : styled;
}

function link(styled: string, text: string, address: string): string {
  if (text === address) return hyperlink(text, address) ?? text;
  return hyperlink(styled, address) ?? `${styled} <${address}>`;
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: " " };

const decode = (text: string) => text.replace(/&(\w+);/g, (entity, name: string) => entities[name] ?? entity);
