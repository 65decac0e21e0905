import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { displayPlace, ownPlace, withOwnPaths } from "./source-place.ts";

const sourceFolder = join(import.meta.dirname, "a shop für Großmutter", "source-1");
const folders = { sourceFolder, displayFolder: "lessons/05-card-shelf" };
const file = join(sourceFolder, "src", "app.ts");
const url = pathToFileURL(file).href;

test.each([file, url])("a place in the judged copy reads as the learner's own, also with spaces: %s", (place) => {
  expect(withOwnPaths(folders, `    at ${place}:14:11`)).toMatch(
    /at lessons\/05-card-shelf[\\/]src[\\/]app\.ts:14:11$/,
  );
  expect(displayPlace(folders, place, 14)).toBe("lessons/05-card-shelf/src/app.ts:14");
});

test("the first own line of a stack is found below a package's", () => {
  const stack = ["Error: boom", "    at next (/x/node_modules/router/index.js:1:2)", `    at load (${url}:7:3)`];

  expect(ownPlace(folders, stack)).toBe("lessons/05-card-shelf/src/app.ts:7");
});
