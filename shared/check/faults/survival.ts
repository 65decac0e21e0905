/** What trying one fault showed. It was survived when it was tried and has no problems. */
export interface Survival {
  /** What did not hold, a sentence each. */
  readonly problems: readonly string[];
  /** Why it could not be tried on this machine. */
  readonly notTried?: string;
  readonly seconds: number;
  /** The limit that counted, in seconds. */
  readonly limitS: number;
  /** The cores had so much other work that a longer limit counted. */
  readonly busy: boolean;
}
