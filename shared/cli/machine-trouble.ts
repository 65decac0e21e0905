import { type Check, named, problem } from "./doctor/check.ts";
import { loadTrouble } from "./doctor/installation.cjs";
import { quickCheck } from "./doctor/quick-check.ts";
import { renderCheck } from "./doctor/render-checks.ts";
import { explainSystemError } from "./explain-system-error.ts";
import { wrap } from "./terminal/wrap.ts";
import { words } from "./words/index.ts";

/**
 * Why the machine, and not the course or the learner, has ended a command; no lines when the machine is well. The
 * first is empty: something may have been said before.
 */
export async function machineTrouble(root: string, error?: unknown): Promise<string[]> {
  const checks = await quickCheck(root);
  const found = checks.length > 0 ? checks : [...theErrorAlone(root, error)];
  return found.length === 0 ? [] : ["", ...wrap(words.doctor.cannotGoOn), "", ...found.flatMap(renderCheck)];
}

function* theErrorAlone(root: string, error: unknown): Generator<Check> {
  const system = explainSystemError(error, root);
  if (system) yield named(words.doctor.names.system, problem(system.found, system.mend));
  const load = loadTrouble(root, error);
  if (load) yield named(words.doctor.names.install, problem(load.found, words.doctor.install.run(load.mend)));
}
