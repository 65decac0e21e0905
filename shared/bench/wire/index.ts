/**
 * The wire room: a relay that stands between a service and PostgreSQL, reads what they say to each other (wire protocol
 * version 3) and can make it go wrong on purpose. It knows nothing of lessons, of HTTP or of the service's process.
 * Not for here: starting a PostgreSQL (`shared/postgres`) or judging what the statements mean (`lesson.test.ts`).
 */
export type { CutOptions, DelayOptions, FailOptions } from "./faults.ts";
export { formatStatements } from "./format-statements.ts";
export { keepEnds } from "./keep-ends.ts";
export { openRelay, type Relay } from "./relay.ts";
export type { Statement } from "./statement.ts";
export type { WaitOptions } from "./wait-for-statement.ts";
export type { WireConnection } from "./wire-connection.ts";
