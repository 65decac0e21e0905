import type { BenchContext } from "./context.ts";
import { explainEnd } from "./messages/explain-end.ts";
import { loopWords } from "./messages/explain-start.ts";
import type { Words } from "./messages/lesson-failure.ts";
import type { ServiceProcess } from "./service/service-process.ts";
import { isLoop, whereStuck } from "./service/stuck.ts";

/** A service went wrong after its test had its last answer. It fails that test after all. */
export interface LateFault {
  readonly test: string;
  readonly words: Words;
  /** A slow machine could have brought it about. */
  readonly canBeSlowness: boolean;
}

/** Milliseconds after the last answer in which a crash still counts: work that the handler did not wait for. */
const lateCrashWatch = 50;

/** Milliseconds in which a service must be through with what it does after its answer: as long as an answer may take. */
const lateWork = 3_000;

const after = "After the last answer";

const retiring = new Set<Promise<void>>();
let faults: LateFault[] = [];
let troubles: string[] = [];

/**
 * Takes over a service that its test no longer needs, while the next test runs: watches it a moment longer, ends it as
 * a server room would, then calls `cleanUp`. Resolves when the next test may begin: at once, or, when the service has
 * started something that could answer in its place, when that has ended too.
 */
export async function retire(
  context: BenchContext,
  service: ServiceProcess,
  test: string,
  cleanUp: () => Promise<void>,
): Promise<void> {
  const isAlone = !service.hasChildren;
  const done = watchAndEnd(context, service, test).finally(cleanUp);
  const settled = done.catch((error: Error) => {
    troubles.push(error.message); // what it could not remove, the end of the run removes
  });
  retiring.add(settled);
  void settled.then(() => retiring.delete(settled));
  if (!isAlone) await settled;
}

async function watchAndEnd(context: BenchContext, service: ServiceProcess, test: string): Promise<void> {
  // Nor is a service judged by its end that stands at a breakpoint, or that was found stuck.
  if (service.endAsked || service.isInterrupted || context.inspectPort !== undefined) {
    service.kill();
    return;
  }
  // What the handler left for the next turns of the loop has run when this is answered, however busy the machine.
  const isThrough = await service.flushLog(lateWork);
  await service.until(() => service.exit !== undefined, lateCrashWatch);
  if (service.exit) {
    await service.flushLog();
    faults.push({ test, words: explainEnd(context, service, after), canBeSlowness: false });
    service.kill(); // whatever it left in its group
    return;
  }
  const stuck = isThrough ? undefined : await whereStuck(service);
  if (isLoop(stuck)) {
    faults.push({ test, words: loopWords(context, after, stuck), canBeSlowness: true });
    service.kill();
    return;
  }
  if (await service.stop()) return;
  faults.push({
    test,
    canBeSlowness: true,
    words: {
      what: "SIGTERM -> expected the service to end, but after 2 s it was still running",
      why: "Every update of the shop's computer would hang, and then cut off whoever is paying.",
      look: `Look for process.on("SIGTERM") in ${context.displayFolder}/src: it must end the process.`,
    },
  });
}

/** Waits until every retired service has ended; returns what went wrong with them, once. */
export async function settleRetired(): Promise<{ faults: LateFault[]; troubles: string[] }> {
  await Promise.all(retiring);
  const found = { faults, troubles };
  faults = [];
  troubles = [];
  return found;
}
