import type { GuideEvent } from "./events.ts";
import type { State } from "./state.ts";

/** What a learner sees of `start`: a screen, or lines. */
export interface Face extends Disposable {
  /** Called after each event; `before` is the state that it changed. */
  show(state: State, event: GuideEvent, before: State): void;
  /** Leaves the terminal to another program until that is done. */
  lend<Result>(work: () => Promise<Result>): Promise<Result>;
}

export type OpenFace = (tell: (event: GuideEvent) => void) => Face;
