import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { RunnerFault } from "#shared/check/faults/fault.ts";
import { must, mustEnd } from "./must.ts";
import { layTinyCourse } from "./tiny-course.ts";

/** A progress file that cannot be used is set aside as it was, said, and a new one begun. */
function damaged(name: string, what: string, content: string | "a folder", why: RegExp): RunnerFault {
  return {
    kind: "runner",
    name,
    what,
    withinS: 16,
    async survive({ root, folder }) {
      const course = layTinyCourse(root, folder);
      course.solve();
      if (content === "a folder") mkdirSync(course.progressFile);
      else writeFileSync(course.progressFile, content);
      const keepsFiles = course.keepsFiles();

      mustEnd(await course.check(2), { code: 0, says: why });

      const hood = dirname(course.progressFile);
      const aside = readdirSync(hood).filter((file) => file.includes("damaged"));
      must(aside.length === 1, `Of the damaged file ${aside.length} copies were set aside.`);
      const kept = join(hood, aside[0] ?? "");
      if (content === "a folder") must(statSync(kept).isDirectory(), "What was set aside is not the folder.");
      else must(readFileSync(kept, "utf8") === content, "What was set aside is not what was found.");
      keepsFiles();
      await course.nextCheckPasses();
      must(Object.keys(course.remembered()).length === 2, "The two lessons that passed are not both remembered.");
    },
  };
}

const asideOf = (why: string) => new RegExp(`progress\\.json could not be used: ${why}\\. It was set aside as`);

export const damagedProgress: readonly RunnerFault[] = [
  damaged("progress-empty", "a progress file without a byte", "", asideOf("it is empty")),
  damaged(
    "progress-cut-in-half",
    "a progress file that ends in the middle",
    '{"version":1,"lessons":{"gr',
    asideOf("it is not JSON"),
  ),
  damaged("progress-binary", "a progress file of other bytes", "\u0000\u0001\ufffd\u0007", asideOf("it is not JSON")),
  damaged(
    "progress-of-another-shape",
    "a progress file edited by hand",
    '{"version":1,"lessons":[]}',
    asideOf("lessons is not as this course writes it"),
  ),
  damaged("progress-a-folder", "a folder in the progress file's place", "a folder", asideOf("it is a folder")),
  {
    kind: "runner",
    name: "progress-damaged-with-its-copy",
    what: "a damaged progress file whose copy is whole",
    withinS: 20,
    async survive({ root, folder }) {
      const course = layTinyCourse(root, folder);
      course.solve();
      mustEnd(await course.check(2), { code: 0, says: /PASSED/ });
      writeFileSync(course.progressFile, "");

      mustEnd(await course.check(1), { code: 0, says: /The copy beside it took its place/ });

      const ids = Object.keys(course.remembered()).sort().join(" ");
      must(ids === "greeting notes", `Two lessons were passed, and remembered are: ${ids}`);
      await course.nextCheckPasses();
    },
  },
  {
    kind: "runner",
    name: "progress-newer",
    what: "a progress file of a newer version",
    withinS: 12,
    async survive({ root, folder }) {
      const course = layTinyCourse(root, folder);
      course.solve();
      const newer = '{"version":7,"lessons":{},"stars":3}';
      writeFileSync(course.progressFile, newer);

      const says = /it is of version 7, this course writes 1\. Nothing is saved until you update the course/;
      mustEnd(await course.check(1), { code: 0, says });
      mustEnd(await course.check(1), { code: 0, says: /PASSED/ });

      must(readFileSync(course.progressFile, "utf8") === newer, "The newer file was changed.");
    },
  },
];
