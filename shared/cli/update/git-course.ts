import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { realpathSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { LessonError } from "#shared/lessons/lesson-error.ts";
import { hoodFolder } from "#shared/runs/hood-folder.ts";
import { isLearners, type Origin, type UpdatePlan } from "./plan-update.ts";

const run = promisify(execFile);

/** The newer course as git has it, laid out in a folder of its own. */
export interface GitCourse extends AsyncDisposable {
  readonly folder: string;
  readonly origin: Origin;
  /** Whether the copy has all of it already. */
  readonly isKnown: boolean;
  /** Writes down in git that the copy has the newer course now; the learner's unsaved edits stay unsaved. */
  record(plan: UpdatePlan): Promise<void>;
}

type Git = (...words: string[]) => Promise<string>;

/** Fetches `branch` of `remote`. Throws a LessonError when git cannot, or when half-done work stands in the way. */
export async function openGitCourse(root: string, remote: string, branch: string): Promise<GitCourse> {
  const git: Git = async (...words) =>
    (await run("git", words, { cwd: root, maxBuffer: 64 * 1024 * 1024 })).stdout.trim();
  await refuseOthers(root, git);
  await refuseHalfDone(git);
  try {
    await git("fetch", "--quiet", remote, branch);
  } catch (cause) {
    const why = String((cause as { stderr?: string }).stderr ?? (cause as Error).message).trim();
    throw new LessonError(`git could not fetch ${branch} from ${remote}: ${why}`, { cause });
  }
  const newer = await git("rev-parse", "FETCH_HEAD");
  const head = await git("rev-parse", "HEAD");
  const base = await git("merge-base", "HEAD", newer).catch(() => {
    throw new LessonError(`Your copy and ${remote}/${branch} have nothing in common. Clone the course anew.`);
  });
  // Before anything is changed here: what is unsaved now must be unsaved afterwards.
  const unsaved = names(await git("diff", "--name-only", "-z", "HEAD"));
  const folder = join(hoodFolder(root, "updates"), randomBytes(4).toString("hex"));
  await git("worktree", "add", "--quiet", "--detach", folder, newer);
  return {
    folder,
    isKnown: base === newer,
    origin: {
      files: names(await git("ls-tree", "-r", "-z", "--name-only", base)),
      changed: names(await git("diff", "--name-only", "-z", base)),
    },
    record: (plan) => (base === head ? moveForward(git, newer) : mergeByHand(git, newer, plan, unsaved)),
    async [Symbol.asyncDispose]() {
      await git("worktree", "remove", "--force", folder);
    },
  };
}

/** A copy may lie in somebody else's repository, which is none of our business. */
async function refuseOthers(root: string, git: Git): Promise<void> {
  const top = await git("rev-parse", "--show-toplevel").catch(() => undefined);
  if (top !== undefined && realpathSync(top) === realpathSync(root)) return;
  throw new LessonError(
    "This copy is not in git. Unpack the newer course beside it, then: npm run update -- --from ../its-folder",
  );
}

async function refuseHalfDone(git: Git): Promise<void> {
  const isMerging = await git("rev-parse", "--quiet", "--verify", "MERGE_HEAD").then(
    () => true,
    () => false,
  );
  if (isMerging) throw new LessonError("A merge is not finished. End it first: git merge --continue, or --abort");
  const staged = await git("diff", "--cached", "--name-only");
  if (staged !== "")
    throw new LessonError("Changes are staged for a commit. Commit them, or take them back: git reset");
}

/** The learner has no commits of their own: the branch moves on, and edits stay what they were, unsaved. */
async function moveForward(git: Git, newer: string): Promise<void> {
  await git("reset", "--quiet", newer);
}

/** The learner has commits: one merge that holds the plan, and nothing that was not committed before. */
async function mergeByHand(
  git: Git,
  newer: string,
  { changes }: UpdatePlan,
  unsaved: ReadonlySet<string>,
): Promise<void> {
  await git("merge", "--quiet", "--strategy=ours", "--no-commit", "--no-ff", newer);
  const ours = [...changes.keys()].filter((file) => !(isLearners(file) && unsaved.has(file)));
  for (let at = 0; at < ours.length; at += 100) await git("add", "--all", "--force", "--", ...ours.slice(at, at + 100));
  await git("commit", "--quiet", "--no-verify", "--message", "Update the course");
}

const names = (list: string): Set<string> => new Set(list.split("\0").filter((name) => name !== ""));
