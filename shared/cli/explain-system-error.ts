import { dirname, join } from "node:path";
import { words } from "./words/index.ts";

/** An error of the operating system in words: what is wrong and where, and the one step to take. */
export interface SystemTrouble {
  readonly found: string;
  readonly mend: string;
}

/**
 * Undefined for an error that is no system error, or none that a person at this machine could mend. Looks through causes.
 * `root`: where the course lies; a write that found no space does not say where it was.
 */
export function explainSystemError(
  error: unknown,
  root: string,
  platform: NodeJS.Platform = process.platform,
): SystemTrouble | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, path, syscall } = error as NodeJS.ErrnoException;
  const say = words.systemErrors;
  if (code === "ENOSPC" || code === "EDQUOT") {
    return { found: say.noSpace(path ?? join(root, ".hood")), mend: say.makeRoom };
  }
  // A run makes itself known at an address among the temporary files (shared/runs/alive.ts).
  if (syscall === "listen" && "address" in error && String(error.address).endsWith(".sock")) {
    return { found: say.noAddress(dirname(String(error.address))), mend: say.otherTemporary };
  }
  if (code === "EMFILE" || code === "ENFILE") return { found: say.tooManyFiles, mend: say.allowMoreFiles(platform) };
  if (path !== undefined && code === "EROFS") return { found: say.readOnly(path), mend: say.copyCourse };
  if (path !== undefined && (code === "EACCES" || code === "EPERM")) {
    return { found: say.notAllowed(path), mend: say.takeOver(platform) };
  }
  return explainSystemError(error.cause, root, platform);
}
