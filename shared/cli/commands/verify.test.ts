import { expect, inject, test } from "vitest";
import { copyFixtureCourse, runToEnd } from "../testing/fixture-course.ts";

const env = { HOOD_POSTGRES: "url", DATABASE_URL: inject("postgres").adminUrl };

test("each round of each lesson is told, with what it lacks; at the end stands a table, and the exit code is 1", async () => {
  using course = copyFixtureCourse();

  const { code, output } = await runToEnd("verify", ["1", "--repeat", "2", "--course", course.folder], env);

  expect(code).toBe(1);
  for (const round of [1, 2]) {
    expect(output).toContain(
      `FAIL  01-greeting (${round} of 2): 1 problem\n      01-greeting: its untouched starter is missing.`,
    );
  }
  expect(output).not.toContain("The untouched starter was verified instead");
  expect(output).toMatch(/^lesson +proofs +rounds +failed +seconds\n01-greeting +\d+ +2 +2 +[\d.]+/m);
  expect(output).toMatch(/^Lessons verified: 0 passed, 2 failed$/m);
}, 60_000);

test("a number of rounds that is none is a sentence", async () => {
  const { code, output } = await runToEnd("verify", ["--repeat", "often"], env);

  expect(code).toBe(2);
  expect(output).toMatch(/^--repeat needs a number\./);
});
