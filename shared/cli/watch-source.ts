import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { watch } from "chokidar";
import { hashFolder } from "#shared/check/source.ts";

/** Milliseconds after the last sign of a save: editors write a file in several steps. */
const settleTime = 15;
/** Milliseconds between two looks that no sign asked for. */
const lookEvery = 1000;
/** The same where no signs come: drives of a network, of a virtual machine's host, of Windows under WSL. */
const pollEvery = 200;
/** How much later than the look which found a save its sign may still come. */
const signDeadline = 1000;

export interface WatchOptions {
  /** Called once, when a save was found that nothing announced. From then on the folder is looked at all the time. */
  readonly onPoll?: () => void;
  /** Where signs come from; only tests give their own. */
  readonly listen?: typeof listenForSigns;
}

/**
 * Calls back when the content of `src/` below a folder has changed. Signs without a change (an editor's swap file, a
 * save of the same text) are passed over. The system's signs make it fast. A look each second makes it sure: it needs no
 * trial file to find out that a drive gives no signs, and notices when they stop. Returns a function that stops watching.
 */
export function watchSource(folder: string, onChange: () => void, options: WatchOptions = {}): () => void {
  const { onPoll = () => undefined, listen = listenForSigns } = options;
  let last = contentOf(folder);
  let settling: NodeJS.Timeout | undefined;
  let doubting: NodeJS.Timeout | undefined;

  const look = (): boolean => {
    const now = contentOf(folder);
    if (now === undefined || now === last) return false;
    last = now;
    onChange();
    return true;
  };
  const lookUnasked = () => {
    const announced = settling !== undefined;
    if (look() && !announced) doubting ??= setTimeout(poll, signDeadline);
  };
  let looking = setInterval(lookUnasked, lookEvery);
  const poll = () => {
    clearInterval(looking);
    looking = setInterval(look, pollEvery);
    onPoll();
  };
  const lookSoon = () => {
    clearTimeout(settling);
    settling = setTimeout(() => {
      settling = undefined;
      look();
    }, settleTime);
  };
  const onSign = () => {
    clearTimeout(doubting);
    doubting = undefined;
    lookSoon();
  };
  // The lesson's folder, not src: an editor or git may replace src itself.
  const stopListening = listen(folder, onSign, lookSoon);
  return () => {
    clearInterval(looking);
    clearTimeout(settling);
    clearTimeout(doubting);
    stopListening();
  };
}

/** Undefined while files come and go under our eyes. */
function contentOf(folder: string): string | undefined {
  const src = join(folder, "src");
  try {
    return existsSync(src) ? hashFolder(src, (file) => file.endsWith(".ts") || file.endsWith(".json")) : "";
  } catch {
    return undefined;
  }
}

/**
 * Calls back at each sign from the operating system that something below a folder is not what it was. What happened
 * before `onReady` gave no sign.
 */
export function listenForSigns(folder: string, onSign: () => void, onReady: () => void): () => void {
  // fs.watch alone misses files that an editor renames into place (seen on Linux).
  const watcher = watch(folder, {
    ignoreInitial: true,
    atomic: false, // would hold a rename back for 100 ms
    ignored: (path) => basename(path) === "node_modules",
  });
  watcher.on("all", onSign).on("ready", onReady);
  // No watchers left, or a folder that went away: then nothing is announced, and looking has to do.
  watcher.on("error", () => undefined);
  return () => void watcher.close();
}
