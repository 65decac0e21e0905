import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { hoodFolder } from "#shared/runs/hood-folder.ts";
import { markedProcesses } from "#shared/runs/process-tree.ts";
import { repositoryRoot } from "../session.ts";
import { copyFixtureCourse, runToEnd, startCommand } from "../testing/fixture-course.ts";
import { keys, openProgram, openTerminal } from "../testing/terminal.ts";

const runs = hoodFolder(repositoryRoot, "runs");
/** The tests' own server: none has to be started. */
const env = { HOOD_POSTGRES: "url", DATABASE_URL: inject("postgres").adminUrl };

/** The run that a process has opened. */
function runOf(pid: number): string {
  const found = readdirSync(runs).find((id) => ownerOf(id) === String(pid));
  if (found === undefined) throw new Error(`Process ${pid} has no run in ${runs}.`);
  return found;
}

function ownerOf(id: string): string {
  try {
    return readFileSync(join(runs, id, "owner"), "utf8");
  } catch {
    return ""; // another run, ending meanwhile
  }
}

async function expectNothingLeft(runId: string): Promise<void> {
  expect(await markedProcesses(runId)).toEqual([]);
  expect(readdirSync(runs)).not.toContain(runId);
}

test("start leads from the first red through saves to the end, where all lessons run once more", async () => {
  using course = copyFixtureCourse();
  const start = startCommand("start", ["--course", course.folder], env);

  await start.waitFor(/^01 Greeting \(lesson 1 of 2, about 1 minutes\)/);
  await start.waitFor(/^FAIL {2}greets$/);
  await start.waitFor(/^Waiting for a save in 01-greeting\/src\.$/);
  course.solve("01-greeting");
  await start.waitFor(/^PASSED {2}01 Greeting: 3 of 3/);
  await start.waitFor(/^Task 1 is done\. A greeting is an answer\.$/);
  await start.waitFor(/^02 Notes \(lesson 2 of 2/);
  await start.waitFor(/^Waiting for a save in 02-notes\/src\.$/);
  course.solve("02-notes");
  const { code, output } = await start.ended;

  expect(code).toBe(0);
  expect(output.match(/PASSED {2}\d\d/g)).toEqual(["PASSED  01", "PASSED  02", "PASSED  01", "PASSED  02"]);
  expect(output).toContain("Every lesson is passed.");
});

test("a newer save makes the running check worthless; a signal ends start, and nothing of it is left", async () => {
  using course = copyFixtureCourse();
  const server = join(course.folder, "lessons/01-greeting/src/server.ts");
  const right = readFileSync(join(course.folder, "solutions/01-greeting/src/server.ts"), "utf8");
  const start = startCommand("start", ["--course", course.folder], env);
  await start.waitFor(/^Waiting for a save/);

  // This one would take five seconds to be judged.
  writeFileSync(server, "setInterval(() => undefined, 1000);\n");
  writeFileSync(server, `${right}// saved again\n`);
  await start.waitFor(/^PASSED {2}01 Greeting/);
  const runId = runOf(start.pid);
  start.kill("SIGTERM");
  const { code, output } = await start.ended;

  expect(output).not.toContain("nothing listens on PORT");
  expect(code).toBe(0);
  expect(output).toContain("Your progress is kept; npm start goes on from here.");
  await expectNothingLeft(runId);
});

test("after the plug was pulled the next run works and removes what was left", async () => {
  using course = copyFixtureCourse();
  const start = startCommand("start", ["--course", course.folder]);
  await start.waitFor(/^PostgreSQL 18/);
  await start.waitFor(/^Waiting for a save/);
  const runId = runOf(start.pid);

  start.kill("SIGKILL");
  await start.ended;
  const next = await runToEnd("check", ["1", "--course", course.folder], env);

  expect(next.code).toBe(1);
  await expectNothingLeft(runId);
});

test("a lesson that cannot be judged is trouble that can be mended, and start waits for that", async () => {
  using course = copyFixtureCourse();
  const server = join(course.folder, "lessons/02-notes/src/server.ts");
  const progress = { version: 1, lessons: { notes: { begun: "2026-01-01T00:00:00.000Z" } } };
  writeFileSync(join(hoodFolder(course.folder), "progress.json"), JSON.stringify(progress));
  const refused = { HOOD_POSTGRES: "url", DATABASE_URL: "postgres://nobody@127.0.0.1:9/none" };
  const start = startCommand("start", ["--course", course.folder], refused);

  await start.waitFor(/^COULD NOT RUN {2}02 Notes \(this says nothing about your work\)$/);
  await start.waitFor(/^Waiting for a save/);
  writeFileSync(server, "// saved\n");
  await start.waitFor(/^COULD NOT RUN/);
  start.kill("SIGINT");

  expect((await start.ended).output).toContain("npm run doctor");
});

test("the screen leads from the first red to the next lesson, and gives the terminal back", async () => {
  using course = copyFixtureCourse();
  const editor = join(course.folder, "editor.mjs");
  writeFileSync(
    editor,
    "console.log('editing', ...process.argv.slice(2)); process.stdin.once('data', () => process.exit());",
  );
  const EDITOR = `"${process.execPath}" "${editor}"`;
  await using terminal = openTerminal(["start", "--course", course.folder], { env: { ...env, EDITOR } });

  await terminal.waitFor(/^FAILED {2}01 Greeting: 1 of 3 tests passed/);
  expect(terminal.isAlternate).toBe(true);
  terminal.press("e");
  await terminal.waitFor(/editing .*server\.ts/);
  expect(terminal.isAlternate).toBe(false);
  terminal.press(keys.enter);
  await terminal.waitFor(/^FAILED {2}01 Greeting/);
  terminal.resize(40, 12);
  const small = await terminal.waitFor(/^FAILED {2}01 Greeting: 1 of 3 passed/);
  expect(small.join("\n")).toMatch(/FAIL {2}greets\n.*200, got 500\n {2}A shop says hello\.\n {2}Look at/);
  terminal.resize(100, 30);
  course.solve("01-greeting");
  const green = await terminal.waitFor(/^PASSED {2}01 Greeting: 3 of 3 tests passed[\s\S]*Goal reached/);
  expect(green.join("\n")).toContain("[#-]");
  terminal.press(keys.enter);
  await terminal.waitFor(/^FAILED {2}02 Notes/);
  const runId = runOf(terminal.pid);
  terminal.press(keys.ctrlC);

  expect((await terminal.ended).code).toBe(0);
  expect(terminal.isAlternate).toBe(false);
  expect(terminal.text()).toMatch(/^FAILED {2}02 Notes.*\nEdit {2}.*\nSee you soon\./m);
  await expectNothingLeft(runId);
});

test("Ctrl-Z gives the shell back and fg the screen, without colours if asked; a closed terminal ends it", async () => {
  using course = copyFixtureCourse();
  const bash = ["--norc", "--noprofile", "-i"];
  await using terminal = openProgram("bash", bash, { env: { ...env, NO_COLOR: "1", PS1: "$ " } });
  terminal.press(`node shared/cli/hood.cjs start --course '${course.folder}'\r`);
  await terminal.waitFor(/^FAILED {2}01/);
  expect(terminal.painted()).toEqual(terminal.screen());

  terminal.press(keys.ctrlZ);
  await terminal.waitFor(/Stopped/);
  expect(terminal.isAlternate).toBe(false);
  terminal.press("jobs -l\r");
  const jobs = await terminal.waitFor(/\] *\+ *\d+ Stopped/);
  const pid = Number(/\] *\+ *(\d+) Stopped/.exec(jobs.join("\n"))?.[1]);
  const runId = runOf(pid);
  terminal.press("fg\r");
  await terminal.waitFor(/^FAILED {2}01/);
  terminal.press("h");
  await terminal.waitFor(/Hint 1 of 3/);
  process.kill(pid, "SIGHUP");

  await terminal.waitFor(/See you soon[\s\S]*\n\$$/);
  await expectNothingLeft(runId);
});
