import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { copyFixtureCourse, runToEnd } from "../testing/fixture-course.ts";
import { keys, openTerminal } from "../testing/terminal.ts";

const solutionSeen = (folder: string) =>
  existsSync(join(folder, ".hood/progress.json"))
    ? JSON.parse(readFileSync(join(folder, ".hood/progress.json"), "utf8")).lessons.greeting?.solution
    : undefined;

test("before passing it needs --yes where nobody can be asked; then it is remembered as early, and stays open", async () => {
  using course = copyFixtureCourse();
  const solution = (...words: string[]) => runToEnd("solution", ["1", ...words, "--course", course.folder]);
  const text = readFileSync(join(course.folder, "solutions/01-greeting/src/server.ts"), "utf8");

  const refused = await solution();
  const seenBefore = solutionSeen(course.folder);
  const shown = await solution("--yes");
  const again = await solution("--json");

  expect(refused).toEqual({
    code: 2,
    output: [
      "You have not passed 01 Greeting yet. Seeing the solution is remembered in npm",
      "run list.",
      "To see it all the same:",
      "  npm run solution 01 -- --yes",
    ].join("\n"),
  });
  expect(seenBefore).toBeUndefined();
  expect(shown).toEqual({ code: 0, output: expect.stringContaining(`== src/server.ts ==\n\n${text.trimEnd()}`) });
  expect(solutionSeen(course.folder)).toMatchObject({ early: true });
  expect(JSON.parse(again.output)).toEqual({
    lesson: "greeting",
    files: [{ file: "src/server.ts", text }],
    notes: null,
  });
});

test("in a terminal it asks: no, Ctrl-C and Ctrl-D keep it closed, yes opens it", async () => {
  using course = copyFixtureCourse();
  const answer = async (pressed: string) => {
    await using terminal = openTerminal(["solution", "1", "--course", course.folder], { columns: 40 });
    const asked = await terminal.waitFor(/Show it\? y\/N/);
    terminal.press(pressed);
    const { code } = await terminal.ended;
    return { asked, code, screen: terminal.screen().join("\n") };
  };

  const closed = [await answer("n\r"), await answer(keys.enter), await answer(keys.ctrlC), await answer("\u0004")];
  const seenBefore = solutionSeen(course.folder);
  const opened = await answer("Yes\r");

  expect(closed[0]?.asked).toEqual([
    "You have not passed 01 Greeting yet.",
    "Seeing the solution is remembered in npm",
    "run list.",
    "Show it? y/N",
  ]);
  for (const { code, screen } of closed) {
    expect(code).toBe(0);
    expect(screen).toMatch(/It stays closed\. For a hint:\n {2}npm run hint 01$/);
  }
  expect(seenBefore).toBeUndefined();
  expect(opened.screen).toContain("== src/server.ts ==");
  expect(solutionSeen(course.folder)).toMatchObject({ early: true });
});
