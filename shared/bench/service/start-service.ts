import { join } from "node:path";
import { freePort } from "#shared/postgres/free-port.ts";
import { runMark, serviceMark } from "#shared/runs/process-tree.ts";
import type { BenchContext } from "../context.ts";
import { current } from "../evidence.ts";
import { explainStart } from "../messages/explain-start.ts";
import { LessonFailure } from "../messages/lesson-failure.ts";
import { debuggerIsAwaited, noteWaitInVain, patience } from "../patience.ts";
import { ServiceProcess } from "./service-process.ts";
import { type Spare, type SpareOptions, startSpare, systemEnvironment } from "./spare.ts";
import { whereStuck } from "./stuck.ts";
import { wallWarnings } from "./wall.ts";

/** Milliseconds until a service that does not listen is given up. */
const startDeadline = 5_000;
/** Milliseconds that a service which is loaded, and listens elsewhere, still has to listen where it was told. */
const elsewhereGrace = 300;
/** The port was free a moment ago; when a program of the machine took it meanwhile, another one is tried. */
const portAttempts = 3;

/**
 * The last service that did not listen in time. Until something is changed the next one would not either, and a test
 * file full of such waits would hide its first failure for a minute; so the same start is not tried again in a run.
 */
let tooSlow: { readonly start: string; readonly failure: LessonFailure } | undefined;

/** The service that can be debugged: one at a time, because there is one port. */
let debugged: ServiceProcess | undefined;

/**
 * Turns spares into the judged service and waits until it listens on its port. Throws a LessonFailure in three lines
 * when it does not. The caller stops the service.
 */
export async function startService(
  context: BenchContext,
  takeSpare: () => Promise<Spare>,
  env: Readonly<Record<string, string>>,
): Promise<ServiceProcess> {
  const start = JSON.stringify([context.sourceFolder, context.patience, Object.keys(env)]);
  if (tooSlow?.start === start) {
    noteWaitInVain();
    throw tooSlow.failure;
  }
  const inspectPort = debugged && !debugged.exit ? undefined : context.inspectPort;
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    // Who debugs a service wants it where it lies, below lessons/, which is outside the wall; and may take all day.
    const spare = inspectPort === undefined ? await takeSpare() : startSpare(unguarded(context));
    const claim = {
      entry: join(context.sourceFolder, "src", "server.ts"),
      folder: context.sourceFolder,
      env: {
        ...systemEnvironment(spare.temporaryFolder),
        NODE_ENV: "production",
        ...context.env,
        ...env,
        // Node hands the wall on to each Node that a service starts, and with it what it says of the wall on every start.
        NODE_OPTIONS: wallWarnings.join(" "),
        [runMark]: serviceMark(context.runId),
        PORT: String(port),
      },
      inspectPort,
    };
    const service = new ServiceProcess(spare, claim, port);
    current.logs.push({ context, service });
    if (inspectPort !== undefined) await whenDebuggable(service);
    if (await comesToListen(service)) return service;
    const taken = service.portTaken === port && !service.listensAsTold;
    if (!taken || attempt === portAttempts) {
      const waited = service.exit === undefined && service.portTaken === undefined && !listensElsewhere(service);
      const stuck = waited ? await whereStuck(service) : undefined;
      await service.flushLog();
      const failure = new LessonFailure(explainStart(context, service, stuck));
      if (waited) tooSlow = { start, failure };
      service.kill();
      throw failure;
    }
    service.kill();
  }
}

const unguarded = ({ root, runId, runFolder }: BenchContext): SpareOptions => ({
  root,
  runId,
  runFolder,
  warmUrl: undefined,
  guarded: false,
});

async function whenDebuggable(service: ServiceProcess): Promise<void> {
  debugged = service;
  await service.until(() => service.awaitsDebugger || service.exit !== undefined, patience(startDeadline));
  if (service.awaitsDebugger) debuggerIsAwaited();
}

async function comesToListen(service: ServiceProcess): Promise<boolean> {
  const settled = () =>
    service.listensAsTold || service.exit !== undefined || service.portTaken !== undefined || listensElsewhere(service);
  await service.until(settled, patience(startDeadline));
  if (listensElsewhere(service)) await service.until(() => service.listensAsTold, elsewhereGrace);
  return service.listensAsTold;
}

const listensElsewhere = (service: ServiceProcess) =>
  service.loaded && service.listening.length > 0 && !service.listensAsTold;
