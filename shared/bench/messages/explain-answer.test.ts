import { expect, test } from "vitest";
import { explainWaiting } from "./explain-answer.ts";

const src = "lessons/07-x/src";
const why = (text: string) => explainWaiting({ text, inTransaction: true }, [], src).why;

test.each(["select pg_advisory_lock(7)", "SELECT PG_ADVISORY_LOCK_SHARED (7)"])(
  "%s waits for a lock that outlasts the transaction",
  (text) => {
    expect(why(text)).toMatch(/it outlasts COMMIT and release\(\)/);
  },
);

test.each(["select pg_advisory_xact_lock(7)", "update accounts set cents = 0"])(
  "%s waits for a transaction",
  (text) => {
    expect(why(text)).toMatch(/waits for what another transaction holds/);
  },
);

test.each([
  [false, /src: does a part of the transaction come over another connection, or is it left open/],
  [true, /src: is it left open on a way out/],
])(
  "where a connection is in a transaction and sends nothing, it is named; in one itself: %s",
  (inTransaction, look) => {
    const idle = [
      { number: 1, transaction: "none" },
      { number: 3, transaction: "open" },
    ] as const;

    const words = explainWaiting({ text: "update accounts set cents = 0", inTransaction }, idle, src);

    expect(words.why).toMatch(/^Connection 3 is in a transaction and sends nothing/);
    expect(words.look).toMatch(look);
  },
);
