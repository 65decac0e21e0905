import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { hoodFolder } from "#shared/runs/hood-folder.ts";
import { repositoryRoot } from "./session.ts";
import { watchSource } from "./watch-source.ts";

let lesson: string;
let stop: () => void;

beforeEach(() => {
  lesson = mkdtempSync(join(hoodFolder(repositoryRoot, "tests"), "watch-"));
  for (const name of ["app", "cards", "server"]) save(`src/${name}.ts`, name);
});

afterEach(() => {
  stop();
  vi.useRealTimers();
  rmSync(lesson, { recursive: true, force: true });
});

function save(file: string, text: string): void {
  mkdirSync(join(lesson, "src"), { recursive: true });
  writeFileSync(join(lesson, file), text);
}

/** Watches for real; `change` makes a change and resolves when it was told. */
function watch() {
  const told = vi.fn();
  let wake: () => void = () => undefined;
  const polled = vi.fn();
  stop = watchSource(
    lesson,
    () => {
      told();
      wake();
    },
    { onPoll: polled },
  );
  const change = (make: () => void) =>
    new Promise<void>((resolve) => {
      wake = resolve;
      make();
    });
  return { told, polled, change };
}

/** Watches a drive whose signs come when the test says so. */
function watchWithoutSigns() {
  vi.useFakeTimers();
  const told = vi.fn();
  const polled = vi.fn();
  let sign: () => void = () => undefined;
  const listen = (_folder: string, onSign: () => void) => {
    sign = onSign;
    return () => {
      sign = () => undefined;
    };
  };
  stop = watchSource(lesson, told, { listen, onPoll: polled });
  return { told, polled, sign: () => sign() };
}

test("each way in which editors and git save is told once", async () => {
  const { told, change } = watch();
  const app = join(lesson, "src/app.ts");
  const ways = [
    () => save("src/app.ts", "written in place"),
    () => {
      save("src/.app.ts.tmp", "renamed into place");
      renameSync(join(lesson, "src/.app.ts.tmp"), app);
    },
    () => {
      renameSync(app, `${app}~`);
      save("src/app.ts", "written beside its backup");
    },
    () => save("src/new.ts", "a new file"),
    () => rmSync(join(lesson, "src/new.ts")),
    () => {
      cpSync(join(lesson, "src"), join(lesson, "other"), { recursive: true });
      save("other/app.ts", "src replaced");
      rmSync(join(lesson, "src"), { recursive: true });
      renameSync(join(lesson, "other"), join(lesson, "src"));
    },
    () => {
      cpSync(lesson, `${lesson}-other`, { recursive: true });
      writeFileSync(join(`${lesson}-other`, "src/app.ts"), "lesson replaced");
      rmSync(lesson, { recursive: true });
      renameSync(`${lesson}-other`, lesson);
    },
    () => save("src/cards.ts", "written in place, after all of that"),
  ];

  for (const way of ways) await change(way);

  expect(told).toHaveBeenCalledTimes(ways.length);
});

test("what changes nothing is passed over", async () => {
  const { told, change } = watch();
  save("src/app.ts", "app");
  save("src/.app.ts.swp", "an editor's");
  save("README.md", "not the service");

  await change(() => save("src/app.ts", "changed"));

  expect(told).toHaveBeenCalledTimes(1);
});

test("of 200 saves in a row the last is told", async () => {
  const { told } = watch();
  let seen = "";
  told.mockImplementation(() => {
    seen = readFileSync(join(lesson, "src/app.ts"), "utf8");
  });

  for (let number = 1; number <= 200; number += 1) {
    save("src/app.ts", String(number));
    await new Promise((resolve) => setImmediate(resolve));
  }

  await vi.waitFor(() => expect(seen).toBe("200"), { timeout: 5000 });
});

test("a drive that gives no signs is looked at all the time, which is said once", async () => {
  const { told, polled } = watchWithoutSigns();

  save("src/app.ts", "first");
  vi.advanceTimersByTime(1000);
  expect(told).toHaveBeenCalledTimes(1);
  expect(polled).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1000);
  expect(polled).toHaveBeenCalledTimes(1);

  save("src/app.ts", "second");
  vi.advanceTimersByTime(200);
  expect(told).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(10_000);
  expect(polled).toHaveBeenCalledTimes(1);
});

test("a sign that comes a little late is no reason to look all the time", () => {
  const { told, polled, sign } = watchWithoutSigns();

  save("src/app.ts", "first");
  vi.advanceTimersByTime(1500);
  sign();
  vi.advanceTimersByTime(10_000);

  expect(told).toHaveBeenCalledTimes(1);
  expect(polled).not.toHaveBeenCalled();
});

test("a folder that is not there ends nothing, and is seen when it comes", async () => {
  rmSync(lesson, { recursive: true });
  const { told, change } = watch();

  await change(() => save("src/app.ts", "there"));

  expect(told).toHaveBeenCalledTimes(1);
  expect(readFileSync(join(lesson, "src/app.ts"), "utf8")).toBe("there");
});

test("after stopping nothing is told", () => {
  const { told, sign } = watchWithoutSigns();

  stop();
  save("src/app.ts", "unseen");
  sign();
  vi.advanceTimersByTime(10_000);

  expect(told).not.toHaveBeenCalled();
});
