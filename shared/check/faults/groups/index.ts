import type { FaultGroup } from "../fault.ts";
import { broken } from "./broken.ts";
import { looksRight } from "./looks-right.ts";
import { stops } from "./stops.ts";
import { tooMuch } from "./too-much.ts";

/** Faults of services, in the order in which they are tried. Those of the runner itself: shared/cli/faults/runner.ts. */
export const serviceGroups: readonly FaultGroup[] = [stops, broken, tooMuch, looksRight];
