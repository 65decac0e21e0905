import { openProgress } from "#shared/progress/progress-store.ts";
import { openRun } from "#shared/runs/run.ts";
import { repositoryRoot } from "../../session.ts";

/* A program that writes progress until it is killed: `node write-progress.ts <course folder>`. Says each number. */

const [, , folder = ""] = process.argv;
await using run = await openRun(repositoryRoot);
const progress = openProgress(folder, run);
for (let number = 1; ; number += 1) {
  await progress.update("notes", (lesson) => {
    lesson.hints = Object.fromEntries(Array.from({ length: 200 }, (_, task) => [String(task + 1), number]));
  });
  process.stdout.write(`${number}\n`);
}
