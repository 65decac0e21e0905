import { loadModule, parseSync } from "libpg-query";
import { parseAst } from "vitest/node";
import type { Problem } from "../problem.ts";
import { codeBlocks, type LessonTexts } from "./lesson-texts.ts";

/** Code, SQL and JSON that a README shows can be read by the language that it names. */
export async function codeParses({ readme, name }: LessonTexts): Promise<Problem[]> {
  await loadModule();
  return codeBlocks(readme).flatMap(({ section, language, text }) => {
    const parse = parsers[language];
    if (!parse) return [];
    try {
      parse(text);
      return [];
    } catch (error) {
      return [`${name(readme.file)}: the ${language} under "${section}" does not parse: ${(error as Error).message}`];
    }
  });
}

/** Throws where a module would not parse; nothing runs. */
const parseModule = (text: string): void => void parseAst(text, { lang: "ts" });

const parsers: Readonly<Record<string, (text: string) => void>> = {
  js: parseModule,
  ts: parseModule,
  json: (text) => void JSON.parse(text),
  sql: (text) => void parseSync(text),
};
