import { visible } from "#shared/postgres/visible.ts";
import { keepEnds } from "./keep-ends.ts";
import type { Statement } from "./statement.ts";

export interface FormatOptions {
  /** Statements at most, default 20: the newest, as a failure is near the end. What is left out is counted in a first line. */
  readonly limit?: number;
  /** Characters per line at most, default 140. */
  readonly width?: number;
}

const PARAMETER_WIDTH = 40;

/** A statement, and the connections over which it came once or, with nothing else between, again and again. */
interface Run {
  readonly statement: Statement;
  readonly connections: number[];
}

/**
 * One line for each statement, for a failure's message:
 * `conn 1  update cards set title = $2 where id = $1   -- $1 = '7', $2 = null; error 23505: ...`.
 * The same one several times in a row is one line: `-- 4 times, on conn 3 to 6`. White space in SQL is collapsed; no
 * control character survives, whatever a visitor typed.
 */
export function formatStatements(
  statements: readonly Statement[],
  { limit = 20, width = 140 }: FormatOptions = {},
): string[] {
  const runs = runsOf(statements);
  const shown = runs.slice(Math.max(0, runs.length - limit));
  const digits = Math.max(1, ...shown.map(({ statement }) => String(statement.connection).length));
  const lines = shown.map((run) => formatRun(run, digits, width));
  const left = statements.length - shown.reduce((sum, { connections }) => sum + connections.length, 0);
  return left > 0 ? [`... ${left} more before these`, ...lines] : lines;
}

function runsOf(statements: readonly Statement[]): Run[] {
  const runs: Run[] = [];
  for (const statement of statements) {
    const last = runs.at(-1);
    if (last && seenAs(last.statement) === seenAs(statement)) last.connections.push(statement.connection);
    else runs.push({ statement, connections: [statement.connection] });
  }
  return runs;
}

/* All of a statement that a line shows, but the connection. */
const seenAs = (statement: Statement) =>
  JSON.stringify([statement.text, statement.parameters, ...outcomeOf(statement)]);

function formatRun({ statement, connections }: Run, digits: number, width: number): string {
  const sql = visible(statement.text.replace(/\s+/g, " ").trim());
  const start = `conn ${String(statement.connection).padStart(digits)}  `;
  const notes = [...repeatsOf(connections), ...parametersOf(statement), ...outcomeOf(statement)].join("; ");
  // The parameters and the error are the evidence: a long text leaves them up to half of the line.
  const comment = notes === "" ? "" : `   -- ${notes}`;
  const room = width - start.length - Math.min([...comment].length, Math.floor(width / 2));
  return cut(start + keepEnds(sql, room) + comment, width);
}

function repeatsOf(connections: readonly number[]): string[] {
  if (connections.length === 1) return [];
  const times = `${connections.length} times`;
  const different = [...new Set(connections)].sort((one, other) => one - other);
  const [first, last] = [different.at(0), different.at(-1)];
  return [first === last ? times : `${times}, on conn ${first} to ${last}`];
}

function parametersOf({ parameters }: Statement): string[] {
  if (parameters.length === 0) return [];
  return [parameters.map((value, at) => `$${at + 1} = ${formatParameter(value)}`).join(", ")];
}

function formatParameter(value: string | null): string {
  return value === null ? "null" : `'${cut(visible(value.replaceAll("'", "''")), PARAMETER_WIDTH)}'`;
}

function outcomeOf({ outcome, error, fault }: Statement): string[] {
  const byTest = fault ? [`${fault} by the test`] : [];
  if (fault === "cut") return byTest;
  if (error) return [...byTest, visible(`error ${error.code}: ${error.message}`)];
  return outcome === "pending" ? [...byTest, "not answered"] : byTest;
}

/** Cuts by characters, not by halves of them, and says so with three dots. */
function cut(text: string, width: number): string {
  const characters = [...text];
  return characters.length <= width ? text : `${characters.slice(0, Math.max(0, width - 3)).join("")}...`;
}
