import type { FaultGroup } from "../fault.ts";
import { serviceFault } from "./service-fault.ts";

export const stops: FaultGroup = {
  name: "stops",
  title: "services that stop, or never end",
  faults: [
    serviceFault("loops-in-handler", "an endless loop in a handler", {
      test: "greets",
      words:
        /GET \/greeting -> the service is stuck in a loop that never ends \(.*loops-in-handler\/fault\/src\/server\.ts:[56]\)/,
      withinS: 30,
    }),
    serviceFault("loops-behind-half-a-line", "an endless loop behind half a line of output", {
      test: "greets",
      words:
        /GET \/greeting -> the service is stuck in a loop that never ends \(.*loops-behind-half-a-line\/fault\/src\/server\.ts:[67]\)/,
      withinS: 30,
    }),
    serviceFault("loops-after-the-answer", "an endless loop after the answer", {
      test: "greets",
      words:
        /After the last answer -> the service is stuck in a loop that never ends \(.*loops-after-the-answer\/fault\/src\/server\.ts:(?:9|10)\)/,
      withinS: 30,
    }),
    serviceFault("loops-at-load", "an endless loop while it loads", {
      test: "answers at all",
      words:
        /Starting the service -> the service is stuck in a loop that never ends \(.*loops-at-load\/fault\/src\/server\.ts:1\)/,
      withinS: 30,
    }),
    serviceFault("loops-in-microtasks", "awaits that go round and round without end", {
      test: "greets",
      words:
        /GET \/greeting -> the service is stuck in a loop that never ends(?: \(.*loops-in-microtasks\/fault\/src\/server\.ts:[3-7]\)|, of promises or ticks)/,
      withinS: 30,
    }),
    serviceFault("loops-in-regex", "a regular expression that never decides", {
      test: "greets",
      words:
        /GET \/greeting -> the service is stuck in a loop that never ends \(.*loops-in-regex\/fault\/src\/server\.ts:8\)/,
      withinS: 30,
    }),
    serviceFault("starves-next-tick", "process.nextTick that starves everything else", {
      test: "greets",
      words:
        /GET \/greeting -> the service is stuck in a loop that never ends(?: \(.*starves-next-tick\/fault\/src\/server\.ts:[34]\)|, of promises or ticks)/,
      withinS: 30,
    }),
    serviceFault("waits-in-atomics", "Atomics.wait on what nobody changes", {
      test: "greets",
      words: /stuck in a loop that never ends \(.*waits-in-atomics\/fault\/src\/server\.ts:7\)[\s\S]*or this wait/,
      withinS: 30,
    }),
    serviceFault("sleeps-in-child", "a child process that it waits for and that never ends", {
      test: "greets",
      words: /GET \/greeting -> no answer after \d+ s, in all that time[\s\S]*spawnSync/,
      withinS: 50,
    }),
    serviceFault("never-answers", "a handler that never answers", {
      test: "greets",
      words: /GET \/greeting -> no answer after \d+ s, and the service is doing nothing/,
      withinS: 20,
    }),
    serviceFault("awaits-for-ever", "an await in a handler that never ends", {
      test: "greets",
      words: /GET \/greeting -> no answer after \d+ s, and the service is doing nothing[\s\S]*an await that never ends/,
      withinS: 20,
    }),
    serviceFault("awaits-for-ever-at-load", "an await at the top of a file that never ends", {
      test: "answers at all",
      words: /never finished loading: an await at the top of a file waits for ever/,
      withinS: 10,
    }),
    serviceFault("never-loads", "an await at the top of a file, and a timer that keeps it alive", {
      test: "answers at all",
      words: /nothing listens on PORT=\d+ after \d+ s: it never finished loading/,
      withinS: 20,
    }),
    serviceFault("ignores-sigterm", "a service that ignores SIGTERM", {
      test: "answers at all",
      words: /SIGTERM -> expected the service to end, but after \d+ s it was still running/,
      withinS: 20,
    }),
    serviceFault("loops-at-sigterm", "an endless loop at SIGTERM", {
      test: "answers at all",
      words: /SIGTERM -> expected the service to end, but after \d+ s it was still running/,
      withinS: 20,
    }),
    serviceFault("exits-with-0", "process.exit(0) while it loads", {
      test: "answers at all",
      words: /ended by itself with exit code 0/,
      withinS: 10,
    }),
    serviceFault("exits-with-1", "process.exit(1) while it loads", {
      test: "answers at all",
      words: /ended by itself with exit code 1/,
      withinS: 10,
    }),
    serviceFault("exits-in-handler", "process.exit() in a handler", {
      test: "greets",
      words: /GET \/greeting -> the service ended by itself with exit code 3/,
      withinS: 10,
    }),
    serviceFault("exits-from-timer", "process.exit() from a timer in the middle of a test", {
      test: "greets",
      words: /GET \/greeting -> the service ended by itself with exit code 1/,
      withinS: 10,
    }),
    serviceFault("really-exits", "process.reallyExit(), which runs no handler", {
      test: "greets",
      words: /GET \/greeting -> the service ended by itself with exit code 0/,
      withinS: 10,
    }),
    serviceFault("kills-itself", "SIGKILL of itself", {
      test: "greets",
      words: /GET \/greeting -> the service was ended by SIGKILL/,
      withinS: 10,
    }),
    serviceFault("aborts", "process.abort()", {
      test: "greets",
      words: /GET \/greeting -> the service was ended by SIGABRT/,
      withinS: 16,
    }),
    serviceFault("kills-its-parent", "SIGKILL of the process that runs the tests", {
      outcome: "could-not-run",
      words: /The process that runs the tests ended before it was done[\s\S]*process\.ppid/,
      withinS: 16,
    }),
    serviceFault("half-a-body", "half an answer, then silence", {
      test: "greets",
      words: /GET \/greeting -> 200, then the answer stopped half-way after {"hello":/,
      withinS: 20,
    }),
    serviceFault("one-byte-a-second", "one byte a second, for ever", {
      test: "greets",
      words: /GET \/greeting -> 200, then the answer stopped half-way/,
      withinS: 20,
    }),
    serviceFault("closes-its-listener", "a listener that closes at once", {
      test: "answers at all",
      words: /GET \/ -> the service (?:no longer listens on its port|closed the connection without an answer)/,
      withinS: 10,
    }),
    serviceFault("listens-elsewhere", "a port of its own choice", {
      test: "answers at all",
      words: /told to listen on another port: PORT=\d+, but it listens on \d+/,
      withinS: 16,
    }),
    serviceFault("never-listens", "a service that loads and never listens", {
      test: "answers at all",
      words: /nothing listens on PORT=\d+ after \d+ s: it loaded, and then never listened/,
      withinS: 20,
    }),
    serviceFault("timers-run-at-once", "setTimeout replaced by one that runs at once", {
      test: "greets",
      words: /Maximum call stack size exceeded[\s\S]*timers-run-at-once\/fault\/src\/server\.ts:\d/,
      withinS: 10,
    }),
    serviceFault("timers-never-run", "timers and clock replaced by ones that stand still", {
      test: "greets",
      words: /GET \/greeting -> no answer after \d+ s, and the service is doing nothing/,
      withinS: 20,
    }),
  ],
};
