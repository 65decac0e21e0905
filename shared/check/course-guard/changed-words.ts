/** How many files are named; of the others it is said how many there are. */
const named = 3;

const names = (files: readonly string[]): string => {
  const rest = files.length - named;
  return files.slice(0, named).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
};

const subject = ({ length }: readonly string[]) =>
  length === 1 ? "This file of the course" : "These files of the course";

const putBack = "To put back what was there: npm run reset -- --course-files";
const ifMeant = "If the change is meant: npm run reset -- --course-files --keep";

/** Trouble of a check that has just run. */
export const changedWhileRunning = (files: readonly string[]): string =>
  [
    `${subject(files)} changed while the tests ran: ${names(files)}.`,
    "The lesson's code did it, or somebody else (git, an editor). Tests that change meanwhile prove nothing.",
    `${putBack}. ${ifMeant}`,
  ].join("\n");

/** Trouble of a check of the course's own code, such as a solution. */
export const changedUnderCourse = (files: readonly string[]): string =>
  [
    `${subject(files)} changed while the tests ran: ${names(files)}.`,
    "Tests that change meanwhile prove nothing.",
    "Run them again.",
  ].join("\n");

/** Trouble of a check that has run, when what was there before could not be kept. */
export const changedAndNotKept = (files: readonly string[], why: string): string =>
  [
    `${subject(files)} changed while the tests ran: ${names(files)}.`,
    `What was there before could not be kept: ${why}`,
    "In a clone, `git status` names what changed and `git restore` puts it back. To see what is wrong: npm run doctor",
  ].join("\n");

/** Trouble of a check that does not run. */
export const stillChangedWords = (files: readonly string[]): string =>
  [
    `${subject(files)} changed while tests ran and ${files.length === 1 ? "holds" : "hold"} that change still: ${names(files)}.`,
    "Nothing was run: with a change in them, wrong code may turn green and right code red.",
    `${putBack}. ${ifMeant}`,
  ].join("\n");

/** Not trouble: somebody saved while the tests of another lesson ran, or these tests' service wrote there. */
export const otherLessonsChanged = (files: readonly string[], backup: string): string =>
  `${names(files)} changed while the tests ran. What was there before is kept in ${backup}.`;

export const otherLessonsNotKept = (files: readonly string[], why: string): string =>
  `${names(files)} changed while the tests ran. What was there before could not be kept: ${why}`;
