import { devNull } from "node:os";
import { parse } from "shell-quote";
import type { Lesson } from "#shared/lessons/course.ts";
import type { PostgresServer } from "#shared/postgres/ladder.ts";
import { openSqlPrompt } from "#shared/postgres/prompt/index.ts";
import { starterFolder } from "#shared/progress/starters.ts";
import type { Run } from "#shared/runs/run.ts";
import type { Problem } from "../problem.ts";
import { type LessonTexts, readTexts } from "../texts/lesson-texts.ts";
import { type LessonService, openService } from "./lesson-service.ts";
import { isSameOutput, masked } from "./same-output.ts";
import { startProgram } from "./started-program.ts";
import { type Shown, type ShownSql, shownCommands } from "./transcript.ts";

export interface ReadmeRun {
  readonly root: string;
  readonly run: Run;
  readonly postgres: () => Promise<PostgresServer>;
}

/** The section whose commands were typed before anything was solved. */
const beforehand = "What breaks today";

/**
 * Types every `curl`, every `node` and all SQL of a README again and compares what comes back: under "What breaks today"
 * against the untouched starter, below it against the solution, both on fresh databases. Other commands are not run.
 */
export async function runReadme(options: ReadmeRun, lesson: Lesson): Promise<Problem[]> {
  const texts = readTexts(options.root, lesson);
  const commands = shownCommands(texts.readme).filter(
    (shown) => shown.kind === "sql" || /^(?:curl|node) /.test(shown.command),
  );
  const early = commands.filter(({ section }) => section === beforehand);
  const late = commands.filter(({ section }) => section !== beforehand);
  const starter = { kind: "folder", folder: starterFolder(lesson) } as const;
  const run = async (source: typeof starter | { kind: "solution" }, shown: readonly Shown[]) => {
    if (shown.length === 0) return [];
    try {
      await using service = await openService({ ...options, lesson, source });
      return await typeAll(options, texts, service, shown);
    } catch (error) {
      return [`${texts.name(texts.readme.file)}: its commands could not be run: ${(error as Error).message}`];
    }
  };
  return (await Promise.all([run(starter, early), run({ kind: "solution" }, late)])).flat();
}

/** Types what `npm run serve` offers to try, against the solution: curl has to get an answer that is no failure. */
export async function runTries(options: ReadmeRun, lesson: Lesson): Promise<Problem[]> {
  await using service = await openService({ ...options, lesson, source: { kind: "solution" } });
  const problems: Problem[] = [];
  for (const line of lesson.try) {
    const place = `${lesson.name}/lesson.yaml: of the lines to try, \`${line}\``;
    const words = wordsOf(line.replaceAll("{url}", service.address), service);
    if (words?.[0] !== "curl") {
      problems.push(`${place} is no single curl.`);
      continue;
    }
    const asked = [...words, "--output", devNull, "--write-out", "%{http_code}"];
    await using program = startProgram(options.run, asked, { folder: options.root, env: process.env });
    await program.until(() => false);
    if (!/^[1-4]\d\d$/.test(program.output)) problems.push(`${place} fails with the solution: ${program.output}`);
  }
  return problems;
}

async function typeAll(
  { root, run }: ReadmeRun,
  texts: LessonTexts,
  service: LessonService,
  all: readonly Shown[],
): Promise<Problem[]> {
  await using programs = new AsyncDisposableStack();
  const problems: Problem[] = [];
  for (const shown of all) {
    const where = `${texts.name(texts.readme.file)}, under "${shown.section}"`;
    if (shown.kind === "sql") {
      problems.push(...(await typeSql(shown, where, service)));
      continue;
    }
    const { command, printed } = shown;
    const place = `${where}: \`${command}\``;
    const words = wordsOf(command, service);
    if (!words) {
      problems.push(`${place} is more than one command with its words; write it without pipes and redirections.`);
      continue;
    }
    // Programs that go on, such as a worked example's server, run until the last command was typed.
    const program = programs.use(startProgram(run, words, { folder: root, env: process.env }));
    const isService = words[0] !== "curl";
    await program.until((output) => isService && isSameOutput(printed, output));
    if (!isSameOutput(printed, program.output))
      problems.push(`${place} does not print what is shown there. It printed:\n${masked(program.output)}`);
  }
  return problems;
}

/** Types SQL as a person would at `npm run sql`, on a connection of its own. */
async function typeSql(
  { lines, printed }: ShownSql,
  where: string,
  { databaseUrl }: LessonService,
): Promise<Problem[]> {
  if (databaseUrl === undefined) return [`${where}: SQL is shown, and this lesson has no database.`];
  const screen: string[] = [];
  await using prompt = await openSqlPrompt(databaseUrl, (line) => screen.push(line));
  for (const line of lines) {
    screen.push(`${prompt.text}${line}`);
    await prompt.type(line);
  }
  const same = isSameOutput(printed, screen.join("\n"));
  return same ? [] : [`${where}: this SQL does not print what is shown there. It printed:\n${screen.join("\n")}`];
}

/** The words of a command line, with this service's addresses in their places. */
function wordsOf(command: string, { address, databaseUrl }: LessonService): string[] | undefined {
  const words = parse(
    command.replace(`"postgres://..."`, () => `"${databaseUrl ?? ""}"`),
    { SHOP: address },
  );
  if (!words.every((word) => typeof word === "string")) return undefined;
  const [program, ...rest] = words;
  // Without a terminal curl draws a progress bar into its errors.
  if (program === "curl") return ["curl", "--silent", "--show-error", "--max-time", "10", ...rest];
  return program === "node" ? [process.execPath, ...rest] : undefined;
}
