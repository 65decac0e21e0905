/** A lesson was not found, or its files do not say what they must. The message says what, where and what to do next. */
export class LessonError extends Error {
  override readonly name = "LessonError";
}
