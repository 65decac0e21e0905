import { existsSync, realpathSync } from "node:fs";
import { join, resolve } from "node:path";
import { runCommand, UsageError } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { repositoryRoot } from "../session.ts";
import { applyUpdate } from "../update/apply-update.ts";
import { readTree } from "../update/course-tree.ts";
import { type GitCourse, openGitCourse } from "../update/git-course.ts";
import { isLearners, planUpdate, type UpdatePlan } from "../update/plan-update.ts";
import { words } from "../words/index.ts";

const say = words.update;

await runCommand({
  help: say.help,
  options: {
    from: { type: "string" },
    remote: { type: "string", default: "origin" },
    branch: { type: "string", default: "main" },
  },
  async run({ values }) {
    const root = resolve(values.course ?? repositoryRoot);
    if (values.from !== undefined) {
      updateFrom(root, folderOf(root, values.from));
      return exitCode.passed;
    }
    await using course = await openGitCourse(root, values.remote, values.branch);
    if (course.isKnown) console.log(say.newest);
    else await recordInGit(course, updateFrom(root, course.folder, course));
    return exitCode.passed;
  },
});

function folderOf(root: string, from: string): string {
  const folder = resolve(from);
  if (!existsSync(join(folder, "lessons/course.yaml"))) throw new UsageError(say.notACourse(folder));
  if (realpathSync(folder) === realpathSync(root)) throw new UsageError(say.itself);
  return folder;
}

function updateFrom(root: string, newer: string, git?: GitCourse): UpdatePlan {
  const mine = readTree(root);
  const plan = planUpdate(mine, readTree(newer), git?.origin);
  if (plan.changes.size === 0) {
    console.log(say.newest);
    return plan;
  }
  const backup = applyUpdate(mine, plan, isLearners);
  for (const line of report(plan, backup)) console.log(line);
  return plan;
}

function report({ changes, merged, unmerged, replaced, renamed }: UpdatePlan, backup: string): string[] {
  return [
    say.done(changes.size),
    ...renamed.map(({ from, to }) => say.renamed(from, to)),
    ...(merged.length > 0 ? say.merged(merged) : []),
    ...(unmerged.length > 0 ? say.unmerged(unmerged) : []),
    ...(replaced.length > 0 ? say.replaced(replaced) : []),
    say.backup(backup),
    ...(changes.has("package-lock.json") ? [say.install] : []),
  ];
}

async function recordInGit(course: GitCourse, plan: UpdatePlan): Promise<void> {
  try {
    await course.record(plan);
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    console.error(say.notRecorded((stderr || message).trim()));
  }
}
