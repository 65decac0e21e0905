import type { Lesson } from "#shared/lessons/course.ts";

/** Each line fits in 80 columns. */
const inside = `A statement ends with a semicolon, on the same line or a later one.

=>   waits for a statement    ->   waits for the rest of one
=*>  in a transaction         =!>  in one that has failed: rollback; ends it

Ctrl-C   stops a statement that runs, or takes back one that is not complete
\\q       ends this prompt, as Ctrl-D does`;

export const sql = {
  inside,
  help: `Opens a prompt for SQL on a lesson's database, the one that \`npm run serve\` uses and keeps. As psql does, and without it.

  npm run sql                          the lesson you are at
  npm run sql 05                       another: its number, its name, or the beginning of its name
  npm run sql -- "postgres://..."      any other database

${inside}

What comes through a pipe is run as well; a statement that fails makes the exit code 1.`,

  oneAtATime: "One lesson at a time, please.",
  noDatabase: ({ number, title }: Lesson) => `${number} ${title} has no database.`,
  notReached: (url: string, why: string) => `${url} cannot be reached: ${why}`,

  open: ({ number, title }: Lesson) => `The database of ${number} ${title}, as npm run serve ${number} uses it.`,
  container: ({ number, title }: Lesson) =>
    `A database of ${number} ${title} in a container of its own, which is gone when this ends. For the one of npm run serve, copy the address that it prints: npm run sql -- "postgres://..."`,
  changed: ({ number }: Lesson) =>
    `schema.sql has changed since it was made. To make it anew: npm run serve ${number} -- --fresh`,
  howTo: "A statement ends with a semicolon. Ctrl-C stops it, \\q ends this, \\? says more.",
  onlySql: (asked: string) =>
    `This prompt knows SQL, \\q and \\?, but not ${asked}. Where psql is installed, npm run serve prints a line for it.`,
  needsSemicolon: "The statement goes on until a semicolon ends it; Ctrl-C takes it back.",
  stillOpen: "A quote, a comment or a parenthesis is still open. Close it, or take it back with Ctrl-C.",
  stillOpenAtEnd: "A quote, a comment or a parenthesis is still open at the end: the last statement was not run.",
  notStopped: (why: string) => `The statement could not be stopped: ${why}`,
  howToEnd: "Ctrl-D or \\q ends this.",
  lost: (why: string) =>
    `The connection is gone: ${why}. Perhaps the database was made anew, or its PostgreSQL was stopped. Run the command again.`,
} as const;
