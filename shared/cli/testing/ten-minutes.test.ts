import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { hoodFolder } from "#shared/runs/hood-folder.ts";
import { repositoryRoot } from "../session.ts";
import { keys, openTerminal } from "./terminal.ts";

/*
 * A learner's first ten minutes with two real lessons. The screens are kept as text, to be read and reviewed; what differs
 * from run to run (times, ports, the copy's folder) is made alike.
 */

const first = "01-open-for-business";
const second = "05-card-shelf";

/** A copy of two lessons inside the repository, so that packages resolve. */
function copyCourse() {
  const folder = mkdtempSync(join(hoodFolder(repositoryRoot, "tests"), "ten-"));
  const copy = (path: string) => cpSync(join(repositoryRoot, path), join(folder, path), { recursive: true });
  for (const path of ["lessons/course.yaml", `lessons/${first}`, `lessons/${second}`]) copy(path);
  for (const name of [first, second]) {
    copy(`solutions/${name}/src`);
    // As untouched, whatever somebody has done with the lesson itself.
    const src = join(folder, "lessons", name, "src");
    cpSync(join(repositoryRoot, "solutions", name, "starter/src"), src, { recursive: true });
  }
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

const alike = (screen: readonly string[]) =>
  screen
    .join("\n")
    .replace(/tests\/ten-\w{6}/g, "tests/ten-000000")
    .replace(/PostgreSQL \d+\.\d+/g, "PostgreSQL 00.0")
    .replace(/127\.0\.0\.1:\d{5}/g, "127.0.0.1:00000")
    .replace(/in \d+\.\d s/g, "in 0.0 s");

/** Milliseconds; on a machine with nothing else to do a tenth of it is enough. */
const timeout = 120_000;

test("the first ten minutes, at 80 columns and at 40", { timeout }, async () => {
  using course = copyCourse();
  const app = join(course.folder, "lessons", first, "src/app.ts");
  const starter = readFileSync(app, "utf8");
  const solution = readFileSync(join(course.folder, "solutions", first, "src/app.ts"), "utf8");
  /** Task 1 answered with this statement, the others as they were. */
  const answering = (statement: string) =>
    starter.replace(
      '_req, _res) => {\n    throw new Error("TODO 1',
      `_req, res) => {\n    return void ${statement};\n    throw new Error("TODO 1`,
    );
  const env = { HOOD_POSTGRES: "url", DATABASE_URL: inject("postgres").adminUrl };
  await using terminal = openTerminal(["start", "--course", course.folder], { env });

  /** What was seen at one width: the words alone, and with their colours named. */
  const records = { wide: { plain: "", painted: "" }, narrow: { plain: "", painted: "" } };
  const keep = (width: keyof typeof records, title: string) => {
    records[width].plain += `== ${title} ==\n${alike(terminal.screen())}\n\n`;
    records[width].painted += `== ${title} ==\n${alike(terminal.painted())}\n\n`;
  };
  /** Keeps the screen as it is at 80 columns and at 40; by the patterns it is known that each is drawn. */
  const record = async (title: string, wide: RegExp, narrow: RegExp) => {
    await terminal.waitFor(wide);
    keep("wide", title);
    terminal.resize(40, 24);
    await terminal.waitFor(narrow);
    keep("narrow", title);
    terminal.resize(80, 24);
    await terminal.waitFor(wide);
  };

  await record("The first screen", /^FAILED.*1 of 7 tests passed[\s\S]*PostgreSQL 18/, /^FAILED.*1 of 7 passed/);
  terminal.press("h");
  await record("A hint", /tests passed[\s\S]*Hint 1 of 3/, /7 passed[\s\S]*Hint 1 of 3/);
  terminal.press("l");
  await record("The list", /^The course[\s\S]*business {20,}20 min/, /^The course[\s\S]*business {2,5}20 min/);
  terminal.press("q");
  terminal.press("t");
  await record("The lesson's text", /^# 01[\s\S]*Since her otter card went$/m, /^# 01[\s\S]*Since her otter card$/m);
  terminal.press("q");
  await terminal.waitFor(/^FAILED/);
  writeFileSync(app, answering('res.send(JSON.stringify({ status: "ok" }))'));
  await record("A wrong answer", /^FAILED.*tests passed[\s\S]*text\/html, not/, /7 passed[\s\S]*text\/html, not/);
  writeFileSync(app, answering('res.json({ status: "ok" })'));
  await record("The first task is green", /^FAILED.*2 of 7 tests passed/, /^FAILED.*2 of 7 passed/);
  writeFileSync(app, solution);
  await record("The lesson is green", /^PASSED.*7 of 7 tests passed/, /^PASSED.*7 of 7 passed/);
  terminal.press(keys.enter);
  await record("The next lesson", /^FAILED {2}05.*tests passed/, /^FAILED {2}05: 1 of \d+ passed/);
  terminal.resize(40, 24);
  await terminal.waitFor(/^FAILED {2}05: 1 of \d+ passed/);
  terminal.press("q");
  expect((await terminal.ended).code).toBe(0);
  keep("narrow", "After quitting");

  const { wide, narrow } = records;
  await expect(wide.plain).toMatchFileSnapshot("./snapshots/ten-minutes-80.txt");
  await expect(wide.painted).toMatchFileSnapshot("./snapshots/ten-minutes-80-painted.txt");
  await expect(narrow.plain).toMatchFileSnapshot("./snapshots/ten-minutes-40.txt");
  await expect(narrow.painted).toMatchFileSnapshot("./snapshots/ten-minutes-40-painted.txt");
});
