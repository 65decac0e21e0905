/** What every command's exit code means. */
export const exitCode = { passed: 0, lessonFails: 1, couldNotRun: 2 } as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
