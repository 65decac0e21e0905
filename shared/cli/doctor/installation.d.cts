/** What is wrong with the installation, as sentences, and the command that mends it. */
export interface InstallTrouble {
  /** blocked: install scripts did not run, which a newer Node of the machine, or another PostgreSQL, can make up for. */
  readonly kind: "absent" | "half" | "left-out" | "blocked" | "file" | "stale";
  readonly found: string;
  readonly mend: string;
}

export function installTrouble(root: string): InstallTrouble | undefined;

/** Whether npm's scripts are run by the course's own Node. */
export function isOwnNodeReady(root: string): boolean;

/** The same for a module that could not be loaded; undefined when the error is another. */
export function loadTrouble(root: string, error: unknown): InstallTrouble | undefined;
