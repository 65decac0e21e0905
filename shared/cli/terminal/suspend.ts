/** Windows has no job control. */
export const canSuspend = process.platform !== "win32";

/**
 * Stops this process as Ctrl-Z does where nobody listens for keys: together with npm and the shell between it and the
 * terminal, or the person would not get the prompt back. Returns when it was continued.
 */
export function suspend(): void {
  process.kill(0, "SIGTSTP"); // 0: every process of this one's group
}
