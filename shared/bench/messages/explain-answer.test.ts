import { expect, test } from "vitest";
import { explainWaiting } from "./explain-answer.ts";

const why = (text: string) => explainWaiting({ text }, "lessons/07-x/src").why;

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
