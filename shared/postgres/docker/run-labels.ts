import { realpathSync } from "node:fs";
import { hostname } from "node:os";

/** The label that names the run a container belongs to. */
export const runLabel = "dev.under-the-hood.run";

/**
 * The label that names the copy of the course, and its machine. One engine may serve several copies, users and machines,
 * and whether a run lives can only be known where it runs.
 */
export const homeLabel = "dev.under-the-hood.home";

/** The value of `homeLabel` for the copy of the course in `root`. */
export function runHome(root: string): string {
  return `${hostname()}:${realpathSync.native(root)}`;
}
