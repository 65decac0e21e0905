import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { limits, readLimits, underLimits } from "./limits.ts";

test("limits are read from what the shell wrote, also where there are none", () => {
  expect(readLimits(["1024", "409600", "0", "60"])).toEqual({
    openFiles: 1024,
    fileMb: 200,
    coreMb: 0,
    cpuSeconds: 60,
  });
  expect(readLimits(["unlimited", "unlimited", "0", "unlimited"])).toMatchObject({
    openFiles: Infinity,
    fileMb: Infinity,
  });
});

test("too few lines, or lines of something else, are no report", () => {
  expect(readLimits([])).toBeUndefined();
  expect(readLimits(["1024", "409600", "0"])).toBeUndefined();
  expect(readLimits(["sh: not found", "409600", "0", "60"])).toBeUndefined();
});

test("Windows starts a program as it is", () => {
  expect(underLimits(["node", "a file.ts"], "win32")).toEqual(["node", "a file.ts"]);
});

/* What the program prints, and the limits that the shell tells on descriptor 3. */
function runUnderLimits(shell: string, words: readonly string[]) {
  const { output } = spawnSync(shell, words, { stdio: ["ignore", "pipe", "inherit", "pipe"], encoding: "utf8" });
  return { printed: output[1], limits: readLimits((output[3] ?? "").trimEnd().split("\n")) };
}

test.skipIf(process.platform === "win32")("a program runs under every limit, with its own words", () => {
  const [shell, ...words] = underLimits([process.execPath, "-p", "process.argv[1]", "it's $HOME"]);

  const { openFiles, fileMb, cpuSeconds } = limits;
  expect(runUnderLimits(shell, words)).toEqual({
    printed: "it's $HOME\n",
    limits: { openFiles, fileMb, coreMb: 0, cpuSeconds },
  });
});

test.skipIf(process.platform === "win32")("a limit that was lower already stays, and the program runs", () => {
  const [shell, ...words] = underLimits([process.execPath, "-p", "1"]);

  expect(runUnderLimits("/bin/sh", ["-c", 'ulimit -n 256; exec "$@"', "sh", shell, ...words])).toMatchObject({
    printed: "1\n",
    limits: { openFiles: 256, fileMb: limits.fileMb },
  });
});
