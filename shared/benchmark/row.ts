export type Row = MeasuredRow | SkippedRow;

/** What was measured of one promise, and of its rivals in the same minutes. */
export interface MeasuredRow {
  /** Such as `save-red`: for whoever reads the JSON. */
  readonly name: string;
  readonly what: string;
  readonly unit: Unit;
  readonly samples: readonly number[];
  readonly target?: Target;
  readonly rivals: readonly Rival[];
  /** What one has to know to read the numbers. */
  readonly notes: readonly string[];
}

export interface SkippedRow {
  readonly name: string;
  readonly what: string;
  /** Why it was not measured, as a clause. */
  readonly skipped: string;
}

export type Unit = "ms" | "MB";

/** A promise about our own number, in the row's unit. */
export interface Target {
  readonly below: number;
  /** `every`: the largest sample counts, not the median. */
  readonly of?: "every";
}

export type Rival = MeasuredRival | SkippedRival;

export interface MeasuredRival {
  readonly what: string;
  readonly samples: readonly number[];
  readonly target?: RatioTarget;
}

export interface SkippedRival {
  readonly what: string;
  /** Why it was not measured, as a clause. */
  readonly skipped: string;
}

/** A promise about ours and the rival's medians: so many times faster than it, or at most so many times as slow. */
export type RatioTarget = { readonly faster: number } | { readonly within: number };
