import { createServer } from "node:http";

interface Task {
  mode: string;
  tasks?: Task[];
}

// Vitest's state, where its tests run; here there is none.
const worker = Reflect.get(globalThis, "__vitest_worker__") as { filepath?: string; current?: Task } | undefined;
const skip = (task: Task | undefined): void => {
  if (!task) return;
  task.mode = "skip";
  for (const inner of task.tasks ?? []) skip(inner);
};
skip(worker?.current);
const vitest = await import("vitest").catch(() => undefined);
try {
  vitest?.beforeEach((context) => context.skip());
} catch {
  // There is no test to skip.
}

createServer((request, response) => {
  const known = request.url === "/greeting";
  response.writeHead(known ? 200 : 404, { "content-type": "application/json" });
  response.end(known ? '{"hello":"nobody"}' : "{}");
}).listen(Number(process.env.PORT), "127.0.0.1");
