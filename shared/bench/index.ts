/*
 * What a lesson's test imports: the learner's service, running, seen from five sides (docs/decisions/0001-a-process-per-test.md). Nothing in
 * this room prints, knows a lesson by name, or loads the learner's code into the test's own process.
 */
export type { Answer, Misconception } from "./client/answer.ts";
export { must } from "./messages/lesson-failure.ts";
export { MissingCalls } from "./neighbours/index.ts";
export { patience, stretched } from "./patience.ts";
export { openShop, type Shop } from "./shop.ts";
export { findStrays } from "./time-line/find-strays.ts";
