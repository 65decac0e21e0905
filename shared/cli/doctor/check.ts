import type { Run } from "#shared/runs/run.ts";

/** What a look at one side of the machine has found. */
export interface Check {
  readonly name: string;
  /** note: the course can run, but something is not as it could be. */
  readonly outcome: "ok" | "problem" | "note";
  readonly found: string;
  /** The one step to take, as `What it does: command`. */
  readonly mend?: string;
}

/** What is looked at. */
export interface Machine {
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  /** Undefined when none could be opened, because nothing can be written in `.hood`. */
  readonly run: Run | undefined;
}

/** What was found on one side, before it has its name. */
export type Finding = Omit<Check, "name">;

export const ok = (found: string): Finding => ({ outcome: "ok", found });

export const note = (found: string, mend?: string): Finding => ({ outcome: "note", found, ...(mend && { mend }) });

export const problem = (found: string, mend: string): Finding => ({ outcome: "problem", found, mend });

export const named = (name: string, finding: Finding): Check => ({ name, ...finding });
