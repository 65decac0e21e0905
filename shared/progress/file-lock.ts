import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { isRunAlive } from "#shared/runs/alive.ts";

/*
 * The lock is a folder that holds one file, named for its holder. It is made aside and renamed into place: so it is
 * there whole or not at all, and a system renames no folder over one that holds something. Whoever takes it away from a
 * dead holder removes the file of that name, which is in no other lock, and can thus never remove a living one's.
 */

/** Milliseconds between two tries, and until one holder's lock is taken for one that nobody will give back. */
const tryEvery = 10;
const giveUpAfter = 3_000;

/** What a rename says when the lock is taken; not allowed, it says on Windows. */
const takenCodes = ["ENOTEMPTY", "EEXIST", "ENOTDIR", "EPERM", "EACCES"];

/** Milliseconds after which somebody who waits is told that something else is wrong with this place. */
const waitAtMost = 15_000;

/**
 * Does some work while no other run of this course does work under the same lock. Throws when the place allows no lock,
 * or when none was to be had in 15 s.
 */
export async function withFileLock<Result>(lock: string, runId: string, work: () => Result): Promise<Result> {
  await removeForsaken(lock);
  const holder = `${runId}-${randomBytes(4).toString("hex")}`;
  const deadline = performance.now() + waitAtMost;
  let seen = { name: "", since: 0 };
  while (!take(lock, holder)) {
    if (performance.now() > deadline) throw new Error(`${lock} cannot be taken; remove it if it is still there`);
    const name = holderOf(lock);
    if (name !== seen.name) seen = { name, since: performance.now() };
    if (!(await isHeld(seen))) letGo(lock, name);
    await new Promise((resolve) => setTimeout(resolve, tryEvery));
  }
  try {
    return work();
  } finally {
    letGo(lock, holder);
  }
}

function take(lock: string, holder: string): boolean {
  const aside = `${lock}.${holder}`;
  mkdirSync(aside);
  try {
    writeFileSync(join(aside, holder), "");
    renameSync(aside, lock);
    return true;
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    if (takenCodes.includes((error as NodeJS.ErrnoException).code ?? "")) return false;
    throw error;
  }
}

/** Removes what dead runs had made aside, and not yet renamed. */
async function removeForsaken(lock: string): Promise<void> {
  const aside = `${basename(lock)}.`;
  for (const name of readdirSync(dirname(lock))) {
    if (!name.startsWith(aside)) continue;
    const [run = ""] = name.slice(aside.length).split("-");
    if (!(await isRunAlive(run))) rmSync(join(dirname(lock), name), { recursive: true, force: true });
  }
}

/** Empty when the lock was given back between two looks, or by a process that was killed as it did so. */
function holderOf(lock: string): string {
  try {
    return readdirSync(lock)[0] ?? "";
  } catch {
    return "";
  }
}

async function isHeld({ name, since }: { readonly name: string; readonly since: number }): Promise<boolean> {
  return name !== "" && performance.now() - since < giveUpAfter && (await isRunAlive(name.split("-")[0] ?? ""));
}

/** Removes a holder's file, and the folder when nobody else has taken the lock meanwhile. */
function letGo(lock: string, holder: string): void {
  try {
    if (holder !== "") unlinkSync(join(lock, holder));
    rmdirSync(lock);
  } catch (error) {
    // Somebody was faster, in either step; or it is a file, which no run of this course makes there.
    if ((error as NodeJS.ErrnoException).code === "ENOTDIR") rmSync(lock, { force: true });
  }
}
