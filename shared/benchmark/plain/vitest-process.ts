/*
 * Vitest as it comes: its own watcher or a run on demand, its default pool of forks, its own transformation of every
 * file. Only its reporter is ours, and does nothing but tell when Vitest calls it.
 * Arguments: the project's folder, and `watch` or `on-demand`.
 */
import type { Reporter } from "vitest/node";
import { createVitest } from "vitest/node";
import { runAgain, type VitestMessage } from "./vitest-messages.ts";

const [folder = "", mode = ""] = process.argv.slice(2);
const tell = (message: VitestMessage) => void process.send?.(message);

const reporter: Reporter = {
  onTestCaseResult(test) {
    if (test.result().state === "failed") tell({ plain: "failed", title: test.fullName });
  },
  onTestRunEnd(modules, unhandled) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    const broken = modules.flatMap((module) => module.errors())[0] ?? unhandled[0];
    tell({
      plain: "end",
      passed: count("passed"),
      failed: count("failed"),
      ...(broken && { trouble: String(broken.message) }),
    });
  },
};

const vitest = await createVitest(
  "test",
  {
    config: false,
    root: folder,
    watch: true,
    include: ["*.test.ts"],
    reporters: [reporter],
    hookTimeout: 120_000, // a container of its own takes its time
  },
  { cacheDir: `${folder}/.vite`, logLevel: "silent", ...(mode === "watch" ? {} : { server: { watch: null } }) },
);

const run = async () => {
  const files = await vitest.globTestSpecifications();
  await vitest.runTestSpecifications(files);
};

process.on("disconnect", () => process.exit());
if (mode === "watch") await vitest.start();
else {
  await vitest.standalone();
  await run();
  process.on("message", (message) => message === runAgain && void run());
}
