import { statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { words } from "../words/index.ts";
import { type Finding, note, ok, problem } from "./check.ts";
import { nearestFolder } from "./nearest-folder.ts";

const megabyte = 1024 * 1024;

/** A prepared server takes 40 MB, a running one as much again, each test's database 8 MB. */
const need = 200 * megabyte;
/** Below this somebody will soon ask why everything fails. */
const comfortable = 1024 * megabyte;

/** One server's data directory is 1000 files. */
const fewFiles = 2000;

/** How much room a folder's drive has. `files`: how many more it can hold; drives without such a limit say 0 of 0. */
export interface Room {
  readonly bytes: number;
  readonly files: number;
}

/** Room for what the course keeps in `.hood`, and for what it puts into the system's temporary folder. */
export function diskCheck(root: string, roomOf = roomOnDrive): Finding {
  const say = words.doctor.disk;
  const places = [join(root, ".hood"), tmpdir()].map((folder) => ({ folder, room: roomOf(folder) }));
  const crowded = places.find(({ room }) => room.files < fewFiles);
  if (crowded) return problem(say.noFiles(crowded.folder), words.systemErrors.makeRoom);
  const { folder, room } = places.reduce((one, other) => (other.room.bytes < one.room.bytes ? other : one));
  const free = Math.floor(room.bytes / megabyte);
  if (room.bytes < need) return problem(say.full(free, folder, need / megabyte), words.systemErrors.makeRoom);
  return room.bytes < comfortable ? note(say.tight(free, folder), words.systemErrors.makeRoom) : ok(say.free(free));
}

function roomOnDrive(folder: string): Room {
  const { bavail, bsize, ffree, files } = statfsSync(nearestFolder(folder));
  return { bytes: bavail * bsize, files: files === 0 ? Number.POSITIVE_INFINITY : ffree };
}
