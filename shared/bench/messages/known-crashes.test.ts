import { describe, expect, test } from "vitest";
import { explainCrash } from "./known-crashes.ts";

/* Each text as Node 24 and Express 5.2 print it, with the paths of the judged copy already written as the learner's. */
const texts: Record<string, { text: string; means: string; file?: string }> = {
  "a bare star as a path": {
    text: "PathError [TypeError]: Missing parameter name at index 1: *; visit https://git.new/pathToRegexpError for info",
    means: 'Express 5 needs a named wildcard: "*" is no path it understands',
  },
  "an optional parameter of Express 4": {
    text: "PathError [TypeError]: Unexpected ? at index 11: /hours/:day?; visit https://git.new/pathToRegexpError for info",
    means: 'Express 5 does not understand the ? in the path "/hours/:day?"',
  },
  "a port that is taken": {
    text: "Error: listen EADDRINUSE: address already in use 127.0.0.1:28956",
    means: "port 28956 is in use: another program has it, or this one listens twice",
  },
  "a port that is taken on every address": {
    text: "Error: listen EADDRINUSE: address already in use :::3000",
    means: "port 3000 is in use: another program has it, or this one listens twice",
  },
  "an import without .ts": {
    text: "Error [ERR_MODULE_NOT_FOUND]: Cannot find module 'lessons/01-x/src/hours' imported from lessons/01-x/src/app.ts",
    means: "an import names a file that is not there: lessons/01-x/src/hours",
    file: "lessons/01-x/src/app.ts",
  },
  "a package that is not installed": {
    text: "Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'cors' imported from lessons/01-x/src/app.ts",
    means: 'the package "cors" is not installed',
    file: "lessons/01-x/src/app.ts",
  },
  "an export that is not there": {
    text: "SyntaxError: The requested module './opening-hours.ts' does not provide an export named 'readHours'",
    means: "readHours is imported from ./opening-hours.ts, which exports nothing of that name",
  },
  "an enum": {
    text: "SyntaxError [ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX]: TypeScript enum is not supported in strip-only mode",
    means: "Node runs TypeScript by leaving its types out, and a TypeScript enum is more than a type",
  },
  "a missing bracket": {
    text: "SyntaxError [ERR_INVALID_TYPESCRIPT_SYNTAX]: Expected ',', got ')'",
    means: "a file cannot be read as TypeScript: Expected ',', got ')'",
  },
  "a text that is not JSON": {
    text: `SyntaxError: Unexpected token '<', "<!DOCTYPE "... is not valid JSON`,
    means: `a text was read as JSON, but it is none: Unexpected token '<', "<!DOCTYPE "... is not valid JSON`,
  },
  require: {
    text: "ReferenceError: require is not defined in ES module scope, you can use import instead",
    means: "require() belongs to Node's older kind of module",
  },
  "a name that nobody defines": {
    text: "ReferenceError: logger is not defined",
    means: "the name logger is used, but nothing here defines or imports it",
  },
  "a call of something else": {
    text: "TypeError: createApp(...).app is not a function",
    means: "createApp(...).app is called, but it is not a function",
  },
  "two answers": {
    text: "Error [ERR_HTTP_HEADERS_SENT]: Cannot set headers after they are sent to the client",
    means: "one request was answered twice: a `return` is missing",
  },
};

describe("a crash text becomes plain words", () => {
  test.each(Object.entries(texts))("%s", (_name, { text, means, file }) => {
    const words = explainCrash(text);

    expect(words).toMatchObject({ means, ...(file !== undefined && { file }) });
    expect(words?.look).toMatch(/^[^$]+[.?]$/);
  });
});

test("a text that is not known stays as it is", () => {
  expect(explainCrash("TypeError: app.use() requires a middleware function")).toBeUndefined();
});
