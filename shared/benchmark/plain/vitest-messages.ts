/** What the process of a plain Vitest tells; it is told `run` to run its tests again. */
export type VitestMessage =
  | { readonly plain: "failed"; readonly title: string }
  | { readonly plain: "end"; readonly passed: number; readonly failed: number; readonly trouble?: string };

export const runAgain = "run";
