import { type ParseArgsConfig, parseArgs } from "node:util";
import { LessonError } from "#shared/lessons/lesson-error.ts";
import { PostgresError } from "#shared/postgres/postgres-error.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { words } from "./words/index.ts";

type Options = NonNullable<ParseArgsConfig["options"]>;

/** A command line that cannot be understood. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/**
 * Runs one command and ends the process with its exit code. Errors that speak to the learner are printed as they are.
 * Behind any other, something may be wrong with the machine, such as a full disk: then that is told. If not, it is a
 * defect of the course and is printed with its stack. All of them count as "could not run".
 */
export async function runCommand<Known extends Options>(command: {
  readonly help: string;
  readonly options: Known;
  readonly run: (words: CommandWords<Known>) => Promise<ExitCode>;
  /** True for the command that tells of the machine by itself. */
  readonly tellsOfMachine?: boolean;
}): Promise<void> {
  // A closed pipe (`npm run check | head`) is no error of ours; there is nobody left to tell.
  process.stdout.on("error", () => undefined);
  let code: ExitCode = exitCode.couldNotRun;
  // Set last of all: Vitest sets an exit code of its own whenever a test fails.
  process.on("exit", () => {
    process.exitCode = code;
  });
  try {
    code = await parseAndRun(command);
    if (code === exitCode.couldNotRun && !command.tellsOfMachine) await tellOfMachine();
  } catch (error) {
    if (error instanceof LessonError || error instanceof UsageError) return console.error(error.message);
    if (error instanceof PostgresError) console.error(error.message);
    if (!(await tellOfMachine(error)) && !(error instanceof PostgresError)) console.error(error);
  }
}

/** Says what is wrong with the machine, if something is. */
async function tellOfMachine(error?: unknown): Promise<boolean> {
  // Loaded only here: most commands end well.
  const [{ machineTrouble }, { repositoryRoot }] = await Promise.all([
    import("./machine-trouble.ts"),
    import("./session.ts"),
  ]);
  const lines = await machineTrouble(repositoryRoot, error);
  for (const line of lines) console.error(line);
  return lines.length > 0;
}

export type CommandWords<Known extends Options> = ReturnType<
  typeof parseArgs<{ options: Known & typeof commonOptions; allowPositionals: true }>
>;

/** What every command understands. */
const commonOptions = {
  help: { type: "boolean", short: "h" },
  /** Plain text: no colours, nothing drawn over; for logs, and for people whose screen is read to them. */
  plain: { type: "boolean" },
  /** Another folder that holds `lessons/` and `solutions/`; for tests of the commands. */
  course: { type: "string" },
} as const;

async function parseAndRun<Known extends Options>(command: {
  readonly help: string;
  readonly options: Known;
  readonly run: (words: CommandWords<Known>) => Promise<ExitCode>;
}): Promise<ExitCode> {
  let given: CommandWords<Known>;
  try {
    given = parseArgs({
      options: { ...command.options, ...commonOptions },
      allowPositionals: true,
    }) as CommandWords<Known>;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${command.help}`);
  }
  const { help, plain } = given.values as { help?: boolean; plain?: boolean };
  if (plain) process.env.NO_COLOR = "1";
  if (help) {
    console.log(words.command.help(command.help));
    return exitCode.passed;
  }
  return command.run(given);
}
