import type { Lesson } from "#shared/lessons/course.ts";

export const starters = {
  help: `For authors: keeps lessons/<name>/src, as it is now, as the lesson's untouched starter.

  npm run starters 05     one lesson
  npm run starters        all lessons

npm test uses these copies, so a learner's own work in lessons/ does not disturb it.`,

  kept: ({ name }: Lesson) => `Kept lessons/${name}/src as solutions/${name}/starter/src.`,
};
