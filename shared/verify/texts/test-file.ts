import { existsSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join } from "node:path";
import { listFolders } from "#shared/lessons/course.ts";
import { listFiles } from "#shared/lessons/list-files.ts";
import { starterFolder } from "#shared/progress/starters.ts";
import type { Problem } from "../problem.ts";
import type { LessonTexts } from "./lesson-texts.ts";

const imports = /^\s*(?:import|export)\b[^;]*?\bfrom\s*["']([^"']+)["']|\bimport\s*\(?\s*["']([^"']+)["']/gm;
const importsOf = (text: string): string[] => [...text.matchAll(imports)].map(([, from, bare]) => from ?? bare ?? "");

/** The test stands outside: it imports the bench and nothing of the service, and no test of it is passed over. */
export function testFile({ lesson, name }: LessonTexts): Problem[] {
  const text = readFileSync(lesson.testFile, "utf8");
  const file = name(lesson.testFile);
  const passedOver = /\b(?:test|it|describe)\.(skip|only|todo|fails|skipIf|runIf)\b/.exec(text);
  return [
    ...(passedOver ? [`${file}: .${passedOver[1]} would let a lesson pass untested; take it out.`] : []),
    ...importsOf(text)
      .filter((from) => from !== "vitest" && !from.startsWith("#shared/bench/"))
      .map((from) => `${file}: it imports ${from}; a lesson's test imports vitest and #shared/bench only.`),
  ];
}

/** A service looks like a real one: it imports packages and its own files. */
export function serviceImports({ lesson, root, name }: LessonTexts): Problem[] {
  const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { dependencies: object };
  const alternatives = join(lesson.solutionFolder, "alternatives");
  const folders = [
    starterFolder(lesson),
    lesson.solutionFolder,
    ...listFolders(alternatives).map((alternative) => join(alternatives, alternative)),
  ];
  const isAllowed = (from: string) =>
    from.startsWith("node:") ||
    builtinModules.includes(from) ||
    packageName(from) in dependencies ||
    /^\.\.?\//.test(from);
  return folders
    .filter((folder) => existsSync(join(folder, "src")))
    .flatMap((folder) => {
      const src = join(folder, "src");
      return listFiles(src)
        .filter((file) => file.endsWith(".ts"))
        .flatMap((file) =>
          importsOf(readFileSync(join(src, file), "utf8"))
            .filter((from) => !isAllowed(from) || leaves(file, from))
            .map(
              (from) =>
                `${name(join(src, file))}: it imports ${from}, which is no package of the course and no file of its own.`,
            ),
        );
    });
}

const packageName = (from: string) =>
  from
    .split("/")
    .slice(0, from.startsWith("@") ? 2 : 1)
    .join("/");

/** Whether a relative import climbs out of `src/`. */
const leaves = (file: string, from: string) =>
  from.startsWith(".") && join("/src", file, "..", from).split(/[\\/]/)[1] !== "src";
