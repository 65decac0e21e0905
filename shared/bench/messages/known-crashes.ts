/*
 * Crash texts of Node and of the course's packages, in plain words. One entry a text that learners meet; what Node
 * itself said is shown below the message in any case, so an entry that would only repeat it does not belong here.
 */

import { shorten } from "../client/answer.ts";
import { limits } from "../service/limits.ts";

/** Characters of a name or text out of a crash that a message shows. */
const shownGroup = 120;

interface KnownCrash {
  readonly pattern: RegExp;
  /** What happened. `$1` stands for what the pattern's first group found, as in `String.replace`. */
  readonly means: string;
  /** What to look for; completes "Look at src/app.ts:12: " to whole sentences. */
  readonly look: string;
  /** Which group of the pattern holds the file, for crashes without a stack of the learner's. */
  readonly file?: number;
}

/** The first that matches counts. */
const knownCrashes: readonly KnownCrash[] = [
  {
    pattern: /Missing parameter name at index \d+: (\S*?);/,
    means: 'Express 5 needs a named wildcard: "$1" is no path it understands',
    look: "a wildcard has a name, as in /*rest; for whatever is left over, app.use() needs no path at all.",
  },
  {
    pattern: /Unexpected (\S) at index \d+(?:, expected \S+)?: (\S+);.*pathToRegexpError/,
    means: 'Express 5 does not understand the $1 in the path "$2"',
    look: "a part that may be missing is written in braces, as in /cards{/:id}.",
  },
  {
    pattern: /listen EADDRINUSE[^:]*: address already in use \S*?(\d+)$/,
    means: "port $1 is in use: another program has it, or this one listens twice",
    look: "is there a second listen(), or one with a port of its own choice?",
  },
  {
    pattern: /Cannot find module '([^']+)' imported from (\S+)/,
    means: "an import names a file that is not there: $1",
    look: "an import of a file of your own is written with ./ in front and the whole name, .ts included.",
    file: 2,
  },
  {
    pattern: /Cannot find package '([^']+)' imported from (\S+)/,
    means: 'the package "$1" is not installed',
    look: "is the name spelled right? A file of your own needs ./ in front; lessons use the packages that their README names.",
    file: 2,
  },
  {
    pattern: /The requested module '([^']+)' does not provide an export named '([^']+)'/,
    means: "$2 is imported from $1, which exports nothing of that name",
    look: "compare the name with the export lines over there; a type is imported with `import type`.",
  },
  {
    pattern: /ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX\]: TypeScript (.+?) (?:is|are) not supported/,
    means: "Node runs TypeScript by leaving its types out, and a TypeScript $1 is more than a type",
    look: "write it in plain JavaScript: a constant object for an enum, a field and an assignment for a parameter property.",
  },
  {
    pattern: /SyntaxError: (.* is not valid JSON|Unexpected end of JSON input|.* in JSON at position .*)/,
    means: "a text was read as JSON, but it is none: $1",
    look: "where does the text come from, and what stands in it?",
  },
  {
    pattern: /SyntaxError(?: \[\w+\])?: (?!Invalid regular expression)(.+)/,
    means: "a file cannot be read as TypeScript: $1",
    look: "a bracket, a quote or a comma is often missing here or in the line above.",
  },
  {
    pattern: /ReferenceError: require is not defined/,
    means: "require() belongs to Node's older kind of module",
    look: 'write `import name from "package"` at the top of the file.',
  },
  {
    pattern: /ReferenceError: (\S+) is not defined/,
    means: "the name $1 is used, but nothing here defines or imports it",
    look: "is it spelled as where it is defined, and is it imported?",
  },
  {
    pattern: /TypeError: (.+) is not a function/,
    means: "$1 is called, but it is not a function",
    look: "is it spelled as where it is defined, and is it what you expect? An await may be missing before it.",
  },
  {
    pattern: /ERR_HTTP_HEADERS_SENT|Cannot set headers after they are sent/,
    means: "one request was answered twice: a `return` is missing",
    look: "sending an answer does not leave the handler; which lines run after it?",
  },
  {
    // Bounded: whatever was thrown stands there whole.
    pattern: /The promise rejected with the reason "([^"]{0,80})/,
    means: "something was thrown that is no Error: $1",
    look: 'look for a throw or reject without "new Error(...)"; only an Error knows the line that it comes from.',
  },
  {
    pattern: /\bEMFILE\b/,
    means: `more than ${limits.openFiles} files and sockets open at once`,
    look: "which file, connection or pool is opened for every request and never closed?",
  },
  {
    pattern: /\bEFBIG\b/,
    means: `a file grew beyond ${limits.fileMb} MB`,
    look: "which file is only ever added to, and where should that end?",
  },
  {
    pattern: /canceling statement due to statement timeout/,
    means: "PostgreSQL ended a statement that took longer than statement_timeout allows",
    look: "which rows does it read, and whose lock does it wait for?",
  },
];

export interface CrashWords {
  readonly means: string;
  readonly look: string;
  /** The file that the text itself names. */
  readonly file?: string;
}

/** A crash text in plain words, or nothing when it is not known. */
export function explainCrash(text: string): CrashWords | undefined {
  for (const { pattern, means, look, file } of knownCrashes) {
    const match = pattern.exec(text);
    if (!match) continue;
    const named = file === undefined ? undefined : match[file];
    const fill = (words: string) =>
      words.replace(/\$(\d)/g, (_, group) => shorten(match[Number(group)] ?? "", shownGroup));
    return { means: fill(means), look: fill(look), ...(named !== undefined && { file: named }) };
  }
  return undefined;
}
