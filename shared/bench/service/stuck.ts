import type { ServiceProcess } from "./service-process.ts";

/**
 * What a service that does not answer is doing: running code that never ends, at a place; rounds of promises or ticks
 * that never end, seen between two of them; or waiting.
 */
export type Stuck =
  | { readonly kind: "busy"; readonly file: string; readonly line: number }
  | { readonly kind: "rounds" }
  | { readonly kind: "idle" };

/** Milliseconds to open the inspector, and to see where the program is once it is open; a busy machine needs them. */
const openDeadline = 3_000;
const pauseDeadline = 5_000;

/** An idle program too may be met in Node's own code, at the end of a connection. One in endless rounds is met there each time. */
const looks = 4;
/** Milliseconds between two. */
const lookAgain = 30;

interface InspectorMessage {
  readonly method?: string;
  readonly params?: {
    readonly scriptId?: string;
    readonly url?: string;
    readonly callFrames?: readonly { readonly location: { readonly scriptId: string; readonly lineNumber: number } }[];
  };
}

/**
 * Pauses the program with Node's own debugger and reads where it is. A program in a loop, also in a regular expression,
 * pauses in the midst of it. One that waits runs no code of its own, so it is given a word to run, and pauses there.
 * `undefined` when the debugger cannot be reached. The service is of no other use afterwards than its last words.
 */
export async function whereStuck(service: ServiceProcess): Promise<Stuck | undefined> {
  if (service.exit) return undefined;
  service.isInterrupted = true;
  try {
    // Opens the debugger of another process: SIGUSR1 on POSIX, a remote thread on Windows.
    (process as unknown as { _debugProcess(pid: number): void })._debugProcess(service.pid);
    const line = await service.log.waitFor(/^Debugger listening on (ws:\S+)/, { deadlineMs: openDeadline });
    const url = /ws:\S+/.exec(line)?.[0];
    return url ? await pause(url) : undefined;
  } catch {
    return undefined;
  }
}

function pause(url: string): Promise<Stuck> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    const finish = (stuck: Stuck) => {
      clearTimeout(timer);
      socket.send('{"id":4,"method":"Debugger.resume"}');
      socket.close();
      resolve(stuck);
    };
    const giveUp = () => {
      clearTimeout(timer);
      socket.close();
      reject(new Error("the debugger did not answer"));
    };
    const timer = setTimeout(giveUp, pauseDeadline);
    socket.onerror = giveUp;
    let looked = 0;
    const look = () => {
      looked += 1;
      socket.send('{"id":2,"method":"Debugger.pause"}');
      socket.send('{"id":3,"method":"Runtime.evaluate","params":{"expression":"0"}}');
    };
    socket.onopen = () => {
      socket.send('{"id":1,"method":"Debugger.enable"}');
      look();
    };
    const files = new Map<string, string>();
    const read = (data: unknown) => {
      const { method, params = {} } = JSON.parse(String(data)) as InspectorMessage;
      if (method === "Debugger.scriptParsed" && params.scriptId) files.set(params.scriptId, params.url ?? "");
      if (method !== "Debugger.paused") return;
      for (const { location } of params.callFrames ?? []) {
        const file = files.get(location.scriptId) ?? "";
        if (!file.startsWith("file:") || file.includes("/node_modules/")) continue;
        return finish({ kind: "busy", file, line: location.lineNumber + 1 });
      }
      // A program that waits runs nothing but the word. This one is between two rounds of its promises or ticks.
      const inNode = (params.callFrames ?? []).some(({ location }) =>
        files.get(location.scriptId)?.startsWith("node:"),
      );
      if (!inNode || looked === looks) return finish({ kind: inNode ? "rounds" : "idle" });
      socket.send('{"id":4,"method":"Debugger.resume"}');
      setTimeout(look, lookAgain);
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
