import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { freePort } from "#shared/postgres/free-port.ts";
import { hoodFolder } from "#shared/runs/hood-folder.ts";
import { commandLine, killGroup, markedProcesses, serviceMark } from "#shared/runs/process-tree.ts";
import { socketFolder } from "#shared/runs/socket-folder.ts";
import { readStarted } from "#shared/runs/started.ts";
import { repositoryRoot } from "./session.ts";
import { copyFixtureCourse } from "./testing/fixture-course.ts";

const runs = hoodFolder(repositoryRoot, "runs");

/** Milliseconds after which nothing may be left. */
const soon = { timeout: 10_000, interval: 50 };

/** Milliseconds for a command, and a PostgreSQL, to start on a busy machine. */
const startDeadline = 45_000;

/** The service of every lesson calls the test when it is asked for something, and then loops for ever. */
const loopingService = (port: number) => `
import { createServer } from "node:http";
import { connect } from "node:net";

createServer((request, response) => {
  if (request.url === "/") return response.end("here");
  const socket = connect(${port}, "127.0.0.1", () => {
    socket.write(String(process.pid));
    for (;;);
  });
}).listen(Number(process.env.PORT), "127.0.0.1");
`;

/** A command on a course, in a group of its own, whose service is stuck in a loop by now. */
async function loopIn(words: readonly string[]) {
  const course = copyFixtureCourse("killed");
  onTestFinished(() => course[Symbol.dispose]());
  const caller = createServer();
  await once(caller.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => void caller.close());
  for (const lesson of ["01-greeting", "02-notes"]) {
    const file = join(course.folder, "lessons", lesson, "src", "server.ts");
    writeFileSync(file, loopingService((caller.address() as AddressInfo).port));
  }

  const PORT = String(await freePort());
  const command = spawn(
    process.execPath,
    [join(repositoryRoot, "shared/cli/hood.cjs"), ...words, "--course", course.folder],
    { stdio: ["ignore", "pipe", "pipe"], detached: true, env: { ...process.env, HOOD_POSTGRES: "embedded", PORT } },
  );
  const printed: string[] = [];
  for (const stream of [command.stdout, command.stderr]) stream.on("data", (chunk) => printed.push(String(chunk)));
  onTestFinished(() => void (command.pid && killGroup(command.pid)));
  // Nobody but a person asks the service of `serve`.
  const asking = setInterval(() => void fetch(`http://127.0.0.1:${PORT}/greeting`).catch(() => undefined), 100);
  const calls = once(caller, "connection", { signal: AbortSignal.timeout(startDeadline) });
  const [socket] = (await calls.catch(() =>
    expect.fail(`No service was asked for anything:\n${printed.join("")}`),
  )) as [Socket];
  clearInterval(asking);
  const [pid] = (await once(socket.setEncoding("utf8"), "data")) as [string];
  const id = readdirSync(runs).find((name) => ownerOf(name) === String(command.pid)) ?? "none";
  const started = readStarted(join(runs, id));
  return { command: command.pid ?? 0, service: Number(pid), id, started };
}

function ownerOf(id: string): string {
  try {
    return readFileSync(join(runs, id, "owner"), "utf8");
  } catch {
    return ""; // another run, ending meanwhile
  }
}

/** What there still is of a run: processes, folders and its address. */
async function remains({ service, id, started }: Awaited<ReturnType<typeof loopIn>>): Promise<string[]> {
  const pids = new Set([service, ...started.flatMap((thing) => ("process" in thing ? [thing.process] : []))]);
  const lines = await Promise.all([...pids].map((pid) => commandLine(pid)));
  const marked = await Promise.all((await markedProcesses(id, serviceMark(id))).map((pid) => commandLine(pid)));
  const folders = started.flatMap((thing) => ("folder" in thing ? [thing.folder] : []));
  const files = [join(runs, id), join(socketFolder(), `hood-${id}.sock`), ...folders].filter((file) =>
    existsSync(file),
  );
  return [...lines, ...marked, ...files].filter((found) => found !== "");
}

const killings: [what: string, words: readonly string[], kill: (pid: number) => void][] = [
  ["check", ["check", "2"], (pid) => process.kill(pid, "SIGKILL")],
  ["start with its process group", ["start"], (pid) => process.kill(-pid, "SIGKILL")],
  ["serve", ["serve", "1"], (pid) => process.kill(pid, "SIGKILL")],
  ["serve with its process group", ["serve", "1"], (pid) => process.kill(-pid, "SIGKILL")],
  ["start whose terminal was closed", ["start"], (pid) => process.kill(-pid, "SIGHUP")],
];

test.each(killings)("of a killed %s nothing is left ten seconds later, not even a loop", async (_what, words, kill) => {
  const loop = await loopIn(words);
  expect(await remains(loop)).toContainEqual(expect.stringContaining(`hood-${loop.id}.sock`));

  kill(loop.command);

  await expect.poll(() => remains(loop), soon).toEqual([]);
});
