import type { FaultGroup } from "#shared/check/faults/fault.ts";
import { damagedProgress } from "./runner/damaged-progress.ts";
import { docker } from "./runner/docker.ts";
import { ended } from "./runner/ended.ts";
import { installation } from "./runner/installation.ts";
import { places } from "./runner/places.ts";
import { postgresLost } from "./runner/postgres-lost.ts";
import { saved } from "./runner/saved.ts";
import { surroundings } from "./runner/surroundings.ts";
import { writtenProgress } from "./runner/written-progress.ts";

/** Here and not beside the other groups: its faults happen to commands, and to what they remember. */
export const runner: FaultGroup = {
  name: "runner",
  title: "what happens to the runner itself",
  faults: [
    ...damagedProgress,
    ...writtenProgress,
    ...saved,
    ...ended,
    ...postgresLost,
    ...docker,
    ...places,
    ...surroundings,
    ...installation,
  ],
};
