import { expect, test } from "vitest";
import { runToEnd } from "../testing/fixture-course.ts";

test("--json tells machines what was found, and a wish that cannot be granted is exit code 2", async () => {
  const { code, output } = await runToEnd("doctor", ["--json"], { HOOD_POSTGRES: "nothing" });
  const { canRun, checks } = JSON.parse(output);

  expect(code).toBe(2);
  expect(canRun).toBe(false);
  expect(checks).toContainEqual({
    name: "PostgreSQL",
    outcome: "problem",
    found: "HOOD_POSTGRES=nothing is none of url, compose, container, embedded.",
    mend: expect.stringMatching(/^Take it back: .*HOOD_POSTGRES$/),
  });
});

test("a lesson's name is not what the doctor asks for", async () => {
  const { code, output } = await runToEnd("doctor", ["05"]);

  expect(code).toBe(2);
  expect(output).toMatch(/^It looks at the whole machine; no lesson is needed\./);
});
