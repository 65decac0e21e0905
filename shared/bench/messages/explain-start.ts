import type { BenchContext } from "../context.ts";
import type { ServiceProcess } from "../service/service-process.ts";
import { isLoop, type Running, type Stuck } from "../service/stuck.ts";
import { explainEnd } from "./explain-end.ts";
import type { Words } from "./lesson-failure.ts";
import { displayPlace } from "./source-place.ts";

/** Why a service did not come to listen on its port, in words for the learner. */
export function explainStart(context: BenchContext, service: ServiceProcess, stuck: Stuck | undefined): Words {
  const { port } = service;
  const server = `${context.displayFolder}/src/server.ts`;
  const elsewhere = service.listening.find((other) => other !== port) ?? service.portTaken;
  if (elsewhere !== undefined) {
    const there = service.listening.includes(elsewhere)
      ? `listens on ${elsewhere}`
      : `asked for ${elsewhere}, which is taken`;
    return {
      what: `Starting the service -> the service was told to listen on another port: PORT=${port}, but it ${there}`,
      why: "The shop's computer tells each program its port; on a port of its own choice no customer finds it.",
      look: `Look at ${server}: where does the number after listen( come from?`,
    };
  }
  if (service.exit) return explainEnd(context, service, "Starting the service");
  if (isLoop(stuck)) return loopWords(context, "Starting the service", stuck);
  const awaiting = service.loaded ? "it loaded, and then never listened" : "it never finished loading";
  return {
    what: `Starting the service -> nothing listens on PORT=${port} after 5 s: ${awaiting}`,
    why: "A service that does not listen is a shop whose door never opens.",
    look: service.loaded
      ? `Look at ${server}: is app.listen(port) reached?`
      : stuck
        ? `Look for an await at the top of a file in ${context.displayFolder}/src.`
        : `Look at what runs while ${context.displayFolder}/src loads: an await, a loop, an error whose message never ends.`,
  };
}

export function loopWords(context: BenchContext, during: string, stuck: Running): Words {
  const why =
    "One request that never ends keeps every other customer waiting: a Node service does one thing at a time.";
  if (stuck.kind === "rounds") {
    return {
      what: `${during} -> the service is stuck in a loop that never ends, of promises or ticks that call for the next`,
      why,
      look: `Look in ${context.displayFolder}/src for a function that goes on for ever by await, then() or nextTick().`,
    };
  }
  const place = displayPlace(context, stuck.file, stuck.line);
  return {
    what: `${during} -> the service is stuck in a loop that never ends (${place})`,
    why,
    look: `Look at ${place}: what should end this loop, or this wait?`,
  };
}
