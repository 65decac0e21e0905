import { tmpdir } from "node:os";
import { join } from "node:path";

/*
 * Where a run may have a folder besides its own below .hood/runs. Both carry the run's id in their name, so they are
 * found also when the run's own folder, with the list of what it has made, is gone.
 */

/** In memory; there only where the system offers it, which is Linux. */
export const memoryPlace = (runId: string): string => `/dev/shm/hood-${runId}`;

/** On the disk, where every account can enter. */
export const temporaryPlace = (runId: string): string => join(tmpdir(), `hood-${runId}`);
