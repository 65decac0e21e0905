import type { TestError } from "vitest";
import { shorten } from "#shared/bench/client/answer.ts";
import type { BenchContext } from "#shared/bench/context.ts";
import type { Words } from "#shared/bench/messages/lesson-failure.ts";

/** Errors that speak of the machine or the course, never of the learner's service. */
const troubleNames = ["BenchTrouble", "PostgresError"];

/** The server is gone, shutting down, full, or has lost the database. https://www.postgresql.org/docs/current/errcodes-appendix.html */
const serverCodes = /^(08|3D|53|57P|ECONN)/;

/** What a test's error says: words for the learner, or trouble that is not the learner's. */
export function explainError(
  context: BenchContext,
  error: TestError,
): { readonly words: Words } | { readonly trouble: string } {
  if (isWords(error.words)) return { words: error.words };
  const name = error.name ?? "Error";
  const code = typeof error.code === "string" ? error.code : "";
  const server = serverCodes.test(code);
  if (troubleNames.includes(name)) return { trouble: error.message };
  if (server || /Connection terminated/.test(error.message)) {
    const gone = "The server or the test's database went away while the tests ran. Run the check again.";
    return { trouble: `PostgreSQL: ${error.message}. ${gone}` };
  }
  return {
    words: {
      what: shorten(error.message.split("\n")[0] ?? "", 400),
      why: "The test could not see in the answer what it looked for.",
      look: `Look at the last request and answer below, and at ${context.displayFolder}/src.`,
    },
  };
}

function isWords(value: unknown): value is Words {
  return typeof value === "object" && value !== null && "what" in value && "why" in value && "look" in value;
}
