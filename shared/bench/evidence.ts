import { shorten } from "./client/answer.ts";
import type { Client, Exchange } from "./client/client.ts";
import type { BenchContext } from "./context.ts";
import { withOwnPaths } from "./messages/source-place.ts";
import { type AnyNeighbour, formatCalls } from "./neighbours/index.ts";
import type { ServiceProcess } from "./service/service-process.ts";
import type { Side } from "./time-line/requests.ts";
import { formatTimeLine, type OwnStatement } from "./time-line/time-line.ts";
import { formatStatements, type Relay } from "./wire/index.ts";

/** What lies below a failure's three lines: bounded, cleaned, in the learner's own paths. */
export interface Evidence {
  /** The last requests, each with its answer: a line `> ...` and a line `< ...`. */
  readonly exchange: readonly string[];
  /** The service's last log lines. */
  readonly log: readonly string[];
  /** The SQL that ran, one line a statement; requests that overlapped and their SQL on one time line. */
  readonly sql: readonly string[];
  /** What it asked of its neighbours, one line a call, secrets masked. */
  readonly calls: readonly string[];
}

/** How much of each part is kept: lines, and characters of a line. A statement is what most failures are about. */
const limits = {
  exchanges: 2,
  logLines: 20,
  statements: 12,
  statementLength: 440,
  timeLine: 30,
  calls: 12,
  lineLength: 240,
} as const;

interface CurrentTest {
  readonly title: string;
  readonly clients: (Client & Side)[];
  readonly logs: { readonly context: BenchContext; readonly service: ServiceProcess }[];
  readonly relays: Relay[];
  /** SQL by which the test itself took part, at a lock. */
  readonly own: OwnStatement[];
  readonly neighbours: AnyNeighbour[];
}

const beginTest = (title: string): CurrentTest => ({
  title,
  clients: [],
  logs: [],
  relays: [],
  own: [],
  neighbours: [],
});

/** What the running test has opened; each part of the bench adds itself. */
export let current: CurrentTest = beginTest("");

/** Called before each test: what earlier ones left is forgotten. */
export function startTest(title: string): void {
  current = beginTest(title);
}

/** What the current test's services did and said. */
export async function collectEvidence(): Promise<Evidence> {
  const { clients, logs, relays, own, neighbours } = current;
  await Promise.all(logs.map(({ service }) => service.flushLog()));
  const cut = (line: string) => shorten(line, limits.lineLength);
  return {
    exchange: clients.flatMap(({ exchanges }) => exchanges.slice(-limits.exchanges).flatMap(describeExchange)).map(cut),
    log: logs
      .flatMap(({ context, service }) =>
        service.log.lines.filter(isTheirs).map((line) => cut(withOwnPaths(context, line))),
      )
      .slice(-limits.logLines),
    sql:
      formatTimeLine(clients, own, { limit: limits.timeLine, width: limits.lineLength }) ??
      relays.flatMap(({ statements }) =>
        formatStatements(statements, { limit: limits.statements, width: limits.statementLength }),
      ),
    calls: neighbours
      .flatMap(({ name, calls }) => formatCalls(calls).map((line) => cut(`${name}: ${line}`)))
      .slice(-limits.calls),
  };
}

/*
 * Not theirs: what Node prints because the bench asked it where the service is stuck, and stack lines of packages. Nor
 * worth a line: the empty fields of a printed error. One of PostgreSQL's has a dozen, and they push out its message.
 */
const isTheirs = (line: string) =>
  !/^Debugger (listening on|attached|ending)|^For help, see: https:\/\/nodejs.org|^\s+at .*(node_modules|\(node:|node:internal)|^\s+\w+: undefined,?$/.test(
    line,
  );

function describeExchange({ request, answer, problem }: Exchange): string[] {
  const sent = `> ${request.method} ${request.path}${request.body === undefined ? "" : ` ${request.body}`}`;
  if (!answer) return [sent, `< no whole answer (${problem?.kind ?? "unknown"})`];
  return [sent, `< ${answer.status} ${answer.type} ${answer.readable}`];
}
