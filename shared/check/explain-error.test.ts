import type { TestError } from "vitest";
import { beforeEach, expect, test } from "vitest";
import type { BenchContext } from "#shared/bench/context.ts";
import { current, startTest } from "#shared/bench/evidence.ts";
import type { Relay } from "#shared/bench/wire/index.ts";
import { explainError } from "./explain-error.ts";

const context = { displayFolder: "lessons/05-card-shelf" } as BenchContext;
const serverFull = { name: "error", code: "53300", message: "sorry, too many clients already" } as unknown as TestError;

/** A relay through which the service holds so many connections; the server has refused one more with these words. */
function holding(held: number, refusal?: string, mostAtOnce = held): void {
  const connections = refusal === undefined ? [] : [{ refusal: { code: "53300", message: refusal } }];
  current.relays.push({ held: () => held, mostAtOnce: () => mostAtOnce, connections } as unknown as Relay);
}

beforeEach(() => startTest("a test"));

test("a full server is the service's doing when the service holds the connections", () => {
  holding(12);

  expect(explainError(context, serverFull)).toMatchObject({
    words: { what: "the service holds 12 connections to the database at once and asked for more" },
  });
});

test("a full server is the machine's trouble when others hold the connections", () => {
  holding(2, "sorry, too many clients already");

  expect(explainError(context, serverFull)).toMatchObject({
    trouble: expect.stringContaining("too many clients already"),
  });
});

test("a full server is the service's doing, too, when it asked for hundreds at once and has crashed since", () => {
  holding(0, "sorry, too many clients already", 200);

  expect(explainError(context, serverFull)).toMatchObject({
    words: { what: "the service holds 40 connections to the database at once and asked for more" },
  });
});

test("of what a test missed, a refused connection says more; without one its own words stay", () => {
  const words = { what: "GET /cards -> expected 200, got 500", why: "Why.", look: "Look." };
  const error = { name: "LessonFailure", message: "", words } as unknown as TestError;
  holding(3);
  expect(explainError(context, error)).toEqual({ words });

  holding(0, 'too many connections for role "hood_0123456789ab_clone_1"');

  expect(explainError(context, error)).toMatchObject({
    words: { what: "GET /cards -> the service holds 40 connections to the database at once and asked for more" },
  });
});
