import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readCourse } from "#shared/lessons/course.ts";
import { keepStarter } from "#shared/progress/starters.ts";
import { copyFixtureCourse, runToEnd } from "../testing/fixture-course.ts";

function openFixture() {
  const course = copyFixtureCourse("my course");
  for (const lesson of readCourse(course.folder).lessons) keepStarter(lesson);
  const server = join(course.folder, "lessons/01-greeting/src/server.ts");
  return {
    folder: course.folder,
    server,
    read: () => readFileSync(server, "utf8"),
    reset: (...words: string[]) => runToEnd("reset", [...words, "--course", course.folder]),
    [Symbol.dispose]: course[Symbol.dispose],
  };
}

test("a reset says what it did, where the version before lies, and how to undo it; the undo can be undone", async () => {
  using course = openFixture();
  const starter = course.read();
  writeFileSync(course.server, "// mine\r\n");

  const reset = await course.reset("1");
  const afterReset = course.read();
  const backup = /(\S*backups.greeting.\S+)/.exec(reset.output.replaceAll(course.folder, "."))?.[1] ?? "none";
  const headlines: string[] = [];
  const contents: string[] = [];
  for (let times = 0; times < 3; times += 1) {
    const { output } = await course.reset("1", "--undo");
    headlines.push(output.split("\n")[0] ?? "");
    contents.push(course.read());
  }

  expect(reset.code).toBe(0);
  expect(reset.output).toMatch(
    /^01 Greeting is as it was at the start\.\n {2}src\/server\.ts: put back\n\nWhat was there until now is kept in\n {2}.*\nTo undo this:\n {2}npm run reset 01 -- --undo$/,
  );
  expect(backup).toMatch(/T\d\d-\d\d-\d\d\.\d{3}Z$/);
  expect(afterReset).toBe(starter);
  expect(contents).toEqual(["// mine\r\n", starter, "// mine\r\n"]);
  expect(headlines).toEqual([
    "The last reset of 01 Greeting is undone.",
    "01 Greeting is reset again.",
    "The last reset of 01 Greeting is undone.",
  ]);
});

test("what needs no reset is left alone, and the list names what was kept", async () => {
  using course = openFixture();
  const needless = await course.reset("1");
  const none = await course.reset("--list");
  writeFileSync(course.server, "// mine\n");
  await course.reset("1", "server.ts");

  const listed = await course.reset("--list");

  expect(needless).toEqual({
    code: 0,
    output: "01 Greeting is already as it was at the start. Nothing was changed.",
  });
  expect(none.output).toBe("No lesson was ever reset, so nothing is kept.");
  expect(listed.output).toMatch(
    /^Kept of 01 Greeting, the newest first:\n\n {2}\d{4}-\d\d-\d\d \d\d:\d\d:\d\d, before a reset of\n {4}src\/server\.ts\n/,
  );
});

test("a reset without a lesson, and an undo without a reset, end with 2 and change nothing", async () => {
  using course = openFixture();
  writeFileSync(course.server, "// mine\n");

  const noLesson = await course.reset();
  const noReset = await course.reset("1", "--undo");

  expect(noLesson.code).toBe(2);
  expect(noLesson.output).toMatch(/^Which lesson\? This command writes over files, so it does not guess\.\n/);
  expect(noReset).toEqual({ code: 2, output: "01 Greeting was never reset, so nothing is kept of it." });
  expect(course.read()).toBe("// mine\n");
});
