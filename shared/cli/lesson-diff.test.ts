import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { applyPatch } from "diff";
import { expect, test } from "vitest";
import { diffFolders, renderDiffs } from "./lesson-diff.ts";
import { inventedLesson } from "./testing/invented-course.ts";

const lesson = inventedLesson(2, "05", "card-shelf", "The card shelf", 55);
const taught = "src/card-repository.ts";

/** Two folders with these texts as the one taught file; `undefined` for none. */
function diffOf(from: string | undefined, to: string | undefined, anyLineEnd = false) {
  const root = mkdtempSync(join(tmpdir(), "hood-diff-"));
  try {
    const folders = { from: join(root, "from"), to: join(root, "to") };
    for (const [folder, text] of [
      [folders.from, from],
      [folders.to, to],
    ] as const) {
      mkdirSync(join(folder, "src"), { recursive: true });
      writeFileSync(join(folder, "src/untaught.ts"), `only ${folder}`);
      if (text !== undefined) writeFileSync(join(folder, taught), text);
    }
    return diffFolders(lesson, folders, { anyLineEnd });
  } finally {
    rmSync(root, { recursive: true });
  }
}

const start = "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\n";

test.each([
  ["lines in the middle", start, start.replace("five", "fünf\n-- five")],
  ["ends of lines", start, start.replaceAll("\n", "\r\n")],
  ["an end of line that is missing", start, start.trimEnd()],
  ["everything", start, ""],
])("a patch carries %s over to the byte", (_what, from, to) => {
  const [file] = diffOf(from, to);

  expect(applyPatch(from, file?.patch ?? "", { autoConvertLineEndings: false })).toBe(to);
});

test("a patch names files from the course's folder on, and one that is gone as git does", () => {
  expect(diffOf(start, start.replace("two", "2"))).toEqual([
    {
      file: taught,
      added: 1,
      removed: 1,
      patch: [
        "--- a/lessons/05-card-shelf/src/card-repository.ts",
        "+++ b/lessons/05-card-shelf/src/card-repository.ts",
        "@@ -1,5 +1,5 @@",
        " one",
        "-two",
        "+2",
        " three",
        " four",
        " five",
        "",
      ].join("\n"),
    },
  ]);
  expect(diffOf(start, undefined)[0]?.patch).toMatch(/^--- a\/lessons.*\n\+\+\+ \/dev\/null\n@@ -1,9 \+0,0 @@\n/);
});

test("files that are alike, and files that no task names, are left out", () => {
  expect(diffOf(start, start)).toEqual([]);
});

test("for people a line's end is no difference", () => {
  const windows = start.replaceAll("\n", "\r\n");

  expect(diffOf(start, windows, true)).toEqual([]);
  expect(diffOf(start, windows.replace("two", "2"), true)).toMatchObject([{ added: 1, removed: 1 }]);
});

test("nothing changed is said in words", () => {
  expect(renderDiffs(lesson, "starter", []).join(" ")).toBe(
    "Nothing changed yet in 05 The card shelf: the files of its tasks are as they were at the start.",
  );
  expect(renderDiffs(lesson, "solution", []).join(" ")).toBe(
    "Your files of 05 The card shelf are the same as the solution's.",
  );
});

test.each([80, 40])("the differences at %i columns", async (width) => {
  const files = diffOf(start, start.replace("two", "2").trimEnd());

  const lines = renderDiffs(lesson, "solution", files, width).map(stripVTControlCharacters);

  await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot(`snapshots/diff-${width}.txt`);
});
