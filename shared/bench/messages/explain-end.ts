import { shorten } from "../client/answer.ts";
import type { BenchContext } from "../context.ts";
import { limits } from "../service/limits.ts";
import { cleanText } from "../service/log.ts";
import type { ServiceProcess } from "../service/service-process.ts";
import type { Statement } from "../wire/index.ts";
import { explainDenial, explainOverLimit, isWallError } from "./explain-limit.ts";
import { explainCrash } from "./known-crashes.ts";
import { cleanWords, type Words } from "./lesson-failure.ts";
import { ownPlace, withOwnPaths } from "./source-place.ts";

/** Node's exit code for a program whose top-level `await` never settled. https://nodejs.org/api/process.html#exit-codes */
const unsettledAwait = 13;

/** Characters of a crash text that a message shows. */
const shownCrash = 200;

/** The first line of what Node prints as it ends: a file and a line. */
const reportBegins = /^(?:file:|node:|\/|[A-Za-z]:\\).*:\d+$/;

/** Bytes of log that no service of a lesson prints, and that a pipe holds until somebody reads it. */
const muchLog = 64 * 1024;

/** Characters of a statement that a message shows. */
const shownSql = 54;

/**
 * Why a service is no longer there, in words for the learner. `during` tells when, such as `GET /hours`; `statements`
 * are the SQL that it sent.
 */
export function explainEnd(
  context: BenchContext,
  service: ServiceProcess,
  during: string,
  statements: readonly Statement[] = [],
): Words {
  return cleanWords(wordsForEnd(context, service, during, statements));
}

function wordsForEnd(
  context: BenchContext,
  service: ServiceProcess,
  during: string,
  statements: readonly Statement[],
): Words {
  const { exit } = service;
  const lines = lastReport(service.log.lines);
  const place = ownPlace(context, lines);
  const look = `Look at ${place ?? `${context.displayFolder}/src/server.ts`}; the service's own last words are below.`;
  const gone = "While the service is down, nobody can buy a card.";
  const said = crashLine(context, lines);

  const over = explainOverLimit(context, service, during);
  if (over) return over;
  if (service.log.lines.some((line) => line.includes("heap out of memory"))) {
    return {
      what: `${during} -> the service ran out of memory (limit ${limits.heapMb} MB)`,
      why: gone,
      look:
        service.log.bytes > muchLog
          ? "Look for a loop that prints: what nobody has read yet waits in memory. Or for a list that grows in a loop."
          : "Look for a list or text that grows with every round of a loop.",
    };
  }
  if (exit?.signal) return { what: `${during} -> the service was ended by ${exit.signal}`, why: gone, look };
  if (exit?.code === unsettledAwait || (service.idled && !service.loaded)) {
    return {
      what: `${during} -> the service never finished loading: an await at the top of a file waits for ever`,
      why: gone,
      look: `Look for an await outside any function in ${context.displayFolder}/src.`,
    };
  }
  if (exit?.code === 0 || said === undefined) {
    const listened = service.listening.length > 0;
    return {
      what: `${during} -> the service ended by itself with exit code ${exit?.code ?? "unknown"}`,
      why: listened ? gone : "A program with nothing to wait for ends; a service listens and stays.",
      look: listened
        ? `Look for process.exit() in ${context.displayFolder}/src.`
        : `Look at ${context.displayFolder}/src/server.ts: is the app told to listen? Is there a process.exit()?`,
    };
  }
  const denied = isWallError(said) ? explainDenial(context, service, during) : undefined;
  if (denied) return denied;
  const known = explainCrash(said);
  if (known) {
    const where = place ?? known.file ?? `${context.displayFolder}/src`;
    return {
      what: `${during} -> the service stopped: ${known.means}`,
      why: gone,
      look: `Look at ${where}: ${known.look}`,
    };
  }
  // Whatever was awaited has a line of the learner's own in its stack.
  const failed = place === undefined && statements.findLast(({ error }) => error && said.endsWith(error.message));
  if (failed) {
    const sql = `\`${shorten(failed.text, shownSql)}\``;
    const fails = failed.fault === "failed" ? `the test made ${sql} fail` : `${sql} failed`;
    return {
      what: `${during} -> the service stopped: ${fails}, and nobody received its error`,
      why: "Without an `await` an error passes by every `catch`, and ends the service: nobody can buy a card.",
      look: `Look in ${context.displayFolder}/src for the query that sends this: who waits for it? The SQL is below.`,
    };
  }
  return { what: `${during} -> the service stopped: ${said.slice(0, shownCrash)}`, why: gone, look };
}

/**
 * What Node printed as it ended: a file and a line, then the code, marked with `^`. What the service has printed of errors
 * before stands above. All lines when there is no such mark.
 */
function lastReport(lines: readonly string[]): readonly string[] {
  const mark = lines.findLastIndex((line) => /^\s*\^+\s*$/.test(line));
  const begin = lines.slice(0, mark + 1).findLastIndex((line) => reportBegins.test(line));
  return lines.slice(Math.max(0, begin));
}

/** The line of a crash report that says what went wrong, such as `TypeError: x is not a function`. */
export function crashLine(context: BenchContext, lines: readonly string[]): string | undefined {
  const found =
    lines.find((line) => /^\s*(?:Uncaught )?(?:\[?[A-Z]\w*(?:Error|Exception))\b.*/.test(line)) ??
    lines.find((line) => /^\s*\[?Error(?=:| \[|\s*$)|The promise rejected|^Uncaught/.test(line)) ??
    // What the database driver throws calls itself "error".
    lines.find((line) => /^\s*error: /.test(line)) ??
    lines.find((line) => /Unhandled/.test(line));
  return found === undefined ? undefined : cleanText(withOwnPaths(context, found.trim()));
}
