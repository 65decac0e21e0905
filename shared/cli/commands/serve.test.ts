import { spawn } from "node:child_process";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { Client } from "pg";
import { expect, onTestFinished, test } from "vitest";
import { freePort } from "#shared/postgres/free-port.ts";
import { UsageError } from "../command.ts";
import { choosePort, wantedPort } from "../serve/choose-port.ts";
import { repositoryRoot } from "../session.ts";
import { copyFixtureCourse, type RunningCommand, runToEnd, startCommand } from "../testing/fixture-course.ts";

/** The fixture course with both services complete, and serve on it. */
function openCourse() {
  const course = copyFixtureCourse();
  const commands: RunningCommand[] = [];
  onTestFinished(async () => {
    for (const command of commands) command.kill("SIGTERM");
    await Promise.all(commands.map(({ ended }) => ended));
    course[Symbol.dispose]();
  });
  chmodSync(course.folder, 0o755); // for root, whose PostgreSQL runs as another account
  for (const lesson of ["01-greeting", "02-notes"]) course.solve(lesson);
  return {
    folder: course.folder,
    service: (lesson: string) => join(course.folder, "lessons", lesson, "src/server.ts"),
    async serve(words: readonly string[], port?: number) {
      const PORT = String(port ?? (await freePort()));
      const command = startCommand("serve", [...words, "--course", course.folder], { PORT });
      commands.push(command);
      await command.waitFor(/Ctrl-C ends it/);
      const shown = command.lines.join("\n").trimEnd();
      const found = (pattern: RegExp) => pattern.exec(shown)?.[1] ?? "";
      return { command, shown, url: found(/ is at (\S+)/), databaseUrl: found(/psql "(\S+)"/) };
    },
  };
}

/** Asks until somebody listens, or, with `false`, until nobody does any more; gives up with the test's own deadline. */
async function ask(url: string, isThere = true): Promise<unknown> {
  for (;;) {
    const answer = await fetch(url, { headers: { connection: "close" } }).then(
      (response) => response.json(),
      () => undefined,
    );
    if ((answer !== undefined) === isThere) return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function insertNote(databaseUrl: string): Promise<void> {
  const client = new Client(databaseUrl);
  await client.connect();
  await client.query("insert into notes (text) values ('kept')");
  await client.end();
}

test("rows stay, also after SIGKILL, which leaves nothing running; --fresh starts over", async () => {
  const { serve } = openCourse();
  const first = await serve(["2"]);
  await insertNote(first.databaseUrl);
  expect(await ask(`${first.url}/count`)).toEqual({ count: 3 });
  first.command.kill("SIGKILL");
  await ask(first.url, false);

  const second = await serve(["2"]);
  expect(await ask(`${second.url}/count`)).toEqual({ count: 3 });
  second.command.kill("SIGINT");
  expect((await second.command.ended).code).toBe(0);
  await expect(insertNote(second.databaseUrl)).rejects.toThrow("ECONNREFUSED");

  const third = await serve(["2", "--fresh"]);
  expect(await ask(`${third.url}/count`)).toEqual({ count: 2 });
  const shown = [first, second, third].map((use) => withoutNumbers(use.shown)).join("\n\n");
  await expect(shown).toMatchFileSnapshot("snapshots/serve.txt");
}, 60_000); // three servers that write to the disk

test("a service that crashes is said to wait for a save, and a save starts it again", async () => {
  const { service, serve } = openCourse();
  const { command, url } = await serve(["1"]);
  expect(await ask(`${url}/greeting`)).toEqual({ hello: "world" });
  const works = readFileSync(service("01-greeting"), "utf8");

  writeFileSync(service("01-greeting"), 'throw new Error("boom");\n');
  await command.waitFor(/The service ended with exit code 1\. It starts again when you save\./);
  writeFileSync(service("01-greeting"), works);

  expect(await ask(`${url}/greeting`)).toEqual({ hello: "world" });
  expect(command.lines.filter((line) => line.startsWith("The service ended"))).toHaveLength(1);
});

test("a port in use moves to the next and says so", async () => {
  const { serve } = openCourse();
  const taken = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void taken.close());
  await new Promise((resolve) => taken.once("listening", resolve));
  const { port } = taken.address() as { port: number };

  const { url, shown } = await serve(["1"], port);

  const moved = Number(new URL(url).port);
  expect(moved).toBeGreaterThan(port);
  expect(shown).toContain(`Port ${port} is in use, so this time it is ${moved}.`);
});

test("when the program that started it is killed, it ends", async () => {
  const { folder } = openCourse();
  const port = await freePort();
  const words = [join(repositoryRoot, "shared/cli/hood.cjs"), "serve", "1", "--course", folder];
  const parent = `require("node:child_process").spawn(process.execPath, ${JSON.stringify(words)})`;
  const child = spawn(process.execPath, ["-e", parent], { env: { ...process.env, PORT: String(port) } });
  await ask(`http://127.0.0.1:${port}/greeting`);

  child.kill("SIGKILL");

  expect(await ask(`http://127.0.0.1:${port}/greeting`, false)).toBeUndefined();
});

test("a PORT that is no number ends with 2 and a sentence", async () => {
  const { folder } = openCourse();

  expect(await runToEnd("serve", ["1", "--course", folder], { PORT: "four" })).toEqual({
    code: 2,
    output: 'PORT is "four", and a port is a number from 1 to 65535. Such as: PORT=4100 npm run serve',
  });
});

test("a lesson's own port is 4000 and its number", () => {
  expect(wantedPort("05", undefined)).toBe(4005);
  expect(wantedPort("05", "4100")).toBe(4100);
  for (const asked of ["0", "65536", "4e3", "-1", "4100.5"]) expect(() => wantedPort("05", asked)).toThrow(UsageError);
});

test("the next port that is free is chosen, and none is a sentence", async () => {
  expect(await choosePort(4005, async (port) => port > 4007)).toBe(4008);
  await expect(choosePort(65_535, async () => false)).rejects.toThrow("No port from 65535 on is free.");
});

/** What differs from run to run. */
function withoutNumbers(shown: string): string {
  return shown
    .replace(
      /hood_kept_[0-9a-f]{8}_notes:[0-9a-f]{16}@127\.0\.0\.1:\d+\/hood_kept_[0-9a-f]{8}_notes/g,
      "NAME:SECRET@HOST/NAME",
    )
    .replace(/127\.0\.0\.1:\d+/g, "127.0.0.1:4002")
    .replace(/PostgreSQL 18\.\d+/g, "PostgreSQL 18.x");
}
