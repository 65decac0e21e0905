import type { TestError } from "vitest";
import { shorten } from "#shared/bench/client/answer.ts";
import type { BenchContext } from "#shared/bench/context.ts";
import { current } from "#shared/bench/evidence.ts";
import type { Words } from "#shared/bench/messages/lesson-failure.ts";
import { explainTooManyConnections, tooManyConnections } from "#shared/bench/messages/too-many-connections.ts";

/** Errors that speak of the machine or the course, never of the learner's service. */
const troubleNames = ["BenchTrouble", "PostgresError"];

/** The server is gone, shutting down, full, or has lost the database. https://www.postgresql.org/docs/current/errcodes-appendix.html */
const serverCodes = /^(08|3D|53|57P|ECONN)/;

const serverGone = "The server or the test's database went away while the tests ran. Run the check again.";

/** What a test's error says: words for the learner, or trouble that is not the learner's. */
export function explainError(
  context: BenchContext,
  error: TestError,
): { readonly words: Words } | { readonly trouble: string } {
  if (isWords(error.words)) {
    const lost = lostServer();
    if (lost !== undefined) return { trouble: lost };
    return { words: refusedConnections(context, error.words) ?? error.words };
  }
  const name = error.name ?? "Error";
  const code = typeof error.code === "string" ? error.code : "";
  // The test's own connection was refused: the server is full, and that may be the service's doing.
  const full = code === tooManyConnections && explainTooManyConnections(context, current.relays, undefined);
  if (full) return { words: full };
  const server = serverCodes.test(code);
  if (troubleNames.includes(name)) return { trouble: error.message };
  if (server || /Connection terminated/.test(error.message)) {
    return { trouble: `PostgreSQL: ${error.message}. ${serverGone}` };
  }
  const said = shorten(error.message.split("\n")[0] ?? "", 400);
  const src = `${context.displayFolder}/src`;
  if (waitedInVain.includes(code)) return { words: waitedForLock(said, src) };
  if (sqlState.test(code)) return { words: foundOtherwise(said, src) };
  return {
    words: {
      what: said,
      why: "The test could not see in the answer what it looked for.",
      look: `Look at the last request and answer below, and at ${src}.`,
    },
  };
}

/** The test's own statement was cancelled, or got no lock. */
const waitedInVain = ["57014", "55P03"];
const sqlState = /^[0-9A-Z]{5}$/;

const waitedForLock = (said: string, src: string): Words => ({
  what: `The test's own SQL waited until its time was up: ${said}`,
  why: "Somebody holds a row or a table and does not let go; in the shop every other customer waits as the test does.",
  look: `Look for a transaction or a lock in ${src} that is begun and never ended.`,
});

const foundOtherwise = (said: string, src: string): Words => ({
  what: `The test looked into the database itself, and PostgreSQL said: ${said}`,
  why: "What the test looks for there is missing, or has another shape.",
  look: `Look for SQL in ${src} that creates, renames, alters or drops it.`,
});

/* Whatever a service does when the server is gone, or on its way: it says nothing about the service. */
function lostServer(): string | undefined {
  const refusals = current.relays.flatMap(({ connections }) => connections.map(({ refusal }) => refusal));
  const lost = refusals.find((refusal) => refusal?.code.startsWith("57P"));
  return lost && `PostgreSQL: ${lost.message}. ${serverGone}`;
}

/* A service that was refused a connection answers 500 or nothing; why says more than that. */
function refusedConnections(context: BenchContext, { what }: Words): Words | undefined {
  const wasRefused = current.relays.some(({ connections }) =>
    connections.some(({ refusal }) => refusal?.code === tooManyConnections),
  );
  if (!wasRefused) return undefined;
  const [asked, rest] = what.split(" -> ");
  return explainTooManyConnections(context, current.relays, rest === undefined ? undefined : asked);
}

function isWords(value: unknown): value is Words {
  return typeof value === "object" && value !== null && "what" in value && "why" in value && "look" in value;
}
