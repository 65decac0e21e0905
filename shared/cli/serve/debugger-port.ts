import { isFree } from "#shared/postgres/free-port.ts";
import { UsageError } from "../command.ts";
import { words } from "../words/index.ts";

/** Where every editor looks for Node's debugger when it is not told otherwise. */
export const debuggerPort = 9229;

/** Throws a UsageError when another program has the debugger's port. */
export async function needDebuggerPort(): Promise<void> {
  if (!(await isFree(debuggerPort))) throw new UsageError(words.serve.debuggerPortTaken(debuggerPort));
}
