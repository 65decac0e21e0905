import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { onLine } from "#shared/runs/on-line.ts";

const onStop = fileURLToPath(new URL("./on-stop.ts", import.meta.url));

/** A command that says when it runs, and what it does when it is told to stop. */
async function openCommand(whenTold: string) {
  const program = `
    import { endSoonAfter, stopSignal } from ${JSON.stringify(onStop)};
    const timer = setInterval(() => undefined, 1_000);
    endSoonAfter(stopSignal(), 300).addEventListener("abort", () => { ${whenTold} });
    console.log("runs");`;
  const child = spawn(process.execPath, ["--input-type=module-typescript", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  await new Promise<string>((resolve) => onLine(child.stdout, resolve));
  return { child, ended: once(child, "exit") };
}

const onPosix = test.skipIf(process.platform === "win32"); // no signals there

onPosix("a command that waits for what never comes is ended soon after it was told to stop", async () => {
  const { child, ended } = await openCommand("");
  child.kill("SIGTERM");
  expect(await ended).toEqual([130, null]);
});

onPosix("a command that ends by itself keeps its exit code", async () => {
  const { child, ended } = await openCommand("clearInterval(timer); process.exitCode = 2");
  child.kill("SIGTERM");
  expect(await ended).toEqual([2, null]);
});
