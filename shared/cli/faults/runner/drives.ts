import { chmodSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { canMount } from "../../doctor/testing/full-disk.ts";

/*
 * Drives as learners have them: read-only, full. On Linux they are mounted for one program alone, and are gone with it;
 * where this user may not mount, an ordinary one can still take the right to write away.
 */

/** How a folder can be made read-only for one command here. */
export interface ReadOnlyWay {
  /** Why it cannot. */
  readonly unavailable: string | undefined;
  /** Runs a command for which nothing below the folder can be written; `before` goes in front of its door. */
  around<Result>(folder: string, run: (before: readonly string[]) => Promise<Result>): Promise<Result>;
}

const mountReadOnly = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"';

export async function readOnlyWay(): Promise<ReadOnlyWay> {
  const unshare = mounter();
  if (unshare) {
    return {
      unavailable: undefined,
      around: (folder, run) => run([...unshare, "sh", "-c", mountReadOnly, folder, process.execPath]),
    };
  }
  if (process.platform !== "win32" && process.getuid?.() !== 0) {
    return {
      unavailable: undefined,
      async around(folder, run) {
        const folders = [folder, ...foldersIn(folder)];
        for (const one of folders) chmodSync(one, 0o555);
        try {
          return await run([process.execPath]);
        } finally {
          for (const one of folders) chmodSync(one, 0o755);
        }
      },
    };
  }
  const unavailable = "neither a mount of one's own nor a folder without the right to write holds for this user here";
  return { unavailable, around: () => Promise.reject(new Error(unavailable)) };
}

function foldersIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ parentPath, name }) => join(parentPath, name));
}

/*
 * The folder's files are laid on a small drive, which is then filled to its last byte. What the folder held at the end is
 * copied to the place named second, for nobody else sees that drive.
 */
const mountFull = `drive="$0"; seen="$1"; shift
cp -a "$drive" "$seen" && mount -t tmpfs -o size=64k none "$drive" && cp -a "$seen/." "$drive" || exit 99
head -c 1000000 /dev/zero >"$drive/full" 2>/dev/null
"$@"; code=$?
rm -rf "$seen"; cp -a "$drive" "$seen"
exit $code`;

/** What goes in front of a door so that a folder's drive has no byte left; undefined where this user may not mount. */
export function fullDrive(folder: string, seen: string): readonly string[] | undefined {
  const unshare = mounter();
  return unshare && [...unshare, "sh", "-c", mountFull, folder, seen, process.execPath];
}

/** The program that gives its child mounts of its own, with the flags that work for this user. */
function mounter(): readonly string[] | undefined {
  return [["--mount"], ["--mount", "--map-root-user"]]
    .map((flags) => ["unshare", ...flags])
    .find((words) => canMount(words));
}
