import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/**
 * TypeScript's native compiler, as the package `typescript` itself finds it; undefined where it is not installed or there
 * is none for this system. Started by its own path it needs no Node in front of it, and can be ended as one process.
 */
export function findTypeScript(): string | undefined {
  try {
    const fromHere = createRequire(import.meta.url);
    const fromTypeScript = createRequire(fromHere.resolve("typescript/package.json"));
    const folder = dirname(
      fromTypeScript.resolve(`@typescript/typescript-${process.platform}-${process.arch}/package.json`),
    );
    const program = join(folder, "lib", process.platform === "win32" ? "tsc.exe" : "tsc");
    return existsSync(program) ? program : undefined;
  } catch {
    return undefined;
  }
}
