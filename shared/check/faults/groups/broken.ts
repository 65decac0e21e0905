import type { FaultGroup } from "../fault.ts";
import { serviceFault } from "./service-fault.ts";

export const broken: FaultGroup = {
  name: "broken",
  title: "services that do not load, or break",
  faults: [
    serviceFault("syntax-error", "a syntax error", {
      test: "answers at all",
      words: /the service stopped: a file cannot be read as TypeScript[\s\S]*syntax-error\/fault\/src\/server\.ts:1/,
      withinS: 10,
    }),
    serviceFault("throws-at-import", "an error thrown while it loads", {
      test: "answers at all",
      words: /the service stopped: Error: the shelf is empty[\s\S]*throws-at-import\/fault\/src\/server\.ts:1/,
      withinS: 10,
    }),
    serviceFault("throws-null", "null thrown while it loads", {
      test: "answers at all",
      words: /the service stopped: something was thrown that is no Error: null/,
      withinS: 10,
    }),
    serviceFault("throws-undefined", "undefined thrown while it loads", {
      test: "answers at all",
      words: /the service stopped: something was thrown that is no Error: undefined/,
      withinS: 10,
    }),
    serviceFault("throws-a-string", "a string thrown while it loads", {
      test: "answers at all",
      words: /the service stopped: something was thrown that is no Error: the shelf is empty/,
      withinS: 10,
    }),
    serviceFault("message-loops", "an error whose message is computed for ever", {
      test: "answers at all",
      words: /it never finished loading[\s\S]*an error whose message never ends/,
      withinS: 24,
    }),
    serviceFault("huge-message", "an error with a message of a quarter of a megabyte", {
      test: "answers at all",
      words: /the service stopped: (?:TypeError: )?otterotter.{90,240}\n/,
      withinS: 10,
    }),
    serviceFault("huge-import", "an import with a name of thousands of letters", {
      test: "answers at all",
      words: /grandmas-very-very/,
      withinS: 10,
    }),
    serviceFault("huge-stack", "an error with a stack of megabytes", {
      test: "answers at all",
      words: /the service stopped: Error: the shelf is empty[\s\S]*huge-stack\/fault\/src\/server\.ts:1/,
      withinS: 10,
    }),
    serviceFault("missing-export", "a missing export", {
      test: "answers at all",
      words:
        /createApp is imported from \.\/app\.ts, which exports nothing of that name[\s\S]*missing-export\/fault\/src\/server\.ts:1/,
      withinS: 10,
    }),
    serviceFault("wrong-export", "an export of the wrong kind", {
      test: "answers at all",
      words: /createApp is called, but it is not a function[\s\S]*wrong-export\/fault\/src\/server\.ts:3/,
      withinS: 10,
    }),
    serviceFault("missing-file", "an import of a file that is not there", {
      test: "answers at all",
      words: /app\.ts/,
      withinS: 10,
    }),
    serviceFault("missing-package", "an import of a package that is not there", {
      test: "answers at all",
      words: /grandmas-very-own-package/,
      withinS: 10,
    }),
    serviceFault("empty-file", "an empty server.ts", {
      test: "answers at all",
      words: /ended by itself with exit code 0[\s\S]*A program with nothing to wait for ends/,
      withinS: 10,
    }),
    serviceFault("folder-as-server", "a folder in the place of server.ts", {
      outcome: "could-not-run",
      words: /fault\/src\/server\.ts is not a file/,
      withinS: 8,
    }),
    serviceFault("folder-imported", "an import of a folder", { test: "answers at all", words: /folder/, withinS: 10 }),
    serviceFault("no-src", "no src folder", {
      outcome: "could-not-run",
      words: /fault\/src\/server\.ts is not a file/,
      withinS: 8,
    }),
    serviceFault("server-cts", "a server.cts in the place of server.ts", {
      outcome: "could-not-run",
      words: /fault\/src\/server\.ts is not a file/,
      withinS: 8,
    }),
    serviceFault("server-js", "a server.js in the place of server.ts", {
      outcome: "could-not-run",
      words: /fault\/src\/server\.ts is not a file/,
      withinS: 8,
    }),
    serviceFault("commonjs", "require and module.exports", {
      test: "answers at all",
      words: /require[\s\S]*commonjs\/fault\/src\/server\.ts:1/,
      withinS: 10,
    }),
    serviceFault("enum", "a TypeScript enum", {
      test: "answers at all",
      words: /enum[\s\S]*enum\/fault\/src\/server\.ts:3/,
      withinS: 10,
    }),
    serviceFault("invalid-utf8", "bytes that are not UTF-8", {
      test: "answers at all",
      words: /a file cannot be read as TypeScript[\s\S]*invalid-utf8\/fault\/src\/server\.ts:4/,
      withinS: 10,
    }),
    serviceFault("bom-and-crlf", "an error in a file with a byte order mark and CRLF", {
      test: "greets",
      words: /Error: the ink is dry[\s\S]*bom-and-crlf\/fault\/src\/server\.ts:5/,
      withinS: 10,
    }),
    serviceFault("import-circle", "files that import each other in a circle", {
      test: "answers at all",
      words: /before initialization[\s\S]*import-circle\/fault\/src\/greeting\.ts:3/,
      withinS: 10,
    }),
    serviceFault("unhandled-rejection", "a rejection that nobody handles", {
      test: "greets",
      words: /Error: the otter is asleep[\s\S]*unhandled-rejection\/fault\/src\/server\.ts:4/,
      withinS: 10,
    }),
    serviceFault("rejects-after-the-answer", "a rejection after the answer", {
      test: "greets",
      words:
        /After the last answer -> the service stopped: .*the receipt was lost[\s\S]*rejects-after-the-answer\/fault\/src\/server\.ts:7/,
      withinS: 10,
    }),
    serviceFault("throws-after-the-answer", "an error in a timer after the answer", {
      test: "greets",
      words:
        /After the last answer -> the service stopped: .*the printer is on fire[\s\S]*throws-after-the-answer\/fault\/src\/server\.ts:11/,
      withinS: 10,
    }),
    serviceFault("recurses-for-ever", "a function that calls itself for ever", {
      test: "greets",
      words: /Maximum call stack size exceeded[\s\S]*recurses-for-ever\/fault\/src\/server\.ts:4/,
      withinS: 10,
    }),
    serviceFault("swallows-everything", "an error that its own handler swallows", {
      test: "greets",
      words: /GET \/greeting -> no answer after \d+ s, and the service is doing nothing/,
      withinS: 20,
    }),
    serviceFault("types-wrong", "types that are wrong, in a service that is right", { outcome: "passed", withinS: 10 }),
  ],
};
