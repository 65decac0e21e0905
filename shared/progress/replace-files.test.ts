import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { copyFixtureCourse } from "#shared/cli/testing/fixture-course.ts";
import { replaceFiles } from "./replace-files.ts";

test("a file that cannot be written leaves nothing half-written, and no scratch files", () => {
  using course = copyFixtureCourse();
  const folder = join(course.folder, "lesson");
  mkdirSync(join(folder, "src"), { recursive: true });
  writeFileSync(join(folder, "src/app.ts"), "old");
  const contents = new Map([
    ["src/app.ts/below-a-file.ts", Buffer.from("cannot be")],
    ["src/app.ts", Buffer.from("new")],
  ]);

  expect(() => replaceFiles(folder, contents)).toThrow();

  expect(readdirSync(join(folder, "src"))).toEqual(["app.ts"]);
  expect(readFileSync(join(folder, "src/app.ts"), "utf8")).toBe("old");
});
