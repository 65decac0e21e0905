import type { FaultGroup } from "../fault.ts";
import { serviceFault } from "./service-fault.ts";

/*
 * A child that puts another process between itself and the service, in its own session and with an emptied environment,
 * is not here: nothing short of a sandbox finds it once that other process has ended.
 */
export const tooMuch: FaultGroup = {
  name: "too-much",
  title: "services that take too much",
  faults: [
    serviceFault("heap-at-load", "a list that grows for ever while the service loads", {
      test: "answers at all",
      words: /Starting the service -> the service ran out of memory \(limit 256 MB\)/,
      withinS: 24,
    }),
    serviceFault("heap-in-handler", "a list that grows for ever in a handler", {
      test: "greets",
      words: /GET \/greeting -> the service ran out of memory \(limit 256 MB\)/,
      withinS: 24,
    }),
    serviceFault("buffers-outside-the-heap", "1.2 GB in buffers, which are no part of the heap", {
      test: "greets",
      words: /GET \/greeting -> the service used more than 600 MB/,
      withinS: 18,
    }),
    serviceFault("buffers-of-children", "four children that hold 200 MB each", {
      test: "answers at all",
      words: /Starting the service -> the service used more than 600 MB/,
      withinS: 30,
    }),
    serviceFault("logs-100-mb-in-lines", "100 MB of log, in lines", {
      test: "greets",
      words: /GET \/greeting -> the service printed more than 20 MB and was stopped/,
      withinS: 18,
    }),
    serviceFault("logs-100-mb-in-one-line", "100 MB of log, in one line", {
      test: "greets",
      words: /GET \/greeting -> the service printed more than 20 MB and was stopped/,
      withinS: 18,
    }),
    serviceFault("logs-for-ever", "a loop that does nothing but log", {
      test: "greets",
      words:
        /GET \/greeting -> the service (?:printed more than 20 MB and was stopped|is stuck in a loop .*server\.ts:5|ran out of memory[\s\S]*a loop that prints)/,
      withinS: 24,
    }),
    serviceFault("logs-for-ever-in-turns", "a log line in every turn of the event loop", {
      test: "greets",
      // Where nobody reads as fast as it prints, its memory is full first.
      words:
        /GET \/greeting -> the service (?:printed more than 20 MB and was stopped|ran out of memory[\s\S]*a loop that prints)/,
      withinS: 18,
    }),
    serviceFault("ten-thousand-sockets", "ten thousand sockets open at once", {
      test: "greets",
      words: /GET \/greeting -> .*more than 1024 files and sockets/,
      withinS: 18,
    }),
    serviceFault("ten-thousand-open-files", "ten thousand files open at once", {
      test: "greets",
      words: /GET \/greeting -> .*more than 1024 files and sockets/,
      withinS: 18,
    }),
    serviceFault("hundreds-of-temp-files", "five hundred small files left in the temp folder", {
      outcome: "passed",
      withinS: 30,
    }),
    serviceFault("file-of-1-gb", "a file of 1 GB in the temp folder", {
      test: "greets",
      words: /GET \/greeting -> .*200 MB/,
      withinS: 18,
    }),
    serviceFault("answer-of-1-gb", "an answer of 1 GB", {
      test: "greets",
      words: /GET \/greeting -> 200 with a body of more than 5 MB/,
      withinS: 12,
    }),
    serviceFault("answer-with-a-huge-header", "a header of 1 MB", {
      test: "greets",
      words: /GET \/greeting -> .*headers of more than 16 KB/,
      withinS: 12,
    }),
    serviceFault("child-that-stays", "a child that would outlive the service", { outcome: "passed", withinS: 12 }),
    serviceFault("child-that-holds-our-output", "a child of its own session that keeps the service's output open", {
      outcome: "passed",
      withinS: 12,
    }),
    serviceFault("child-in-its-own-session", "a child of its own session with an emptied environment", {
      outcome: "passed",
      withinS: 12,
    }),
    serviceFault("sixty-children", "sixty children at once", {
      test: "greets",
      words: /GET \/greeting -> the service started more than 50 processes/,
      withinS: 18,
    }),
    serviceFault("two-hundred-connections", "200 connections to the database at once", {
      lesson: "notes",
      test: "counts the notes",
      words: /GET \/count -> .*40 connections to the database at once/,
      withinS: 18,
    }),
    serviceFault("table-locked-in-a-handler", "a table that a handler locks and never lets go", {
      lesson: "notes",
      test: "counts the notes",
      words: /GET \/count -> no answer after \d s: PostgreSQL has not answered `select count\(\*\)/,
      withinS: 24,
    }),
    serviceFault(
      "table-locked-at-load",
      "a table that is locked from the start, so that the test itself waits for it",
      {
        lesson: "notes",
        test: "counts the notes",
        words:
          /The test's own SQL waited until its time was up[\s\S]*Look for a transaction or a lock in .*table-locked-at-load/,
        withinS: 30,
      },
    ),
    serviceFault("transaction-left-open", "a transaction that never ends, with rows locked", {
      lesson: "notes",
      outcome: "passed",
      withinS: 12,
    }),
    serviceFault("query-that-sleeps-for-ever", "a query that sleeps for days", {
      lesson: "notes",
      test: "counts the notes",
      words: /GET \/count -> no answer after \d s: PostgreSQL has not answered `select pg_sleep/,
      withinS: 24,
    }),
    serviceFault("query-that-counts-for-ever", "a query that keeps a core busy for days", {
      lesson: "notes",
      test: "counts the notes",
      words:
        /GET \/count -> no answer after \d s: PostgreSQL has not answered `select count\(\*\) from \(select generate_series/,
      withinS: 24,
    }),
    serviceFault("rows-without-end", "a result of half a gigabyte, all of it kept", {
      lesson: "notes",
      test: "counts the notes",
      words:
        /GET \/count -> (?:the service (?:ran out of memory \(limit 256 MB\)|used more than 600 MB)|no answer after \d s: (?:PostgreSQL has not answered `select repeat|the service is still at work))/,
      withinS: 30,
    }),
    serviceFault("statement-of-30-mb", "a parameter of 30 MB", { lesson: "notes", outcome: "passed", withinS: 30 }),
    serviceFault("thousands-of-statements", "two thousand statements for one request", {
      lesson: "notes",
      outcome: "passed",
      withinS: 30,
    }),
    serviceFault("million-timers", "a million timers", { outcome: "passed", withinS: 30 }),
    serviceFault("thread-that-loops", "a worker thread in an endless loop, beside a service that answers", {
      outcome: "passed",
      withinS: 12,
    }),
    serviceFault("thread-that-is-waited-for", "a handler that waits for a worker thread in an endless loop", {
      test: "greets",
      words: /GET \/greeting -> no answer after \d s/,
      withinS: 24,
    }),
  ],
};
