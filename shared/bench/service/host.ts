/*
 * A spare process: it has loaded and warmed what lessons have in common, and waits to become one test's service. Until
 * it is claimed it has seen nothing of the learner's. It tells the bench on which port it listens (Node's own
 * diagnostics channel), so that nobody has to guess when a service is ready.
 */
import { subscribe } from "node:diagnostics_channel";
import { close as closeDebugger, open as openDebugger, waitForDebugger } from "node:inspector";
import { enableCompileCache } from "node:module";
import { type AddressInfo, Socket } from "node:net";
import { pathToFileURL } from "node:url";
import { onLine } from "#shared/runs/on-line.ts";
import type { Claim, HostReport } from "./host-messages.ts";

const compileCache = process.env.HOOD_COMPILE_CACHE;
if (compileCache) enableCompileCache(compileCache);

const control = new Socket({ fd: 3 });
// The bench is gone, so this process is of no use. A service stuck in a loop is ended by its command or the undertaker.
control.on("close", () => process.kill(process.pid, "SIGKILL"));
control.on("error", () => undefined);
const { stringify } = JSON; // as it was before a service could put its own there
const lineOf = (message: HostReport): string => `${stringify(message)}\n`;
const report = (message: HostReport): void => void control.write(lineOf(message));

if (!process.env.HOOD_UNWARMED) {
  const { warmUp } = await import("./warm-up.ts");
  await warmUp(process.env.HOOD_WARM_URL);
}

subscribe("tracing:net.server.listen:asyncEnd", (message) => {
  const { port } = ((message as { server: { address(): AddressInfo | null } }).server.address() ?? {}) as AddressInfo;
  if (port) report({ kind: "listening", port });
});
subscribe("tracing:net.server.listen:error", (message) => {
  const { code, port } = (message as { error: { code?: string; port?: number } }).error;
  if (code === "EADDRINUSE" && port) report({ kind: "port-taken", port });
});

/** Refusals told to the bench; the first one explains the failure. */
const toldDenials = 10;

let claimed = false;
onLine(control, (line) => {
  // Express logs an error some turns of the loop after it has answered; it must be printed before this is answered.
  if (claimed) return void setImmediate(() => setImmediate(() => report({ kind: "pong" })));
  claimed = true;
  become(JSON.parse(line) as Claim);
});
report({ kind: "spare" });

function become(claim: Claim): void {
  // From here on this is the service: it may end by itself, and its exit code is its own.
  control.unref();
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, claim.env);
  process.chdir(claim.folder);
  process.argv.splice(1, process.argv.length, claim.entry);
  // node:cluster gives each worker the port behind this one, and 1 is none that a debugger may have.
  process.execArgv = process.execArgv.filter((flag) => flag !== "--inspect-port=0");
  process.once("beforeExit", () => report({ kind: "idle" }));
  closeWall();
  if (claim.inspectPort === undefined) load(claim.entry);
  else awaitDebugger(claim.inspectPort, () => load(claim.entry));
}

/*
 * Node asks for the right to write before it reads its cache, and needs it no more: it writes there at the end without
 * asking. A service that could would change what later services load.
 */
function closeWall(): void {
  const { permission } = process as { permission?: { drop?: (scope: string, path: string) => void } };
  if (!permission) return;
  if (compileCache) permission.drop?.("fs.write", compileCache);
  let told = 0;
  subscribe("node:permission-model:fs", (message) => {
    const { permission: right, resource } = message as { permission: string; resource: string };
    told += 1;
    if (told > toldDenials) return;
    const stack = String(new Error().stack).split("\n").slice(1);
    report({ kind: "denied", access: right === "FileSystemWrite" ? "write" : "read", path: resource, stack });
  });
}

/* Not awaited with a handler on purpose: a service that fails while loading must end as Node ends any program. */
function load(entry: string): void {
  void import(pathToFileURL(entry).href).then(() => report({ kind: "loaded" }));
}

function awaitDebugger(port: number, goOn: () => void): void {
  openDebugger(port, "127.0.0.1");
  // Or the process would stay until the debugger lets go of it.
  process.once("exit", closeDebugger);
  // Written before this thread stands still.
  control.write(lineOf({ kind: "awaits-debugger" }), () => {
    waitForDebugger();
    // Nothing of the service is loaded yet: set breakpoints in its src, then go on.
    // biome-ignore lint/suspicious/noDebugger: this is a person's debugger.
    debugger;
    goOn();
  });
}
