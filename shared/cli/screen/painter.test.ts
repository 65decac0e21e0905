import { expect, test } from "vitest";
import { keys, openProgram, type Terminal } from "../testing/terminal.ts";

const painter = new URL("./painter.ts", import.meta.url).href;

/** A program that has painted a frame, and then goes on. */
function paintAnd(rest: string): Terminal {
  const begin = `
    const { Painter } = await import("${painter}");
    const painter = new Painter();
    painter.enter();
    painter.paint(["first row", "second row", "third row"]);`;
  return openProgram(process.execPath, ["--input-type=module", "--eval", begin + rest], { columns: 60 });
}

const frames = ({ raw }: Terminal) => raw.split("\u001b[?2026h").slice(1);

test("a frame is written at once, and only the rows that differ", async () => {
  await using terminal = paintAnd(`
    painter.paint(["first row", "another row", "third row"]);
    painter.paint(["first row", "another row", "third row"]);
    painter.paint(["first row"]);
    process.stdin.on("data", () => painter.paint(["the end"]));`);

  expect(await terminal.waitFor(/^first row$/)).toEqual(["first row"]);
  terminal.press(keys.enter);
  expect(await terminal.waitFor(/the end/)).toEqual(["the end"]);

  expect(frames(terminal).map((frame) => frame.match(/first|second|another|third|the end/g)?.join() ?? "")).toEqual([
    "first,second,third",
    "another",
    "",
    "the end",
  ]);
  expect(frames(terminal).every((frame) => frame.includes("\u001b[?2026l"))).toBe(true);
});

test("what others print does not reach the screen, and is kept", async () => {
  await using terminal = paintAnd(`
    console.log("a log\\nof two lines");
    console.error("\\u001b[2J\\u001b[31man error");
    process.stdout.write("no end of line", () => process.emitWarning("is old", "DeprecationWarning"));
    setTimeout(() => painter.paint(["first row", "all is said"]), 50);
    process.stdin.once("data", () => {
      painter.leave();
      console.log(painter.stray.take().join("|"));
      process.exit();
    });`);

  expect(await terminal.waitFor(/all is said/)).toEqual(["first row", "all is said"]);
  terminal.press(keys.enter);
  await terminal.ended;

  expect(terminal.text()).toContain("a log|of two lines|an error|no end of line|DeprecationWarning: is old");
});

test.each([
  ["a crash", "setTimeout(() => { throw new Error('a defect'); });", 1, "Error: a defect"],
  ["a rejection", "Promise.reject(new Error('a defect'));", 1, "Error: a defect"],
  ["the end of the process", "process.exit(3);", 3, ""],
])("the terminal is given back after %s", async (_name, rest, code, said) => {
  await using terminal = paintAnd(rest);

  expect((await terminal.ended).code).toBe(code);

  expect(terminal.isAlternate).toBe(false);
  expect(terminal.screen().join("\n")).toContain(said);
  // The cursor, wrapping at the edge, and text that is pasted are as before.
  for (const setting of ["?25h", "?7h", "?2004l"]) expect(terminal.raw).toContain(`\u001b[${setting}`);
});
