import type { Lesson } from "#shared/lessons/course.ts";
import type { ProgressStore } from "#shared/progress/progress-store.ts";
import type { Check } from "../doctor/check.ts";
import { remember } from "../remember.ts";
import type { Session } from "../session.ts";
import { watchSource } from "../watch-source.ts";
import { words } from "../words/index.ts";
import { editFile, hintAfter, lessonText, solutionPage } from "./answers.ts";
import type { Effect, GuideEvent } from "./events.ts";
import type { Face, OpenFace } from "./face.ts";
import { judge } from "./judge.ts";
import { afterShown, type State } from "./state.ts";
import { update } from "./update.ts";

export interface GuideOptions {
  readonly session: Session;
  /** The state to begin with. */
  readonly state: State;
  readonly openFace: OpenFace;
  /** What is wrong with the machine; asked when nobody waits for a first red any more. */
  readonly examine: () => Promise<readonly Check[]>;
}

/**
 * Leads through the course: takes one event after the other, lets `update` say what it means, shows that, and does what
 * is to be done. Everything that the learner sees or that is remembered goes through here.
 */
export class Guide {
  readonly #session: Session;
  readonly #examine: GuideOptions["examine"];
  readonly #face: Face;
  readonly #over = Promise.withResolvers<void>();
  readonly #events: GuideEvent[] = [];
  #state: State;
  #isBusy = false;
  #isOver = false;
  #running = new AbortController();
  #stopWatching = () => {};

  constructor(options: GuideOptions) {
    this.#session = options.session;
    this.#examine = options.examine;
    this.#state = options.state;
    this.#face = options.openFace(this.tell);
  }

  /** Resolves with the last state when the learner or `stop` ends it; then the terminal is given back. */
  async run(stop: AbortSignal): Promise<State> {
    const quit = () => this.tell({ type: "quit" });
    stop.addEventListener("abort", quit);
    try {
      this.tell({ type: "start" });
      if (stop.aborted) quit();
      this.#lookAround().catch(this.#over.reject);
      await this.#over.promise;
      return this.#state;
    } finally {
      this.#isOver = true;
      stop.removeEventListener("abort", quit);
      this.#running.abort();
      this.#stopWatching();
      this.#face[Symbol.dispose]();
    }
  }

  /** Takes an event, after those that came before it. */
  readonly tell = (event: GuideEvent): void => {
    if (this.#isOver) return;
    this.#events.push(event);
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      for (let next = this.#events.shift(); next; next = this.#events.shift()) this.#take(next);
    } finally {
      this.#isBusy = false;
    }
  };

  #take(event: GuideEvent): void {
    const before = this.#state;
    const [state, ...effects] = update(before, event);
    this.#state = afterShown(state);
    this.#face.show(state, event, before);
    for (const effect of effects) this.#carryOut(effect).catch(this.#over.reject);
  }

  async #carryOut(effect: Effect): Promise<void> {
    const { progress } = this.#session;
    const { lesson } = this.#state;
    switch (effect.do) {
      case "watch":
        return this.#watch(effect.lesson, effect.begin);
      case "check":
        return this.#check(effect.isVisit);
      case "check-all":
        return this.#checkAll();
      case "hint":
        return this.#answer(hintAfter(progress, lesson, effect));
      case "read":
        return this.#answer(lessonText(this.#state));
      case "solution":
        return this.#answer(solutionPage(progress, this.#state, effect.agreed));
      case "edit":
        return this.#answer(editFile(this.#state, this.#face));
      case "quit":
        return this.#over.resolve();
      default:
        return effect satisfies never;
    }
  }

  async #answer(answer: Promise<GuideEvent | undefined>): Promise<void> {
    const event = await answer;
    this.#tellProgress();
    if (event) this.tell(event);
  }

  async #watch(lesson: Lesson, begin: boolean): Promise<void> {
    this.#stopWatching();
    const onPoll = () => this.tell({ type: "note", lines: [words.start.polls] });
    this.#stopWatching = watchSource(lesson.folder, () => this.tell({ type: "save" }), { onPoll });
    if (begin) await this.#session.progress.begin(lesson.id);
    this.#tellProgress();
  }

  async #check(isVisit: boolean): Promise<void> {
    const { progress } = this.#session;
    const { lesson, failure } = this.#state;
    const signal = this.#restart();
    const verdict = await judge(this.#session, {
      lesson,
      signal,
      onTest: (test) => signal.aborted || this.tell({ type: "test", test }),
      onTypes: (types) => signal.aborted || this.tell({ type: "types", types }),
      ...(failure && { first: failure.title }),
    });
    if (signal.aborted) return;
    // A look at a lesson does not begin it.
    const isBegun = progress.progress.lessons[lesson.id] !== undefined;
    if (isBegun || !isVisit || verdict.outcome === "passed") await remember(progress, lesson, verdict);
    if (signal.aborted) return;
    this.tell({ type: "verdict", verdict, progress: snapshot(progress) });
    this.#tellProgress();
  }

  async #checkAll(): Promise<void> {
    const { lessons, progress } = this.#session;
    const signal = this.#restart();
    for (const lesson of lessons) {
      this.tell({ type: "finale", lesson });
      const verdict = await judge(this.#session, { lesson, signal });
      if (signal.aborted) return;
      await remember(progress, lesson, verdict);
      this.tell({ type: "finale", lesson, verdict });
      if (verdict.outcome !== "passed") return this.tell({ type: "finale-red", lesson, progress: snapshot(progress) });
    }
    this.tell({ type: "finale-passed" });
  }

  /** What is checked from now on makes a running check worthless. */
  #restart(): AbortSignal {
    this.#running.abort();
    this.#running = new AbortController();
    return this.#running.signal;
  }

  /** Which PostgreSQL there is, and what is wrong with the machine: a lesson without a database does not wait for it. */
  async #lookAround(): Promise<void> {
    const line = await this.#session.postgres().then(
      ({ description }) => description,
      (error: Error) => error.message,
    );
    this.tell({ type: "postgres", line });
    const problems = await this.#examine();
    if (problems.length === 0) return;
    const lines = problems.flatMap(({ name, found, mend = "" }) => [`${name}: ${found}`, mend]);
    this.tell({ type: "note", lines: [...lines, words.start.toDoctor] });
  }

  #tellProgress(): void {
    const { progress } = this.#session;
    this.tell({ type: "progress", progress: snapshot(progress) });
    const lines = progress.takeWarnings();
    if (lines.length > 0) this.tell({ type: "note", lines });
  }
}

/** What is known now: the store itself changes. */
export const snapshot = (progress: ProgressStore): ProgressStore => ({ ...progress });
