import { Answer } from "../client/answer.ts";
import type { Exchange } from "../client/client.ts";
import type { Statement } from "../wire/index.ts";

/** What a relay would have recorded, for tests: one statement that ran from `at` to `until`. */
export function statement(
  at: number,
  until: number | undefined,
  text: string,
  seen: Partial<Statement> = {},
): Statement {
  return {
    index: at,
    connection: 1,
    text,
    parameters: [],
    protocol: "extended",
    name: "",
    inTransaction: !/^begin/i.test(text),
    outcome: seen.error ? "error" : until === undefined ? "pending" : "ok",
    rows: undefined,
    startedAt: at,
    ...(until !== undefined && { endedAt: until }),
    ...seen,
  };
}

/** One request that was under way from `startedAt` to `endedAt`. */
export function exchange(startedAt: number, endedAt: number, body: string, status: number, answered: string): Exchange {
  const request = { method: "POST", path: "/pay", headers: {}, body };
  const headers = { "content-type": "application/json" };
  return { request, startedAt, endedAt, answer: new Answer(request, { status, headers, text: answered }) };
}
