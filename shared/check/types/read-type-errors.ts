import { type TypeDiagnostic, typeLimits } from "../verdict.ts";

/** How a compiler ended: its exit code, and what it printed. */
export interface CompilerRun {
  readonly code: number | null;
  readonly output: string;
}

/* As `tsc --pretty false` writes them; more lines on the same error are indented. */
const inFile = /^(\S.*?)\((\d+),(\d+)\): error (TS\d+): (.*)$/;
const withoutFile = /^error TS\d+: /;

/**
 * The errors below `folder`, as the compiler names it, with the paths of `shown`: the first ones, one line each.
 * Undefined when the run says nothing about them: it was ended, or what it found wrong lies elsewhere.
 */
export function readTypeErrors(
  { code, output }: CompilerRun,
  { folder, shown }: { readonly folder: string; readonly shown: string },
): TypeDiagnostic[] | undefined {
  if (code === null) return undefined;
  if (code === 0) return [];
  const lines = output.split(/\r?\n/);
  // Settings or packages that cannot be read make errors of right code.
  if (lines.some((line) => withoutFile.test(line))) return undefined;
  const errors = lines.flatMap((line): TypeDiagnostic[] => {
    const [, path = "", row, column, errorCode = "", text = ""] = inFile.exec(line) ?? [];
    if (!path.startsWith(`${folder}/`)) return [];
    const file = `${shown}${path.slice(folder.length)}`;
    return [{ file, line: Number(row), column: Number(column), message: short(text), code: errorCode }];
  });
  return errors.length > 0 ? errors.slice(0, typeLimits.count) : undefined;
}

const short = (text: string) =>
  text.length > typeLimits.message ? `${text.slice(0, typeLimits.message - 3)}...` : text;
