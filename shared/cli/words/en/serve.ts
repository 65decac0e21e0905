import type { Lesson } from "#shared/lessons/course.ts";
import type { KeptDatabase } from "#shared/postgres/kept/index.ts";

export const serve = {
  help: `Runs a lesson's service for you to try, and starts it again on every save. Its database keeps its rows.

  npm run serve                       the lesson you are at
  npm run serve 05                    another: its number, its name, or the beginning of its name
  npm run serve 05 -- --fresh         with the rows of schema.sql, as at the first time
  npm run serve 05 -- --inspect       with Node's debugger on port 9229
  PORT=4100 npm run serve 05          on a port of your choice; a lesson's own is 4000 and its number

Ctrl-C ends it.`,

  oneAtATime: "One lesson at a time, please.",

  noPort: (asked: string) =>
    `PORT is "${asked}", and a port is a number from 1 to 65535. Such as: PORT=4100 npm run serve`,
  noFreePort: (wanted: number) => `No port from ${wanted} on is free. Such as: PORT=4100 npm run serve`,

  address: ({ number, title }: Lesson, url: string) => `${number} ${title} is at ${url}`,
  portMoved: (wanted: number, port: number) => `Port ${wanted} is in use, so this time it is ${port}.`,

  database: ({ number }: Lesson, state: KeptDatabase["state"]) =>
    ({
      new: "Its database is new, and keeps its rows from now on:",
      kept: "Its database, with the rows of earlier uses (--fresh starts over):",
      changed: `schema.sql has changed since this database was made. To make it anew: npm run serve ${number} -- --fresh`,
    })[state],
  sql: ({ number }: Lesson) => `npm run sql ${number}`,
  sqlAt: (url: string) => `npm run sql -- "${url}"`,
  psql: (url: string) => `psql "${url}"`,
  notKept: "Its rows are gone when this ends: a container keeps nothing.",

  tryIt: "To try it, in a second terminal:",
  untilCtrlC: "It starts again when you save. Ctrl-C ends it.",

  ended: (code: number | null, signal: string | null) =>
    `The service ended ${signal ? `by ${signal}` : `with exit code ${code}`}. It starts again when you save.`,

  debuggerPortTaken: (port: number) =>
    `Port ${port} is in use, perhaps by another debugger. End that program, then run this again.`,
} as const;
