import { readFileSync } from "node:fs";
import { join } from "node:path";
import { listFiles } from "#shared/lessons/list-files.ts";
import type { Problem } from "../problem.ts";
import type { LessonTexts } from "./lesson-texts.ts";

const marker = /TO WRITE: ([^"\n]*)/;
/** Files with words in them. */
const written = /\.(?:md|ts|mjs|js|sql|yaml|json)$/;

/** Every place that `npm run new-lesson` left for the author, with its line. */
export function stillToWrite({ lesson, name }: LessonTexts): Problem[] {
  return [lesson.folder, lesson.solutionFolder].flatMap((folder) =>
    listFiles(folder)
      .filter((file) => written.test(file) && !file.startsWith("starter/"))
      .flatMap((file) =>
        readFileSync(join(folder, file), "utf8")
          .split("\n")
          .flatMap((line, index) => {
            const what = marker.exec(line)?.[1];
            return what === undefined ? [] : [`${name(join(folder, file))}:${index + 1}: still to write: ${what}`];
          }),
      ),
  );
}
