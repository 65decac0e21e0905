import { fileURLToPath } from "node:url";

/* Only for tests: a person with a debugger, over the protocol that every debugger of Node speaks. */

interface Message {
  readonly method?: string;
  readonly params?: {
    readonly scriptId?: string;
    readonly url?: string;
    readonly hitBreakpoints?: readonly string[];
    readonly callFrames?: readonly { readonly location: { readonly scriptId: string; readonly lineNumber: number } }[];
  };
}

/** Where the debugged program stood still at a breakpoint. */
export interface Stop {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Lets the program go on. */
  goOn(): void;
}

/** Attaches to a program that waits for it, sets a breakpoint, goes on, and resolves where that was hit. */
export async function attachDebugger(port: number, breakpoint: { fileEnd: string; line: number }): Promise<Stop> {
  const [target] = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as { webSocketDebuggerUrl: string }[];
  const socket = new WebSocket(target?.webSocketDebuggerUrl ?? "");
  let id = 0;
  const send = (method: string, params = {}) => socket.send(JSON.stringify({ id: ++id, method, params }));
  const files = new Map<string, string>();
  return new Promise((resolve, reject) => {
    socket.onerror = () => reject(new Error("the debugger could not be attached"));
    socket.onopen = () => {
      const urlRegex = `.*/${breakpoint.fileEnd.replaceAll(".", "\\.")}`;
      send("Debugger.enable");
      send("Debugger.setBreakpointByUrl", { urlRegex, lineNumber: breakpoint.line - 1 });
      send("Runtime.runIfWaitingForDebugger");
    };
    socket.onmessage = ({ data }) => {
      const { method, params = {} } = JSON.parse(String(data)) as Message;
      if (method === "Debugger.scriptParsed") files.set(params.scriptId ?? "", params.url ?? "");
      if (method !== "Debugger.paused") return;
      const goOn = () => send("Debugger.resume");
      const [frame] = params.callFrames ?? [];
      // Before the service is loaded the program stands still by itself.
      if (!frame || !params.hitBreakpoints?.length) return goOn();
      const file = fileURLToPath(files.get(frame.location.scriptId) ?? "");
      resolve({ file, line: frame.location.lineNumber + 1, goOn });
    };
  });
}
