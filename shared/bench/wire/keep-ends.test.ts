import { expect, test } from "vitest";
import { keepEnds } from "./keep-ends.ts";

const claim =
  "insert into shares (post_id, network) values ($1, $2) on conflict on constraint share_once do update " +
  "set status = 'unknown' where shares.status = 'failed' or (shares.status = 'unknown' and $3)";

test("leaves out the middle, and no part of a word", () => {
  expect(keepEnds(claim, 100)).toBe(
    "insert into shares (post_id, network) values ... 'failed' or (shares.status = 'unknown' and $3)",
  );
  expect(keepEnds(claim, claim.length)).toBe(claim);
});

test("never exceeds the width, whatever stands in it", () => {
  for (const sql of [claim, "x".repeat(500), "a ".repeat(300), "\u{1f9a6}".repeat(300), " ".repeat(300)])
    for (const width of [5, 6, 7, 40, 181]) {
      const kept = keepEnds(sql, width);
      expect([...kept].length, `${width} of ${sql}`).toBeLessThanOrEqual(width);
      expect(kept.isWellFormed()).toBe(true);
    }
});
