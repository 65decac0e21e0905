import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Verdict } from "#shared/check/verdict.ts";
import { readCourse } from "#shared/lessons/course.ts";
import { problemLines } from "./problem-lines.ts";
import { debuggerPort } from "./serve/debugger-port.ts";
import { repositoryRoot } from "./session.ts";
import { words } from "./words/index.ts";

interface Task {
  readonly label: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly problemMatcher: {
    readonly pattern: { readonly regexp: string };
    readonly background?: { endsPattern: string };
  };
}

interface Launch {
  readonly name: string;
  readonly port: number;
  readonly preLaunchTask?: string;
}

const readText = (file: string) => readFileSync(join(repositoryRoot, file), "utf8");

/** JSON with whole lines of comment. */
const readJson = <Content>(file: string) => JSON.parse(readText(file).replace(/^\s*\/\/.*$/gm, "")) as Content;

const { tasks } = readJson<{ tasks: readonly Task[] }>(".vscode/tasks.json");
const { configurations } = readJson<{ configurations: readonly Launch[] }>(".vscode/launch.json");
const { scripts } = readJson<{ scripts: Record<string, string> }>("package.json");

function taskFor(word: string): Task {
  const found = tasks.find(({ label }) => label.startsWith(word));
  if (!found) throw new Error(`.vscode/tasks.json has no task "${word}"`);
  return found;
}

test("every task and every command named for assistants is an npm script", () => {
  const named = tasks.map(({ args }) => (args[0] === "run" ? args[1] : args[0]) ?? "");
  const advised = [...readText("AGENTS.md").matchAll(/npm (?:run )?([a-z-]+(?::[a-z]+)?)/g)].map(
    ([, name = ""]) => name,
  );

  for (const name of [...named, ...advised]) expect(Object.keys(scripts)).toContain(name);
});

test("a failing test becomes a link: the matcher reads what check --problems prints", () => {
  const [lesson] = readCourse(repositoryRoot).lessons;
  if (!lesson) throw new Error("the course has no lesson");
  const [title = ""] = lesson.tasks[0]?.tests ?? [];
  const message = { what: "GET /health -> expected 200, got 500", why: "", look: "" };
  const evidence = { exchange: [], log: [`at lessons/${lesson.name}/src/app.ts:14:11`], sql: [], calls: [] };
  const failure = { title, task: 1, outcome: "failed", message, ...evidence, durationMs: 1 } as const;
  const verdict: Verdict = { lesson: lesson.id, source: "", outcome: "failed", tests: [failure], durationMs: 1 };

  const [line = ""] = problemLines(repositoryRoot, lesson, verdict);

  const [, file, row, column, text] = new RegExp(taskFor("check").problemMatcher.pattern.regexp).exec(line) ?? [];
  expect([file, row, column]).toEqual([`lessons/${lesson.name}/src/app.ts`, "14", "1"]);
  expect(text).toBe(`${title}: GET /health -> expected 200, got 500`);
});

test("a type error becomes a link to its line and column", () => {
  const [lesson] = readCourse(repositoryRoot).lessons;
  if (!lesson) throw new Error("the course has no lesson");
  const file = `lessons/${lesson.name}/src/app.ts`;
  const types = [
    { file, line: 14, column: 7, message: "Type 'string' is not assignable to type 'number'.", code: "TS2322" },
  ];
  const verdict: Verdict = { lesson: lesson.id, source: "", outcome: "passed", tests: [], types, durationMs: 1 };

  const lines = problemLines(repositoryRoot, lesson, verdict);

  const [, ...parts] = new RegExp(taskFor("check").problemMatcher.pattern.regexp).exec(lines.join("\n")) ?? [];
  expect(parts).toEqual([file, "14", "7", "TS2322: Type 'string' is not assignable to type 'number'."]);
});

test("each launch configuration waits for a task that says when the debugger can be attached", () => {
  const waited = configurations.flatMap(({ preLaunchTask }) => (preLaunchTask ? [taskFor(preLaunchTask)] : []));
  const [check, serve] = waited.map(({ problemMatcher }) => new RegExp(problemMatcher.background?.endsPattern ?? "^$"));

  expect(configurations.map(({ port }) => port)).toEqual(configurations.map(() => debuggerPort));
  expect(words.check.debuggerAwaited(debuggerPort)).toMatch(check ?? /^$/);
  expect("Debugger listening on ws://127.0.0.1:9229/0b1c").toMatch(serve ?? /^$/);
  expect(words.check.howToDebug(debuggerPort, "lessons/05").join(" ")).toContain(`"${configurations.at(-1)?.name}"`);
});

test("the container installs the course and the extensions that VS Code recommends", () => {
  const container = readJson<{ postCreateCommand: string; customizations: { vscode: { extensions: string[] } } }>(
    ".devcontainer/devcontainer.json",
  );
  const { recommendations } = readJson<{ recommendations: string[] }>(".vscode/extensions.json");

  expect(container.postCreateCommand).toBe("npm ci");
  expect(container.customizations.vscode.extensions).toEqual(recommendations);
  expect(existsSync(join(repositoryRoot, "package-lock.json"))).toBe(true);
});
