import { shorten } from "../client/answer.ts";
import type { HttpProblem, HttpRequest } from "../client/http.ts";
import type { BenchContext } from "../context.ts";
import type { ServiceProcess } from "../service/service-process.ts";
import { isLoop, type Running, whereStuck } from "../service/stuck.ts";
import type { Relay, Statement, WireConnection } from "../wire/index.ts";
import { explainEnd } from "./explain-end.ts";
import { loopWords } from "./explain-start.ts";
import { explainCrash } from "./known-crashes.ts";
import { BenchTrouble, LessonFailure, type Words } from "./lesson-failure.ts";
import { displayPlace } from "./source-place.ts";

/** Milliseconds in which a service that broke a connection is expected to be seen as ended. */
const endGrace = 300;

/** Why a request got no whole answer, as the error that the test fails with. */
export async function explainNoAnswer(
  context: BenchContext,
  service: ServiceProcess,
  request: HttpRequest,
  problem: HttpProblem,
  { statements, connections }: Pick<Relay, "statements" | "connections">,
): Promise<Error> {
  const asked = `${request.method} ${request.path}`;
  const src = `${context.displayFolder}/src`;
  if (problem.kind === "connection" || (problem.kind === "half-answer" && !problem.waited)) {
    await service.until(() => service.exit !== undefined, endGrace);
  }
  if (service.exit && (service.overLimit !== undefined || !service.endAsked)) {
    await service.flushLog();
    return new LessonFailure(explainEnd(context, service, asked, statements));
  }

  switch (problem.kind) {
    case "no-answer": {
      const stuck = await whereStuck(service);
      if (isLoop(stuck)) return new LessonFailure(loopWords(context, asked, stuck));
      const after = `${asked} -> no answer after ${Math.round(problem.afterMs / 1000)} s`;
      if (stuck?.kind === "working")
        return new LessonFailure(workingWords(context, after, stuck.met, statements.length));
      const pending = statements.filter(({ outcome }) => outcome === "pending");
      const [unanswered] = pending;
      if (unanswered) {
        const what = `${after}: PostgreSQL has not answered \`${shorten(unanswered.text, 80)}\``;
        const busy = new Set(pending.map(({ connection }) => connection));
        const idle = connections.filter(({ state, number }) => state === "open" && !busy.has(number));
        return new LessonFailure({ what, ...explainWaiting(unanswered, idle, src) });
      }
      // It answers not even the debugger, for it sits in a call of the system, such as a wait for another program.
      const doing = stuck ? "and the service is doing nothing" : "in all that time";
      const waits = stuck ? "an await that never ends" : "a call that waits for another program (spawnSync, execSync)";
      return new LessonFailure({
        what: `${after}, ${doing}`,
        why: "The customer looks at a page that loads for ever.",
        look: `Look for a path through the handler in ${src} that never sends an answer, or ${waits}.`,
      });
    }
    case "half-answer":
      return new LessonFailure({
        what: `${asked} -> ${problem.status}, then the answer stopped half-way after ${shorten(problem.text, 60) || "no bytes"}`,
        why: "Half an answer is worse than an error: the page shows a part as if it were all.",
        look: `Look for an answer in ${src} that is begun (write, writeHead) and never ended.`,
      });
    case "too-long":
      return new LessonFailure({
        what: `${asked} -> ${problem.status} with a body of more than 5 MB`,
        why: "A customer on a phone pays for every byte.",
        look: `Look for an answer in ${src} that grows without a bound.`,
      });
    case "connection":
      await service.flushLog();
      return connectionError(asked, problem.code, src, service.log.lines);
    default:
      return problem satisfies never;
  }
}

function workingWords(context: BenchContext, after: string, met: Running, sent: number): Words {
  const place = met.kind === "busy" ? displayPlace(context, met.file, met.line) : undefined;
  const statements = sent > 1 ? `, and has sent ${sent} statements` : "";
  return {
    what: `${after}: the service is still at work${place === undefined ? "" : ` (${place})`}${statements}`,
    why: "The customer looks at a page that loads and loads.",
    look: `Look at ${place ?? `${context.displayFolder}/src`}: does a loop wait for one thing after the other, or is more read than is needed?`,
  };
}

/** Why PostgreSQL does not answer a statement, and where to look. `idle`: the connections over which nothing is asked. */
export function explainWaiting(
  { text, inTransaction }: Pick<Statement, "text" | "inTransaction">,
  idle: readonly Pick<WireConnection, "number" | "transaction">[],
  src: string,
): Omit<Words, "what"> {
  if (/\bpg_advisory_lock(_shared)?\s*\(/i.test(text)) {
    return {
      why: "Such a lock belongs to the connection: it outlasts COMMIT and release(), and whoever wants it over another connection waits.",
      look: `Look at the SQL below, and at ${src}: is the lock let go on every way out, and does one request use two connections?`,
    };
  }
  const holder = idle.find(({ transaction }) => transaction !== "none");
  if (holder) {
    return {
      why: `Connection ${holder.number} is in a transaction and sends nothing: whoever wants a row that it has changed or locked waits.`,
      look: `Look at the SQL below, and at ${src}: ${inTransaction ? "" : "does a part of the transaction come over another connection, or "}is it left open on a way out?`,
    };
  }
  return {
    why: "A statement that takes so long waits for what another transaction holds and does not let go, or its work has no end.",
    look: `Look at the SQL below, and at ${src}: does one request use two connections, is a transaction left open, or does the statement ask for too much?`,
  };
}

function connectionError(asked: string, code: string, src: string, printed: readonly string[]): Error {
  const why = "The customer's browser shows an error page of its own, not the shop's.";
  const words: Record<string, Omit<Words, "why">> = {
    ECONNRESET: {
      what: `${asked} -> the service closed the connection without an answer`,
      look: `Look for destroy() or end() on a socket in ${src}.`,
    },
    ECONNREFUSED: {
      what: `${asked} -> the service no longer listens on its port`,
      look: `Look for server.close() in ${src}.`,
    },
    HPE_HEADER_OVERFLOW: {
      what: `${asked} -> an answer with headers of more than 16 KB`,
      look: `Look for a header in ${src} that grows: a cookie, a Location, a list of its own.`,
    },
  };
  // Express closes the connection when a handler fails after its answer: the next request on it gets none.
  const line = code === "ECONNRESET" ? printed.find((text) => text.includes("ERR_HTTP_HEADERS_SENT")) : undefined;
  const twice = line === undefined ? undefined : explainCrash(line);
  const known = twice
    ? { what: `${asked} -> the service closed the connection: ${twice.means}`, look: `Look at ${src}: ${twice.look}` }
    : words[code];
  if (known) return new LessonFailure({ ...known, why });
  if (code.startsWith("HPE_")) {
    return new LessonFailure({
      what: `${asked} -> the answer is not valid HTTP (${code})`,
      why,
      look: `Look for bytes written to the socket by hand in ${src}.`,
    });
  }
  return new BenchTrouble(`${asked}: the request could not be sent (${code}).`);
}
