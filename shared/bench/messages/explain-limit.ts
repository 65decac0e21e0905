import { relative, resolve, sep } from "node:path";
import { shorten } from "../client/answer.ts";
import type { BenchContext } from "../context.ts";
import { limits } from "../service/limits.ts";
import type { ServiceProcess } from "../service/service-process.ts";
import { explainCrash } from "./known-crashes.ts";
import type { Words } from "./lesson-failure.ts";
import { ownPlace, withOwnPaths } from "./source-place.ts";

type Limited = Pick<ServiceProcess, "overLimit" | "denials" | "exit"> & {
  readonly log: Pick<ServiceProcess["log"], "lines">;
};

/** Characters of a path that a message shows. */
const shownPath = 160;

/** What a service printed of an error that a limit of the operating system brought about. */
const limitError = /\b(?:EMFILE|EFBIG)\b/;

/** Node's own error at the wall around a service's files. */
const wallError = /ERR_ACCESS_DENIED|Access to this API has been restricted/;

/** Why a service that used too much was ended, or nothing when it was not. `during` tells when, such as `GET /hours`. */
export function explainOverLimit(context: BenchContext, service: Limited, during: string): Words | undefined {
  const src = `${context.displayFolder}/src`;
  switch (service.overLimit) {
    case "output":
      return {
        what: `${during} -> the service printed more than 20 MB and was stopped`,
        why: "A service that never stops printing fills the disk of the shop's computer.",
        look: `Look for a console.log in a loop in ${src}.`,
      };
    case "memory":
      return {
        what: `${during} -> the service used more than ${limits.memoryMb} MB (limit for the service and what it starts) and was stopped`,
        why: "A service that takes all the memory takes every other program of the shop's computer down with it.",
        look: `Look in ${src} for a Buffer that grows, for data that is kept and never let go, or for programs that it starts.`,
      };
    case "processes":
      return {
        what: `${during} -> the service started more than ${limits.processes} processes and was stopped`,
        why: "When every visitor starts a program, a busy hour leaves the shop's computer no room for anything else.",
        look: `Look in ${src} for spawn, exec or fork in a loop, or in a handler that does not wait for its end.`,
      };
    case undefined:
      break;
    default:
      return service.overLimit satisfies never;
  }
  if (service.exit?.signal !== "SIGXCPU") return undefined;
  return {
    what: `${during} -> the service was busy for more than ${limits.cpuSeconds} s of processor time and was stopped`,
    why: "A service does one thing at a time: while it computes, every customer waits.",
    look: `Look in ${src} for a loop that never ends, or for work that is done again and again.`,
  };
}

/** What the wall around the service's files has refused, when the service told of that error; nothing otherwise. */
export function explainDenial(context: BenchContext, service: Limited, during: string): Words | undefined {
  const [denial] = service.denials;
  if (!denial) return undefined;
  const place = ownPlace(context, denial.stack) ?? `${context.displayFolder}/src`;
  const file = resolve(context.sourceFolder, denial.path);
  const path = displayPath(context, file);
  if (denial.access === "write" && !relative(context.sourceFolder, file).startsWith("..")) {
    return {
      what: `${during} -> the service tried to write ${path}, beside its own code`,
      why: "With every update the folder of the code is replaced, and what a service wrote there is gone.",
      look: `Look at ${place}: what must last belongs into the database; for a file of the moment there is os.tmpdir().`,
    };
  }
  if (denial.access === "write") {
    return {
      what: `${during} -> the service tried to write ${path}, outside its own folder`,
      why: "What a service writes into other folders damages what is not its own, and is lost with the next update.",
      look: `Look at ${place}: what must last belongs into the database; for a file of the moment there is os.tmpdir().`,
    };
  }
  return {
    what: `${during} -> the service tried to read ${path}, outside its own folder`,
    why: "Only src and the packages reach the shop's computer: whatever else a service reads is not there.",
    look: `Look at ${place}: a file that the service needs lies beside its code, in ${context.displayFolder}/src.`,
  };
}

/** The limit behind an answer of 500 and more, by what the service printed and was refused; nothing when there is none. */
export function explainServerError(context: BenchContext, service: Limited, asked: string): Words | undefined {
  const { lines } = service.log;
  const denied = explainDenial(context, service, asked);
  if (denied) return denied;
  const said = lines.find((line) => limitError.test(line));
  const known = said === undefined ? undefined : explainCrash(said);
  if (!known) return undefined;
  const place = ownPlace(context, lines) ?? `${context.displayFolder}/src`;
  return {
    what: `${asked} -> the service failed: ${known.means}`,
    why: "The customer gets an error page, and so does everybody after them until the service is started anew.",
    look: `Look at ${place}: ${known.look}`,
  };
}

/** Whether a line of a crash report comes from the wall. */
export const isWallError = (line: string): boolean => wallError.test(line);

function displayPath({ root, ...folders }: BenchContext, path: string): string {
  const own = withOwnPaths(folders, path);
  const inside = relative(root, path);
  const shown = own !== path || inside.startsWith("..") || inside === "" ? own : inside;
  return shorten(shown.split(sep).join("/"), shownPath);
}
