import { accessSync, constants } from "node:fs";
import { tmpdir } from "node:os";

/**
 * Where sockets lie that others find by their name alone: the same folder in every terminal, also where one has a TMPDIR
 * of its own (as nix-shell gives it), and a short one, because the address of a socket must be short. Not on Windows.
 */
export function socketFolder(): string {
  try {
    accessSync("/tmp", constants.W_OK | constants.X_OK);
    return "/tmp";
  } catch {
    return tmpdir();
  }
}
