// What can become of a call. Given; nothing to do here.

/** A clear yes. */
export interface Shared {
  readonly status: "shared";
  readonly url: string;
}

/** A clear no: nothing was posted. `retryAt`: the network itself says when to come back (429). */
export interface Failed {
  readonly status: "failed";
  readonly error: string;
  readonly retryAt?: Date;
}

/** No clear answer: the post may be there or not. */
export interface Unknown {
  readonly status: "unknown";
  readonly error: string;
}

export type Outcome = Shared | Failed | Unknown;
