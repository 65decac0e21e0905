import { expect, test } from "vitest";
import type { Lesson } from "./course.ts";
import { findLesson } from "./find-lesson.ts";

const lessons = ["01-open-for-business", "02-card-menu", "05-card-shelf", "10-opening-night"].map(
  (name) => ({ name, number: name.slice(0, 2), slug: name.slice(3) }) as Lesson,
);

test.each([
  ["5", "05-card-shelf"],
  ["05", "05-card-shelf"],
  ["card-shelf", "05-card-shelf"],
  ["card-s", "05-card-shelf"],
  ["05-card", "05-card-shelf"],
  ["lessons/05-card-shelf/", "05-card-shelf"],
  ["lessons/05-card-shelf/src/app.ts", "05-card-shelf"],
  ["C:\\course\\lessons\\05-card-shelf\\src", "05-card-shelf"],
  ["/home/ada/01-open-for-business/lessons/02-card-menu/README.md", "02-card-menu"],
  ["1", "01-open-for-business"],
  ["OPEN-", "01-open-for-business"],
])("%s names %s", (asked, name) => {
  expect(findLesson(lessons, asked).name).toBe(name);
});

test("a beginning of several names is not enough", () => {
  expect(() => findLesson(lessons, "open")).toThrow(
    '"open" could be 01-open-for-business, 10-opening-night. Type a little more of the name.',
  );
});

test.each(["card-shelve", "crad-shelf", "55"])("%s is near 05-card-shelf", (asked) => {
  expect(() => findLesson(lessons, asked)).toThrow(/^There is no lesson ".*"\. The nearest are .*05-card-shelf/);
});
