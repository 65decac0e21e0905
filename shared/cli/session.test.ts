import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { keepBefore, rememberChanged } from "#shared/check/course-guard/changed-course.ts";
import { openCourse } from "./session.ts";
import { copyFixtureCourse } from "./testing/fixture-course.ts";

test("a course that cannot be read, because a lesson's code has spoilt it, says how to put it back", async () => {
  using course = copyFixtureCourse();
  const file = "lessons/02-notes/lesson.yaml";
  const path = join(course.folder, file);
  const change = { file, before: readFileSync(path) };
  writeFileSync(path, "title: 17\n");

  await expect(openCourse({ course: course.folder })).rejects.toThrow(/^(?:(?!reset)[\s\S])*$/);

  rememberChanged(course.folder, [change], keepBefore(course.folder, [change]));
  await expect(openCourse({ course: course.folder })).rejects.toThrow(
    /02-notes\/lesson\.yaml[\s\S]*npm run reset -- --course-files/,
  );
});
