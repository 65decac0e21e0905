import { shorten } from "../client/answer.ts";
import type { Statement } from "../wire/index.ts";
import { describeAsked, describeOutcome, verbOf } from "./describe-statement.ts";
import { findStrays } from "./find-strays.ts";
import { findWaiting } from "./find-waiting.ts";
import { type Labels, labelStatements } from "./label-statements.ts";
import { lastOverlap, type Request, requestName, type Side } from "./requests.ts";

/** SQL by which the test itself took part, at a lock. */
export interface OwnStatement {
  readonly text: string;
  readonly at: number;
}

export interface TimeLineOptions {
  /** Lines at most. */
  readonly limit: number;
  /** Characters per line at most. */
  readonly width: number;
}

interface Event {
  readonly at: number;
  readonly line: string;
  /** It explains so much that it must not be cut off. */
  readonly isStray?: boolean;
}

/** Lines shown before the first that must not be cut off. */
const linesBefore = 3;

/**
 * Requests that were under way at the same time and the statements that each sent, from top to bottom as PostgreSQL was
 * asked; `undefined` when no two requests overlapped, or none sent any. Lines begin with the request, `A: begin`, where
 * that can be known of all of them, else with the connection. Where a transaction is spread over several connections,
 * the first that shows it is enough: in a rush of requests, all of them would fill the screen.
 */
export function formatTimeLine(
  sides: readonly Side[],
  own: readonly OwnStatement[],
  { limit, width }: TimeLineOptions,
): string[] | undefined {
  const requests = lastOverlap(sides);
  const [first] = requests;
  if (!first) return undefined;
  const sent = sides.map(({ statements }) => statements.filter(({ startedAt }) => startedAt >= first.startedAt));
  if (sent.every((statements) => statements.length === 0)) return undefined;

  const earlier = sides.flatMap(({ exchanges }) => exchanges.filter(({ endedAt }) => endedAt <= first.startedAt));
  const before = Math.max(0, ...earlier.map(({ endedAt }) => endedAt));
  const ownEvents = own.filter(({ at }) => at > before).map(({ at, text }) => ({ at, line: `test: ${text}` }));
  const labels = labelStatements(requests, sent);
  const strays = sides.flatMap(({ statements }) => findStrays(statements));
  const stray = labels.known ? undefined : sent.flat().find((statement) => strays.includes(statement));
  const shown = sent.flat().filter((statement) => !stray || labels.of.get(statement) === labels.of.get(stray));
  const events = [...ownEvents, ...describeStatements(shown, labels, ownEvents, strays)];
  if (labels.known) events.push(...requests.flatMap((request, at) => describeRequest(request, at, sides.length > 1)));
  const heading = labels.known ? [] : [unknownRequests(labels, stray)];
  const lines = keepBest(
    events.sort((one, other) => one.at - other.at),
    limit - heading.length,
  );
  return [...heading, ...lines].map((line) => shorten(line, width - 3)); // and three dots where it cuts
}

function unknownRequests({ of }: Labels, stray: Statement | undefined): string {
  const unknown = "Which request sent a line cannot be known here, only its connection";
  const others = new Set(of.values()).size - 1;
  if (!stray || others === 0) return `${unknown}:`;
  return `${unknown}. One of them is shown, and ${others} ${others === 1 ? "is" : "are"} left out:`;
}

function describeStatements(
  statements: readonly Statement[],
  { known, of }: Labels,
  own: readonly Event[],
  strays: readonly Statement[],
): Event[] {
  const waiting = findWaiting(statements, own, known);
  return statements.flatMap((statement) => {
    const { startedAt, endedAt } = statement;
    const asked = `${of.get(statement)}: ${describeAsked(statement)}`;
    const outcome = describeOutcome(statement);
    if (endedAt === undefined || !waiting.has(statement))
      return [{ at: startedAt, line: `${asked}${outcome}`, isStray: strays.includes(statement) }];
    return [
      { at: startedAt, line: `${asked} (waits)` },
      { at: endedAt, line: `${of.get(statement)}: its ${verbOf(statement)}${outcome || " -> done"}` },
    ];
  });
}

function describeRequest({ request, answer, problem, ...at }: Request, index: number, several: boolean): Event[] {
  const name = requestName(index);
  const where = several ? ` to process ${at.side + 1}` : "";
  const asked = `${request.method} ${request.path}${request.body === undefined ? "" : ` ${request.body}`}`;
  const answered = answer ? `${answer.status} ${answer.readable}` : `nothing (${problem?.kind ?? "unknown"})`;
  return [
    { at: at.startedAt, line: `request ${name}${where}: ${asked}` },
    { at: at.endedAt, line: `${name}: answers ${answered}` },
  ];
}

/** The newest lines, as a failure is near the end; or those around the first that must not be cut off. */
function keepBest(events: readonly Event[], room: number): string[] {
  const lines = events.map(({ line }) => line);
  if (lines.length <= room) return lines;
  const shown = room - 2;
  const stray = events.findIndex((event) => event.isStray);
  const newest = lines.length - shown;
  const from = stray === -1 ? newest : Math.min(newest, Math.max(0, stray - linesBefore));
  const after = lines.length - from - shown;
  return [
    ...(from > 0 ? [`... ${from} more before these`] : []),
    ...lines.slice(from, from + shown),
    ...(after > 0 ? [`... ${after} more after these`] : []),
  ];
}
