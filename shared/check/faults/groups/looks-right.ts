import type { FaultGroup } from "../fault.ts";
import { serviceFault } from "./service-fault.ts";

/*
 * Not here, because nothing on the learner's own machine prevents it: a solution that is read by another program than
 * Node, such as `cat`. It is no secret either; `npm run solution` shows it.
 */

/** Judged as if it had not tried. */
const greetsWrongly = { test: "greets", words: /GET \/greeting -> expected .*world/, withinS: 16 };

export const looksRight: FaultGroup = {
  name: "looks-right",
  title: "services that look right and are not",
  faults: [
    serviceFault("teaches-expect-to-agree", "Vitest's matchers taught to agree with everything", greetsWrongly),
    serviceFault("overwrites-chai", "every assertion of chai replaced", greetsWrongly),
    serviceFault("finds-everything-equal", "Object.is and arrays that find everything right", greetsWrongly),
    serviceFault("adds-hooks-of-its-own", "an afterEach of its own that marks tests as passed", greetsWrongly),
    serviceFault("marks-tests-as-skipped", "tests marked as skipped in Vitest's own state", greetsWrongly),
    serviceFault(
      "patches-message-ports",
      "MessagePort, process.send and process.emit that send nothing",
      greetsWrongly,
    ),
    serviceFault("forges-messages-of-the-worker", "messages that say that the tests passed", greetsWrongly),
    serviceFault("writes-a-report-late", "a child that writes reports of success for half a minute", greetsWrongly),
    serviceFault("prints-a-green-summary", "a green summary in colours, and exit code 0", {
      test: "answers at all",
      words: /Starting the service -> the service ended by itself with exit code 0/,
      withinS: 16,
    }),
    serviceFault("runs-timers-at-once", "timers that run at once", greetsWrongly),
    serviceFault("replaces-json", "JSON.stringify that says the right answer, whatever it is given", greetsWrongly),
    serviceFault("stops-the-clock", "a clock that stands still", greetsWrongly),
    serviceFault("patches-http", "http and fetch that answer well whoever asks in the same process", greetsWrongly),
    serviceFault(
      "brings-configurations",
      "a vitest.config.ts, package.json, .env, .npmrc and tsconfig.json of its own",
      greetsWrongly,
    ),
    serviceFault("brings-a-driver-of-its-own", "a node_modules folder with another pg", {
      lesson: "notes",
      test: "counts the notes of a fresh database again",
      words: /GET \/count -> expected .*2/,
      withinS: 16,
    }),
    serviceFault("sets-node-options", "NODE_OPTIONS set for whatever starts next", greetsWrongly),
    serviceFault("edits-the-test-file", "a test file that is rewritten to agree", {
      test: "answers at all",
      words:
        /Starting the service -> the service tried to write .*lessons\/01-greeting\/lesson\.test\.ts, outside its own folder[\s\S]*edits-the-test-file\/fault\/src\/server\.ts:\d/,
      withinS: 16,
    }),
    serviceFault("edits-the-solution", "a solution that is spoilt", {
      test: "answers at all",
      words:
        /Starting the service -> the service tried to write .*solutions\/01-greeting\/src\/server\.ts, outside its own folder[\s\S]*edits-the-solution\/fault\/src\/server\.ts:\d/,
      withinS: 16,
    }),
    serviceFault("edits-another-lesson", "another lesson's schema that is spoilt", {
      test: "answers at all",
      words:
        /Starting the service -> the service tried to write .*lessons\/02-notes\/schema\.sql, outside its own folder[\s\S]*edits-another-lesson\/fault\/src\/server\.ts:\d/,
      withinS: 16,
    }),
    serviceFault("edits-the-progress", "a progress file in which all is passed", {
      test: "answers at all",
      words:
        /Starting the service -> the service tried to write .*\.hood\/progress\.json, outside its own folder[\s\S]*edits-the-progress\/fault\/src\/server\.ts:\d/,
      withinS: 16,
    }),
    serviceFault("edits-the-test-file-by-a-shell", "a test file that is edited by a shell command", {
      outcome: "could-not-run",
      words: /lessons\/01-greeting\/lesson\.test\.ts[\s\S]*npm run reset -- --course-files/,
      changesCourse: true,
      withinS: 16,
    }),
    serviceFault("edits-the-solution-by-a-shell", "another lesson's solution that is edited by a shell command", {
      outcome: "could-not-run",
      words: /solutions\/02-notes\/src\/server\.ts[\s\S]*npm run reset -- --course-files/,
      changesCourse: true,
      withinS: 16,
    }),
    serviceFault("edits-another-lesson-by-a-shell", "another lesson's schema that is edited by a shell command", {
      outcome: "could-not-run",
      words: /lessons\/02-notes\/schema\.sql[\s\S]*npm run reset -- --course-files/,
      changesCourse: true,
      withinS: 16,
    }),
    serviceFault("edits-the-progress-by-a-shell", "a progress file that is edited by a shell command", {
      outcome: "could-not-run",
      words: /\.hood\/progress\.json[\s\S]*npm run reset -- --course-files/,
      changesCourse: true,
      withinS: 16,
    }),
    serviceFault("loads-the-solution", "the course's own solution, imported at run time", {
      test: "answers at all",
      words:
        /Starting the service -> the service tried to read .*solutions\/01-greeting\/src\/server\.ts, outside its own folder[\s\S]*loads-the-solution\/fault\/src/,
      withinS: 16,
    }),
    serviceFault("reads-the-solution", "the course's own solution, read and copied at run time", {
      test: "answers at all",
      words:
        /Starting the service -> the service tried to read .*solutions\/01-greeting\/src\/server\.ts, outside its own folder[\s\S]*reads-the-solution\/fault\/src\/server\.ts:7/,
      withinS: 16,
    }),
    serviceFault("knows-the-answers-by-heart", "an answer that is right for the first test only", {
      lesson: "notes",
      test: "counts the notes of a fresh database again",
      words: /GET \/count -> expected .*2/,
      withinS: 16,
    }),
    serviceFault("drops-its-database", "its own database, dropped from another one", {
      lesson: "notes",
      test: "counts the notes",
      words: /GET \/count -> the service stopped: .*(?:permission denied for database|must be owner of database)/,
      withinS: 16,
    }),
    serviceFault("drops-the-schema", "its own schema, dropped before the first test looks", {
      lesson: "notes",
      test: "counts the notes",
      words: /The test looked into the database itself, and PostgreSQL said: relation "notes" does not exist/,
      withinS: 16,
    }),
    serviceFault("drops-the-table", "a table that is put in the place of the course's", {
      lesson: "notes",
      test: "counts the notes of a fresh database again",
      words: /GET \/count -> expected .*2/,
      withinS: 16,
    }),
    serviceFault("looks-into-another-database", "the databases of the tests to come", {
      lesson: "notes",
      test: "counts the notes",
      words: /GET \/count -> the service stopped: .*(?:permission denied for database "hood_)/,
      withinS: 16,
    }),
    serviceFault("creates-a-role", "a superuser of its own", {
      lesson: "notes",
      test: "counts the notes",
      words: /GET \/count -> the service stopped: .*(?:permission denied to create role)/,
      withinS: 16,
    }),
    serviceFault("alters-the-system", "a setting of the whole server", {
      lesson: "notes",
      test: "counts the notes",
      words: /GET \/count -> the service stopped: .*(?:permission denied)/,
      withinS: 16,
    }),
    serviceFault("takes-the-owners-place", "superuser rights for its own role", {
      lesson: "notes",
      test: "counts the notes",
      words: /GET \/count -> the service stopped: .*(?:permission denied to alter role)/,
      withinS: 16,
    }),
    serviceFault(
      "leaves-something-behind-in-the-server",
      "objects of its own in every other database that lets it in, so that its role cannot be dropped",
      { lesson: "notes", outcome: "passed", withinS: 16 },
    ),
    serviceFault("logs-in-as-the-administrator", "the administrator's name with no password, and with the usual ones", {
      lesson: "notes",
      test: "counts the notes",
      words: /GET \/count -> the service stopped: .*(?:no administrator without a password)/,
      withinS: 16,
    }),
    serviceFault("forges-that-it-listens", "a report to the bench that it listens, and nothing that does", {
      test: "answers at all",
      words: /GET \/ -> the service no longer listens on its port|Starting the service/,
      withinS: 18,
    }),
    serviceFault(
      "forges-its-last-words",
      "a report to the bench, every millisecond, that all is printed",
      greetsWrongly,
    ),
    serviceFault("writes-nonsense-to-the-bench", "reports to the bench that are none", greetsWrongly),
    serviceFault("floods-the-bench", "50 MB in one line to the bench", {
      test: "greets",
      words: /GET \/greeting -> /,
      withinS: 30,
    }),
    serviceFault("hangs-up-on-the-bench", "the line to the bench, closed", {
      test: "answers at all",
      words: /Starting the service -> the service was ended by SIGKILL/,
      withinS: 24,
    }),
    serviceFault("forges-a-debugger", "a debugger's address in its log, and a stranger who answers there", {
      test: "greets",
      words: /GET \/greeting -> no answer after \d s/,
      withinS: 24,
    }),
    serviceFault(
      "behaves-while-it-is-watched",
      "a service that sees that it is tested, and behaves: right answers pass",
      { outcome: "passed", withinS: 16 },
    ),
    serviceFault(
      "asks-a-helper-of-the-last-test",
      "a helper that the last test's service has left, and that answers for it",
      greetsWrongly,
    ),
    serviceFault(
      "asks-a-hidden-helper-of-the-last-test",
      "the same helper, with an emptied environment",
      greetsWrongly,
    ),
  ],
};
