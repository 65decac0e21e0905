/** One thing that is wrong with a lesson, as a sentence that names the file and the remedy. */
export type Problem = string;
