/**
 * The neighbours room: fake outside systems (a bank, a carrier, a social network, a mail API) that a lesson's service
 * calls over HTTP through base URLs in its environment. They listen on loopback, record every call with its type, and can
 * be in a mood: slow, mute, down, talking garbage. This room holds the way to declare one and to watch it, and a folder
 * for each network, with the source of its shapes. How to add one: docs/neighbours.md.
 * Not for here: judging what was called (`lesson.test.ts`), neighbours that do not speak HTTP. It knows no lesson and
 * nothing of the service's process.
 *
 *     await using bank = await openNeighbour(bankDefinition);
 *     await bank.setMood("mute");
 *     ... start the service with `bank.env`, press "Pay" ...
 *     const [payment] = await bank.waitForCalls(1, { ended: true });   // payment.outcome is "aborted by caller"
 */
export { MissingCalls, type WaitOptions } from "./call-log.ts";
export { facebookRefusal } from "./facebook/facebook.ts";
export { formatCalls } from "./format-calls.ts";
export type { Mood, MoodName, MoodOptions } from "./mood.ts";
export { type MoodDesk, openMoodDesk } from "./mood-desk.ts";
export { type Neighbour, openNeighbour } from "./neighbour.ts";
export { defineNeighbour, type NeighbourAnswer, type NeighbourDefinition } from "./neighbour-definition.ts";
export type { NeighbourRequest } from "./neighbour-request.ts";
export type { CallOutcome, RecordedCall } from "./recorded-call.ts";
export { strangerDefinition } from "./stranger.ts";
export { type AnyNeighbour, type NeighbourOf, openStreet, type Street, standingEnv, standingPort } from "./street.ts";
