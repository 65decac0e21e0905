import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { markedProcesses, serviceMark } from "#shared/runs/process-tree.ts";
import { explainEnd } from "../messages/explain-end.ts";
import { explainServerError } from "../messages/explain-limit.ts";
import { limits } from "./limits.ts";
import type { ServiceProcess } from "./service-process.ts";
import { answering, ask, openServiceBench, root, type ServiceBench } from "./testing/open-service.ts";

const patient = { timeout: 60_000 };
const isPosix = process.platform !== "win32";
const text = JSON.stringify;

let bench: ServiceBench;
beforeAll(async () => {
  bench = await openServiceBench();
});
afterAll(() => bench[Symbol.asyncDispose]());

const [solution = ""] = readdirSync(join(root, "solutions"));
const outside = {
  solution: join(root, "solutions", solution, "src", "app.ts"),
  lesson: join(root, "lessons", "written-by-a-test"),
  cache: join(root, ".hood", "compile-cache", "written-by-a-test"),
};

/** What the learner is told of a service that answered 500, or has ended. */
async function told(service: ServiceProcess): Promise<string> {
  await service.flushLog();
  const words = service.exit ? explainEnd(bench.context, service, "GET /") : undefined;
  return Object.values(words ?? explainServerError(bench.context, service, "GET /") ?? {}).join("\n");
}

test("a service writes and reads in its temporary folder, which is gone with it", patient, async () => {
  const service = await bench.start(
    answering({
      "/": `
      const file = os.tmpdir() + "/card.txt";
      fs.writeFileSync(file, "Happy birthday, Otter!");
      return [os.tmpdir(), fs.readFileSync(file, "utf8"), fs.readdirSync("."), fs.existsSync(".env")];`,
    }),
  );

  const { body } = await ask(service, "/");

  const [folder, written, ownFolder, env] = body as [string, string, string[], boolean];
  expect({ written, ownFolder, env }).toEqual({ written: "Happy birthday, Otter!", ownFolder: ["src"], env: false });
  expect(folder.startsWith(bench.context.runFolder)).toBe(true);
  expect(service.denials).toEqual([]);
  service.kill();
  await service.waitForExit(10_000);
  await expect.poll(() => existsSync(folder), { timeout: 10_000 }).toBe(false);
});

test.each([
  [
    "writes into another lesson",
    `fs.writeFileSync(${text(outside.lesson)}, "")`,
    "write lessons/written-by-a-test, outside",
  ],
  ["changes what later services load", `fs.writeFileSync(${text(outside.cache)}, "")`, "write .hood/compile-cache/wri"],
  [
    "writes beside its code",
    'await fs.promises.writeFile("cards.json", "")',
    "write lessons/01-tried/cards.json, beside",
  ],
  [
    "reads the solution",
    `fs.readFileSync(${text(outside.solution)})`,
    `read solutions/${solution}/src/app.ts, outside`,
  ],
  ["imports the solution", `await import(${text(outside.solution)})`, `read solutions/${solution}/src/app.ts, outside`],
  ["reads as another process", 'fs.readFileSync("/proc/self/root/etc/hostname")', "read /proc/self/root/etc/hostname"],
])("a service that %s is refused, and the words name its line", patient, async (_name, code, words) => {
  const service = await bench.start(answering({ "/": code }));

  const { status } = await ask(service, "/");

  expect(status).toBe(500);
  expect(await told(service)).toContain(`GET / -> the service tried to ${words}`);
  expect(await told(service)).toContain("Look at lessons/01-tried/src/server.ts:9: ");
  expect([outside.lesson, outside.cache].filter((file) => existsSync(file))).toEqual([]);
  service.kill();
});

test("a service that is refused while it loads is explained in the same words", patient, async () => {
  const source = `import fs from "node:fs";\nfs.appendFileSync(${text(outside.lesson)}, "");\n`;

  await expect(bench.start(source)).rejects.toMatchObject({
    words: {
      what: "Starting the service -> the service tried to write lessons/written-by-a-test, outside its own folder",
      look: expect.stringContaining("Look at lessons/01-tried/src/server.ts:2: "),
    },
  });
});

test("a Node that a service starts stands behind the same wall, and says nothing of it", patient, async () => {
  const service = await bench.start(
    answering({
      "/": `return spawnSync(process.execPath, ["-e", ${text(`try { fs.writeFileSync(${text(outside.lesson)}, "") } catch (error) { console.log(error.code) }`)}],
        { encoding: "utf8" })`,
    }),
  );

  const { body } = await ask(service, "/");

  expect(body).toMatchObject({ stdout: "ERR_ACCESS_DENIED\n", stderr: "" });
  service.kill();
});

test("a service may be a cluster of processes that share its port", patient, async () => {
  const service = await bench.start(
    `import cluster from "node:cluster";
    import { createServer } from "node:http";

    if (cluster.isPrimary) {
      cluster.fork();
      cluster.fork();
    } else {
      createServer((_req, res) => res.end(String(cluster.isWorker))).listen(process.env.PORT, "127.0.0.1");
    }`,
  );

  expect(await ask(service, "/")).toMatchObject({ status: 200, body: true });
  service.kill();
});

test.runIf(isPosix)("files and sockets end at the limit, and the words say so", patient, async () => {
  const tooMany = `while (kept.length <= ${limits.openFiles}) kept.push(fs.openSync("/dev/null"))`;
  const service = await bench.start(answering({ "/": tooMany }));

  expect((await ask(service, "/")).status).toBe(500);

  expect(await told(service)).toMatch(
    /^GET \/ -> the service failed: more than 1024 files and sockets open at once\n.*\nLook at lessons\/01-tried\/src\/server.ts:9: /,
  );
  service.kill();
});

test.runIf(isPosix)("a file ends at its limit, and the words say so", patient, async () => {
  const jump = `fs.writeSync(fs.openSync(os.tmpdir() + "/long", "w"), "x", ${limits.fileMb} * 1024 * 1024)`;
  const service = await bench.start(answering({ "/": jump }));

  expect((await ask(service, "/")).status).toBe(500);

  expect(await told(service)).toContain("GET / -> the service failed: a file grew beyond 200 MB");
  service.kill();
});

test.runIf(isPosix)("memory outside the heap is seen, and its service ended", patient, async () => {
  const service = await bench.start(
    answering({ "/": "for (let at = 0; at < 70; at += 1) kept.push(Buffer.alloc(10_000_000, 1)); for (;;);" }),
  );

  expect((await ask(service, "/")).status).toBe(0);

  await service.waitForExit(30_000);
  expect(await told(service)).toContain(
    "used more than 600 MB (limit for the service and what it starts) and was stopped",
  );
});

test.runIf(isPosix)("sixty children are too many, and all of them are ended", patient, async () => {
  const detached = process.platform === "linux";
  const child = `spawn("sleep", ["60"], { detached: ${detached} })`;
  const service = await bench.start(answering({ "/": `for (let at = 0; at < 60; at += 1) ${child}; for (;;);` }));

  expect((await ask(service, "/")).status).toBe(0);

  await service.waitForExit(30_000);
  expect(await told(service)).toContain("GET / -> the service started more than 50 processes and was stopped");
  await expect.poll(() => markedProcesses(serviceMark(bench.context.runId)), { timeout: 10_000 }).toEqual([]);
});

test("what a service writes to the bench's own pipe does no harm", patient, async () => {
  const forged = ["null", "17", "no JSON", '{"kind":"spare"}', '{"kind":"listening","port":1}'];
  const service = await bench.start(answering({ "/": `fs.writeSync(3, ${text(`${forged.join("\n")}\n`)}); return 1` }));

  expect(await ask(service, "/")).toEqual({ status: 200, body: 1 });
  expect(await ask(service, "/")).toEqual({ status: 200, body: 1 });
  service.kill();
});
