import { containerRung } from "../rungs/container.ts";

/*
 * Only for tests: a process that opens the container rung, prints its answer as one line and keeps it until it is killed.
 * Arguments: the root and the run's id.
 */
const [root = "", runId = ""] = process.argv.slice(2);
const rung = await containerRung.open({
  root,
  runId,
  runFolder: root,
  forced: true,
  say: () => undefined,
  env: process.env,
});
process.stdout.write(`${JSON.stringify(rung)}\n`);
process.stdin.resume();
