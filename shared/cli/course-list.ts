import stringWidth from "string-width";
import type { Course, Lesson } from "#shared/lessons/course.ts";
import type { ProgressStore } from "#shared/progress/progress-store.ts";
import { lessonState } from "./lesson-state.ts";
import { bold, dim, green, yellow } from "./terminal/style.ts";
import { wrap } from "./terminal/wrap.ts";
import { words } from "./words/index.ts";

interface ListedCourse extends Course {
  readonly progress: Pick<ProgressStore, "progress">;
}

const paints = { new: dim, begun: yellow, passed: green, "passed-with-solution": green };

/** The course as lines: parts that have lessons, each lesson with its minutes and state, and what is left to do. */
export function renderCourse(
  course: ListedCourse,
  options: {
    /** Columns to fill; 40 are enough. */
    readonly width: number;
    /** Only this part, from 1. */
    readonly part?: number | undefined;
    /** The lesson to point at. */
    readonly current?: Lesson | undefined;
  },
): string[] {
  const { width, part, current } = options;
  const shown = course.lessons.filter((lesson) => part === undefined || lesson.part === part);
  const parts = course.parts.map((about, index) => ({
    ...about,
    number: index + 1,
    lessons: shown.filter((lesson) => lesson.part === index + 1),
  }));
  const empty = part === undefined ? parts.filter(({ lessons }) => lessons.length === 0).length : 0;
  const total = courseTotal(course, shown);
  return [
    ...parts
      .filter(({ lessons }) => lessons.length > 0)
      .flatMap(({ number, title, topic, lessons }) => [
        ...wrap(words.list.part(number, title, topic), "", width).map(bold),
        ...lessons.flatMap((lesson) => renderLesson(course, lesson, lesson === current, width)),
        "",
      ]),
    ...wrap(words.list.total(total.passed, total.lessons, total.minutesLeft), "", width),
    ...(empty === 0 ? [] : wrap(words.list.moreParts(empty), "", width)),
  ];
}

/** How many of the given lessons are passed, and the minutes that the others take. */
export function courseTotal({ progress }: ListedCourse, lessons: readonly Lesson[]) {
  const open = lessons.filter(({ id }) => progress.progress.lessons[id]?.passed === undefined);
  const minutesLeft = open.reduce((sum, { minutes }) => sum + minutes, 0);
  return { passed: lessons.length - open.length, lessons: lessons.length, minutesLeft };
}

const indent = "     "; // below the title, after a mark and a number
const stateWidth = Math.max(...Object.values(words.list.states).map((state) => stringWidth(state)));
/** A title that is further from its minutes than this is hard to follow to them. */
const widestTitle = 45;

function renderLesson({ progress }: ListedCourse, lesson: Lesson, isCurrent: boolean, width: number): string[] {
  const state = lessonState(progress, lesson);
  const minutes = words.list.minutes(lesson.minutes).padStart(7);
  const behind = minutes.length + 2 + stateWidth;
  const titleWidth = Math.min(widestTitle, width - indent.length - behind);
  const [first = "", ...rest] = wrap(lesson.title, "", titleWidth);
  const gap = " ".repeat(Math.max(0, titleWidth - stringWidth(first)));
  const name = `${isCurrent ? ">" : " "} ${lesson.number} ${first}`;
  const seenEarly = progress.progress.lessons[lesson.id]?.solution?.early === true;
  return [
    `${isCurrent ? bold(name) : name}${gap}${dim(minutes)}  ${paints[state](words.list.states[state])}`,
    ...rest.map((line) => indent + line),
    ...(seenEarly ? [`${indent}${dim(`(${words.list.solutionSeen})`)}`] : []),
  ];
}
