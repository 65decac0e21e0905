import type { FaultGroup, ServiceFault } from "../fault.ts";

const fault = (
  name: string,
  what: string,
  must: Omit<ServiceFault, "kind" | "name" | "what" | "lesson">,
): ServiceFault => ({ kind: "service", name, what, lesson: "greeting", ...must });

export const broken: FaultGroup = {
  name: "broken",
  title: "services that do not load, or break",
  faults: [
    fault("syntax-error", "a syntax error", {
      outcome: "failed",
      test: "answers at all",
      words: /the service stopped: a file cannot be read as TypeScript[\s\S]*syntax-error\/fault\/src\/server\.ts:1/,
      withinS: 10,
    }),
    fault("throws-at-import", "an error thrown while it loads", {
      outcome: "failed",
      test: "answers at all",
      words: /the service stopped: Error: the shelf is empty[\s\S]*throws-at-import\/fault\/src\/server\.ts:1/,
      withinS: 10,
    }),
    fault("throws-null", "null thrown while it loads", {
      outcome: "failed",
      test: "answers at all",
      words: /the service stopped: something was thrown that is no Error: null/,
      withinS: 10,
    }),
    fault("throws-undefined", "undefined thrown while it loads", {
      outcome: "failed",
      test: "answers at all",
      words: /the service stopped: something was thrown that is no Error: undefined/,
      withinS: 10,
    }),
    fault("throws-a-string", "a string thrown while it loads", {
      outcome: "failed",
      test: "answers at all",
      words: /the service stopped: something was thrown that is no Error: the shelf is empty/,
      withinS: 10,
    }),
    fault("message-loops", "an error whose message is computed for ever", {
      outcome: "failed",
      test: "answers at all",
      words: /it never finished loading[\s\S]*an error whose message never ends/,
      withinS: 24,
    }),
    fault("huge-message", "an error with a message of a quarter of a megabyte", {
      outcome: "failed",
      test: "answers at all",
      words: /the service stopped: (?:TypeError: )?otterotter.{90,240}\n/,
      withinS: 10,
    }),
    fault("huge-import", "an import with a name of thousands of letters", {
      outcome: "failed",
      test: "answers at all",
      words: /grandmas-very-very/,
      withinS: 10,
    }),
    fault("huge-stack", "an error with a stack of megabytes", {
      outcome: "failed",
      test: "answers at all",
      words: /the service stopped: Error: the shelf is empty[\s\S]*huge-stack\/fault\/src\/server\.ts:1/,
      withinS: 10,
    }),
    fault("missing-export", "a missing export", {
      outcome: "failed",
      test: "answers at all",
      words:
        /createApp is imported from \.\/app\.ts, which exports nothing of that name[\s\S]*missing-export\/fault\/src\/server\.ts:1/,
      withinS: 10,
    }),
    fault("wrong-export", "an export of the wrong kind", {
      outcome: "failed",
      test: "answers at all",
      words: /createApp is called, but it is not a function[\s\S]*wrong-export\/fault\/src\/server\.ts:3/,
      withinS: 10,
    }),
    fault("missing-file", "an import of a file that is not there", {
      outcome: "failed",
      test: "answers at all",
      words: /app\.ts/,
      withinS: 10,
    }),
    fault("missing-package", "an import of a package that is not there", {
      outcome: "failed",
      test: "answers at all",
      words: /grandmas-very-own-package/,
      withinS: 10,
    }),
    fault("empty-file", "an empty server.ts", {
      outcome: "failed",
      test: "answers at all",
      words: /ended by itself with exit code 0[\s\S]*A program with nothing to wait for ends/,
      withinS: 10,
    }),
    fault("folder-as-server", "a folder in the place of server.ts", {
      outcome: "could-not-run",
      words: /fault\/src\/server\.ts is not a file/,
      withinS: 8,
    }),
    fault("folder-imported", "an import of a folder", {
      outcome: "failed",
      test: "answers at all",
      words: /folder/,
      withinS: 10,
    }),
    fault("no-src", "no src folder", {
      outcome: "could-not-run",
      words: /fault\/src\/server\.ts is not a file/,
      withinS: 8,
    }),
    fault("server-cts", "a server.cts in the place of server.ts", {
      outcome: "could-not-run",
      words: /fault\/src\/server\.ts is not a file/,
      withinS: 8,
    }),
    fault("server-js", "a server.js in the place of server.ts", {
      outcome: "could-not-run",
      words: /fault\/src\/server\.ts is not a file/,
      withinS: 8,
    }),
    fault("commonjs", "require and module.exports", {
      outcome: "failed",
      test: "answers at all",
      words: /require[\s\S]*commonjs\/fault\/src\/server\.ts:1/,
      withinS: 10,
    }),
    fault("enum", "a TypeScript enum", {
      outcome: "failed",
      test: "answers at all",
      words: /enum[\s\S]*enum\/fault\/src\/server\.ts:3/,
      withinS: 10,
    }),
    fault("invalid-utf8", "bytes that are not UTF-8", {
      outcome: "failed",
      test: "answers at all",
      words: /a file cannot be read as TypeScript[\s\S]*invalid-utf8\/fault\/src\/server\.ts:4/,
      withinS: 10,
    }),
    fault("bom-and-crlf", "an error in a file with a byte order mark and CRLF", {
      outcome: "failed",
      test: "greets",
      words: /Error: the ink is dry[\s\S]*bom-and-crlf\/fault\/src\/server\.ts:5/,
      withinS: 10,
    }),
    fault("import-circle", "files that import each other in a circle", {
      outcome: "failed",
      test: "answers at all",
      words: /before initialization[\s\S]*import-circle\/fault\/src\/greeting\.ts:3/,
      withinS: 10,
    }),
    fault("unhandled-rejection", "a rejection that nobody handles", {
      outcome: "failed",
      test: "greets",
      words: /Error: the otter is asleep[\s\S]*unhandled-rejection\/fault\/src\/server\.ts:4/,
      withinS: 10,
    }),
    fault("rejects-after-the-answer", "a rejection after the answer", {
      outcome: "failed",
      test: "greets",
      words:
        /After the last answer -> the service stopped: .*the receipt was lost[\s\S]*rejects-after-the-answer\/fault\/src\/server\.ts:7/,
      withinS: 10,
    }),
    fault("throws-after-the-answer", "an error in a timer after the answer", {
      outcome: "failed",
      test: "greets",
      words:
        /After the last answer -> the service stopped: .*the printer is on fire[\s\S]*throws-after-the-answer\/fault\/src\/server\.ts:11/,
      withinS: 10,
    }),
    fault("recurses-for-ever", "a function that calls itself for ever", {
      outcome: "failed",
      test: "greets",
      words: /Maximum call stack size exceeded[\s\S]*recurses-for-ever\/fault\/src\/server\.ts:4/,
      withinS: 10,
    }),
    fault("swallows-everything", "an error that its own handler swallows", {
      outcome: "failed",
      test: "greets",
      words: /GET \/greeting -> no answer after \d+ s, and the service is doing nothing/,
      withinS: 20,
    }),
    fault("types-wrong", "types that are wrong, in a service that is right", { outcome: "passed", withinS: 10 }),
  ],
};
