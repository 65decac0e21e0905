import { type RunnerTask, type RunnerTestFile, TestRunner } from "vitest";
import { type BenchContext, benchContext } from "#shared/bench/context.ts";
import { collectEvidence, startTest } from "#shared/bench/evidence.ts";
import { explainFailedAnswer } from "#shared/bench/messages/explain-failed-answer.ts";
import { canBeSlowness, forgetDeadlines } from "#shared/bench/patience.ts";
import { cleanText } from "#shared/bench/service/log.ts";
import { explainError } from "./explain-error.ts";
import type { TestEnd } from "./worker-messages.ts";

/** Vitest's runner, telling the check about each test as it ends. */
export default class LessonRunner extends TestRunner {
  /* The test that was red last time comes first: it is the one the learner waits for. Tests do not know each other. */
  onCollected(files: RunnerTestFile[]): void {
    const { firstTest } = benchContext();
    for (const file of files) file.tasks.sort((a, b) => rank(a, firstTest) - rank(b, firstTest));
  }

  override async onBeforeRunTask(test: RunnerTask): Promise<void> {
    startTest(test.name);
    forgetDeadlines();
    await super.onBeforeRunTask(test);
  }

  /* Vitest waits for it, although its own method has nothing to wait for. */
  override onAfterRunTask(test: RunnerTask): void | Promise<void> {
    super.onAfterRunTask(test);
    if (test.type === "test") return describeEnd(benchContext(), test).then((end) => void process.send?.(end));
  }
}

const rank = (task: RunnerTask, firstTest: string | undefined) => (task.name === firstTest ? 0 : 1);

async function describeEnd(context: BenchContext, test: RunnerTask): Promise<TestEnd> {
  const { result } = test;
  const durationMs = result?.duration ?? 0;
  const end = { hood: "test", title: test.name, durationMs } as const;
  if (result?.state === "pass") return { ...end, state: "passed" };
  const error = result?.errors?.[0];
  if (result?.state !== "fail" || !error) return { ...end, state: "skipped" };
  const explained = explainError(context, error);
  if ("trouble" in explained) return { ...end, state: "failed", trouble: cleanText(explained.trouble) };
  const slow = canBeSlowness(durationMs); // before the evidence is waited for
  const words = (await explainFailedAnswer()) ?? explained.words;
  const failure = { words, evidence: await collectEvidence() };
  return { ...end, state: "failed", failure, canBeSlowness: slow };
}
