import { rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { runMark } from "#shared/runs/process-tree.ts";
import type { TypeDiagnostic } from "../verdict.ts";
import { findTypeScript } from "./find-typescript.ts";
import { readTypeErrors } from "./read-type-errors.ts";
import { type CompilerOptions, runCompiler } from "./run-compiler.ts";

/** Milliseconds for one look: a fifth of a second's work, which a machine with much else to do stretches far. */
const lookLimit = 15_000;

export interface TypesLookOptions {
  /** The repository: its tsconfig.json holds. */
  readonly root: string;
  readonly runId: string;
  /** A folder inside the repository, with the `src` to look at, which stays as it is until `ended`. */
  readonly folder: string;
  /** How the errors name that folder, such as `lessons/05-card-shelf`. */
  readonly shown: string;
  /** Asked for the compiler when the look begins; only tests give their own. */
  readonly findCompiler?: (() => CompilerOptions["program"] | undefined) | undefined;
  /** Aborting cancels it. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds that it may take; only tests give their own. */
  readonly limit?: number;
  /** Told once: the errors, or undefined when TypeScript could not say. */
  readonly onEnd: (found: TypeDiagnostic[] | undefined) => void;
}

/**
 * TypeScript's look at one source, beside its tests: Node takes the types away unread, so no test fails for a wrong one.
 * It never throws; a compiler that is missing, hangs or cannot say leaves the types unknown, and nothing else.
 */
export class TypesLook {
  readonly #options: TypesLookOptions;
  readonly #cancelled = new AbortController();
  readonly #ended = Promise.withResolvers<void>();
  #hasBegun = false;

  constructor(options: TypesLookOptions) {
    this.#options = options;
  }

  /** Resolves when the errors were told and the folder is not needed any more. */
  get ended(): Promise<void> {
    return this.#ended.promise;
  }

  /** Starts the compiler, the first time it is called. */
  begin(): void {
    if (this.#hasBegun) return;
    this.#hasBegun = true;
    const look = this.#look().catch(() => undefined);
    this.#ended.resolve(look.then((found) => this.#options.onEnd(this.#cancelled.signal.aborted ? undefined : found)));
  }

  /** Leaves the types unknown when nothing has begun to look at them. */
  skip(): void {
    if (!this.#hasBegun) this.cancel();
  }

  /** Ends it soon; what it would have found stays unknown. */
  cancel(): void {
    this.#cancelled.abort();
    this.begin();
  }

  async #look(): Promise<TypeDiagnostic[] | undefined> {
    const { root, runId, folder, shown, signal, findCompiler = installed, limit = lookLimit } = this.#options;
    const cancel = () => this.#cancelled.abort();
    if (signal?.aborted) cancel();
    if (this.#cancelled.signal.aborted) return undefined;
    const program = findCompiler();
    if (!program) return undefined;
    const name = basename(folder);
    const config = `${folder}.tsconfig.json`; // beside the source: what runs must not find it
    const settings = { extends: join(root, "tsconfig.json"), include: [`${name}/src`], exclude: [] };
    writeFileSync(config, JSON.stringify(settings));
    const timer = setTimeout(cancel, limit);
    signal?.addEventListener("abort", cancel);
    try {
      const run = await runCompiler({
        program,
        words: ["--project", basename(config), "--pretty", "false"],
        folder: dirname(folder),
        env: { [runMark]: runId },
        signal: this.#cancelled.signal,
      });
      return run && readTypeErrors(run, { folder: `${name}/src`, shown: `${shown}/src` });
    } finally {
      clearTimeout(timer);
      rmSync(config, { force: true });
      signal?.removeEventListener("abort", cancel);
    }
  }
}

function installed(): CompilerOptions["program"] | undefined {
  const program = findTypeScript();
  return program === undefined ? undefined : [program];
}
