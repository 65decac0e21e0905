import type { NeighbourRequest } from "./neighbour-request.ts";

/** An HTTP answer: `json` is sent with its content type; `body` as text, unless `headers` says otherwise. */
export type NeighbourAnswer = {
  /** Default 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
} & ({ readonly json: unknown; readonly body?: never } | { readonly body?: string; readonly json?: never });

/** A kind of neighbour. What it remembers (payments, posts) is a `State` of its own for each one that is opened. */
export interface NeighbourDefinition<Call, State = undefined> {
  /** In messages: `bank`. */
  readonly name: string;
  /** The environment variable that tells a service the base URL: `BANK_URL`. */
  readonly variable: string;
  /** What else a service has to be told to call it, under the names of its environment: `{ BANK_TOKEN: "..." }`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** A command line to try it with; `env` is what a service would be told. */
  curl?(env: Readonly<Record<string, string>>): string;
  readonly createState: () => State;
  /** The request as this neighbour understands it. May throw: the caller then gets 400 with the error's message. */
  read(request: NeighbourRequest): Call;
  /** What it does and says when it is fine. If this throws, the caller gets 500, whatever the mood, and the record shows why. */
  answer(call: Call, state: State): NeighbourAnswer | Promise<NeighbourAnswer>;
}

/** Declares a neighbour; `Call` and `State` follow from what `read` and `createState` return. */
export function defineNeighbour<Call, State>(
  definition: NeighbourDefinition<Call, State>,
): NeighbourDefinition<Call, State>;
export function defineNeighbour<Call>(
  definition: Omit<NeighbourDefinition<Call>, "createState">,
): NeighbourDefinition<Call>;
export function defineNeighbour<Call>(
  definition: Omit<NeighbourDefinition<Call>, "createState">,
): NeighbourDefinition<Call> {
  return { createState: () => undefined, ...definition };
}
