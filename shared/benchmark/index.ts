/*
 * Measures the numbers that the README quotes, each beside its rival and in the same run. Nothing in here prints, judges
 * by exit code or tunes what it measures; `shared/cli/commands/bench.ts` shows what comes back.
 */
export { type Bench, openBench } from "./bench.ts";
export { type Machine, machine } from "./machine.ts";
export { type Measurement, measurements } from "./measurements.ts";
export type { Row } from "./row.ts";
export { renderRow } from "./table.ts";
export { toJson } from "./to-json.ts";
