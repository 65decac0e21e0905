import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../problem.ts";
import type { LessonTexts } from "./lesson-texts.ts";

/** Commands that a README tells the learner to type exist. */
export function commands({ root, readme, name }: LessonTexts): Problem[] {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  const file = name(readme.file);
  const run = [...readme.text.matchAll(/\bnpm run ([a-z][a-z:-]*)/g)].map(([, script = ""]) => script);
  const started = [...readme.text.matchAll(/\bnode (lessons\/[\w./-]+)/g)].map(([, path = ""]) => path);
  return [
    ...unique(run)
      .filter((script) => !(script in scripts))
      .map((script) => `${file}: there is no command "npm run ${script}".`),
    ...unique(started)
      .filter((path) => !existsSync(join(root, path)))
      .map((path) => `${file}: it starts ${path}, and there is no such file.`),
  ];
}

const unique = (words: readonly string[]) => [...new Set(words)];
