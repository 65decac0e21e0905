import type { ServiceProcess } from "./service-process.ts";

/** Where the debugger meets a program that runs: in code of its own, or between two rounds of its promises or ticks. */
export type Running =
  | { readonly kind: "busy"; readonly file: string; readonly line: number }
  | { readonly kind: "rounds" };

/** Or it waits. */
type Met = Running | { readonly kind: "idle" };

/**
 * What a service that does not answer is doing: running code, or rounds of promises or ticks, that never end; working, in
 * steps between which others could be answered; or waiting.
 */
export type Stuck = Met | { readonly kind: "working"; readonly met: Running };

/** Whether it is a loop that never ends. */
export const isLoop = (stuck: Stuck | undefined): stuck is Running =>
  stuck?.kind === "busy" || stuck?.kind === "rounds";

/** Milliseconds to open the inspector, and to see where the program is once it is open; a busy machine needs them. */
const openDeadline = 3_000;
const pauseDeadline = 5_000;

/** Milliseconds in which a program that is in no loop comes to its next event. */
const turnDeadline = 1_000;

/** An idle program too may be met in Node's own code, at the end of a connection. One in endless rounds is met there each time. */
const looks = 4;
/** Milliseconds between two. */
const lookAgain = 30;

/** Milliseconds in which a program that runs code of its own pauses by itself; one that waits is given a word then. */
const wordAfter = 200;

interface Params {
  readonly scriptId?: string;
  readonly url?: string;
  readonly callFrames?: readonly { readonly location: { readonly scriptId: string; readonly lineNumber: number } }[];
}

interface InspectorMessage {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Params;
}

/**
 * Pauses the program with Node's own debugger and reads where it is. A program in a loop, also in a regular expression,
 * pauses in the midst of it. One that waits runs no code of its own, so it is given a word to run, and pauses there.
 * `undefined` when the debugger cannot be reached. The service is of no other use afterwards than its last words.
 */
export async function whereStuck(service: ServiceProcess): Promise<Stuck | undefined> {
  if (service.exit) return undefined;
  service.isInterrupted = true;
  const turns = service.flushLog(turnDeadline);
  try {
    // Opens the debugger of another process: SIGUSR1 on POSIX, a remote thread on Windows.
    (process as unknown as { _debugProcess(pid: number): void })._debugProcess(service.pid);
    // The line may stand behind half a line that the service has printed.
    const line = await service.log.waitFor(/Debugger listening on (ws:\S+)/, { deadlineMs: openDeadline });
    const url = /ws:\S+/.exec(line)?.[0];
    const met = url ? await pause(url) : undefined;
    if (!met || met.kind === "idle") return met;
    return (await turns) && !service.exit ? { kind: "working", met } : met;
  } catch {
    return undefined;
  }
}

/*
 * One message at a time: on a busy machine Node answered nothing more after a word that came while it was about to pause.
 */
function pause(url: string): Promise<Met> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    let sent = 0;
    const send = (method: string, params?: object) => {
      sent += 1;
      socket.send(JSON.stringify({ id: sent, method, params }));
    };
    const timer = setTimeout(giveUp, pauseDeadline);
    let wordTimer: NodeJS.Timeout | undefined;
    function close() {
      clearTimeout(timer);
      clearTimeout(wordTimer);
      socket.onmessage = null;
      socket.close();
    }
    const finish = (met: Met) => {
      send("Debugger.resume");
      close();
      resolve(met);
    };
    function giveUp() {
      close();
      reject(new Error("the debugger did not answer"));
    }
    socket.onerror = giveUp;
    const enabled = 1; // the answer to the first message, when it has told of every script
    socket.onopen = () => send("Debugger.enable");
    let looked = 0;
    const look = () => {
      looked += 1;
      send("Debugger.pause");
      wordTimer = setTimeout(() => send("Runtime.evaluate", { expression: "0" }), wordAfter);
    };
    const files = new Map<string, string>();
    const read = (data: unknown) => {
      const { id, method, params = {} } = JSON.parse(String(data)) as InspectorMessage;
      if (id === enabled) look();
      else if (method === "Debugger.scriptParsed" && params.scriptId) files.set(params.scriptId, params.url ?? "");
      else if (method === "Debugger.resumed") setTimeout(look, lookAgain);
      else if (method === "Debugger.paused") {
        clearTimeout(wordTimer);
        const met = readPause(params, files);
        if (met.kind !== "rounds" || looked === looks) finish(met);
        else send("Debugger.resume");
      }
    };
    socket.onmessage = ({ data }) => {
      try {
        read(data);
      } catch {
        giveUp(); // the address comes from the service's own output: it need not be a debugger that answers there
      }
    };
  });
}

/** `files`: their addresses by the debugger's ids. */
function readPause({ callFrames = [] }: Params, files: ReadonlyMap<string, string>): Met {
  const places = callFrames.map(({ location }) => ({ file: files.get(location.scriptId) ?? "", location }));
  const own = places.find(({ file }) => file.startsWith("file:") && !file.includes("/node_modules/"));
  if (own) return { kind: "busy", file: own.file, line: own.location.lineNumber + 1 };
  // A program that waits runs nothing but the word. This one is between two rounds of its promises or ticks.
  return { kind: places.some(({ file }) => file.startsWith("node:")) ? "rounds" : "idle" };
}
