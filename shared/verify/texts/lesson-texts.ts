import { readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { lexer, type Token, type Tokens } from "marked";
import type { Lesson } from "#shared/lessons/course.ts";

/** A lesson's words, read once for all checks of them. */
export interface LessonTexts {
  readonly lesson: Lesson;
  /** The repository: links and commands are looked up from here. */
  readonly root: string;
  readonly readme: Readme;
  /** The file as problems name it: relative to the repository, with slashes. */
  name(file: string): string;
}

export interface Readme {
  readonly file: string;
  readonly text: string;
  /** The text of the first heading. */
  readonly title: string;
  /** What stands before the first section. */
  readonly opening: readonly Token[];
  readonly sections: readonly Section[];
}

/** A heading of the second level with what follows it. */
export interface Section {
  readonly title: string;
  readonly tokens: readonly Token[];
}

/** Throws when there is no README.md. */
export function readTexts(root: string, lesson: Lesson): LessonTexts {
  const file = join(lesson.folder, "README.md");
  return {
    lesson,
    root,
    readme: parseReadme(file, readFileSync(file, "utf8")),
    name: (path) => relative(root, path).split(sep).join("/"),
  };
}

function parseReadme(file: string, text: string): Readme {
  let title = "";
  const opening: Token[] = [];
  const sections: (Section & { tokens: Token[] })[] = [];
  for (const token of lexer(text)) {
    if (token.type === "heading" && token.depth === 1 && title === "") title = (token as Tokens.Heading).text;
    else if (token.type === "heading" && token.depth === 2)
      sections.push({ title: (token as Tokens.Heading).text, tokens: [] });
    else (sections.at(-1)?.tokens ?? opening).push(token);
  }
  return { file, text, title, opening, sections };
}

/** Every token below the given ones, themselves included, in the order of the text. */
export function* allTokens(tokens: readonly Token[]): Generator<Token> {
  for (const token of tokens) {
    yield token;
    if (token.type === "list") for (const item of (token as Tokens.List).items) yield* allTokens(item.tokens);
    else if (token.type === "table") {
      const { header, rows } = token as Tokens.Table;
      for (const cell of [header, ...rows].flat()) yield* allTokens(cell.tokens);
    } else if ("tokens" in token && token.tokens) yield* allTokens(token.tokens);
  }
}

export interface CodeBlock {
  /** The heading under which it stands. */
  readonly section: string;
  /** `sql`, `js`, `console`; empty when the fence names none. */
  readonly language: string;
  readonly text: string;
}

export function codeBlocks({ opening, sections }: Readme): CodeBlock[] {
  return [{ title: "", tokens: opening }, ...sections].flatMap(({ title, tokens }) =>
    [...allTokens(tokens)]
      .filter((token): token is Tokens.Code => token.type === "code")
      .map(({ lang = "", text }) => ({ section: title, language: lang.trim(), text })),
  );
}

/** What a reader reads: no code, no addresses, no comments. Inline code counts as one word. */
export function prose({ opening, sections }: Readme): string {
  const words: string[] = [];
  const tokens = [...opening, ...sections.flatMap((section) => [...section.tokens])];
  for (const token of allTokens(tokens)) {
    if (token.type === "codespan") words.push("`code`");
    else if (token.type === "text" && !("tokens" in token && token.tokens)) words.push((token as Tokens.Text).text);
    else if (token.type === "html") words.push(token.text.replace(/<[^>]*>/g, " "));
  }
  return [...sections.map(({ title }) => title), ...words].join(" ").replace(/\s+/g, " ");
}
