import { openRun, type Run } from "#shared/runs/run.ts";
import { runCommand, UsageError } from "../command.ts";
import type { Check } from "../doctor/check.ts";
import { examineMachine } from "../doctor/examine-machine.ts";
import { renderChecks } from "../doctor/render-checks.ts";
import { exitCode } from "../exit-code.ts";
import { repositoryRoot } from "../session.ts";
import { words } from "../words/index.ts";

/** Milliseconds until the process ends, whatever still holds it: a drive or an engine that does not answer. */
const patience = 1_000;

await runCommand({
  help: words.doctor.help,
  options: { json: { type: "boolean" } },
  tellsOfMachine: true,
  async run({ positionals, values }) {
    if (positionals.length > 0) throw new UsageError(words.doctor.takesNothing);
    if (process.stderr.isTTY && !values.json) console.error(words.doctor.looking);
    const checks = await examine(repositoryRoot);
    const canRun = checks.every(({ outcome }) => outcome !== "problem");
    if (values.json) console.log(JSON.stringify({ canRun, checks }, null, 2));
    else for (const line of renderChecks(checks)) console.log(line);
    setTimeout(() => process.exit(), patience).unref();
    return canRun ? exitCode.passed : exitCode.couldNotRun;
  },
});

async function examine(root: string): Promise<Check[]> {
  const machine = { root, env: process.env, platform: process.platform };
  let run: Run;
  try {
    run = await openRun(root);
  } catch {
    return examineMachine({ ...machine, run: undefined }); // what keeps it from being written is among the findings
  }
  try {
    return await examineMachine({ ...machine, run });
  } finally {
    await run[Symbol.asyncDispose]();
  }
}
