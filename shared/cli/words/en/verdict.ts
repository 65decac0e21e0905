/** How a lesson's result is told, by `start`, `check` and everything else that shows one. */
export const verdict = {
  passed: (lesson: string, counts: string) => `PASSED  ${lesson}${counts}`,
  failed: (lesson: string, counts: string) => `FAILED  ${lesson}${counts}`,
  couldNotRun: (lesson: string) => `COULD NOT RUN  ${lesson} (this says nothing about your work)`,
  /** For narrow screens. */
  couldNotRunShort: (lesson: string) => `COULD NOT RUN  ${lesson} (not your work)`,
  counts: (passed: number, of: number, time: string) => `: ${passed} of ${of} tests passed in ${time}`,
  countsShort: (passed: number, of: number) => `: ${passed} of ${of} passed`,
  seconds: (seconds: string) => `${seconds} s`,

  /** Four letters each, so that titles stand below each other. */
  marks: { passed: "ok  ", failed: "FAIL", "not-run": "  . " },
  failure: (title: string) => `FAIL  ${title}`,
  ofTask: (title: string, task: number) => `${title} (task ${task})`,

  exchange: "What was sent and answered",
  log: "What the service printed (its words, not the course's)",
  sql: "The SQL that ran",
  calls: "What the service asked of its neighbours",

  types: "Types (the tests do not judge these)",
  typesOfPassed: "Types (the tests do not judge these, and the lesson stays passed)",
  typeError: (place: string, message: string) => `${place}: ${message}`,
  moreTypes: (more: number, lesson: string) => `... and ${more} more: npm run check ${lesson}`,
  /** Below as many as are kept. */
  firstTypes: (count: number) => `These are the first ${count}; there may be more.`,
};
