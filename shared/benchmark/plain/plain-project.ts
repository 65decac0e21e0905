import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Makes the project that most courses and tutorials would have: the service's own files, and one test file that calls
 * `createApp` in its own process. Returns the folder.
 */
export function makePlainProject(folder: string, sourceFolder: string): string {
  mkdirSync(folder, { recursive: true });
  cpSync(join(sourceFolder, "src"), join(folder, "src"), { recursive: true });
  writeFileSync(
    join(folder, "cards.test.ts"),
    [
      'import { plainSuite } from "#shared/benchmark/plain/plain-suite.ts";',
      'import { createApp } from "./src/app.ts";',
      "",
      "plainSuite(createApp);",
      "",
    ].join("\n"),
  );
  return folder;
}
