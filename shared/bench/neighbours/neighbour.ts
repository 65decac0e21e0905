import { createServer } from "node:http";
import { CallLog, type WaitOptions } from "./call-log.ts";
import { Connections } from "./connections.ts";
import { LoopbackPort } from "./loopback-port.ts";
import { type Mood, type MoodName, type MoodOptions, Moods } from "./mood.ts";
import type { NeighbourDefinition } from "./neighbour-definition.ts";
import { receive } from "./reception.ts";
import type { RecordedCall } from "./recorded-call.ts";

/** A neighbour that is listening. Disposing it ends every connection at once; its calls can still be read. */
export interface Neighbour<Call, State = undefined> extends AsyncDisposable {
  readonly name: string;
  /** `http://127.0.0.1:<port>`, the same for its whole life. */
  readonly url: string;
  /** For the service's environment: `{ BANK_URL: url }` and the definition's settings. */
  readonly env: Readonly<Record<string, string>>;
  /** A command line to try it with, when its definition has one. */
  readonly curl: string | undefined;
  /** Every call whose head has arrived, in order, also those it never answered. At most 1,000. */
  readonly calls: readonly RecordedCall<Call>[];
  /** What its definition remembers. */
  readonly state: State;
  /** What the next call will meet. */
  readonly mood: Mood;
  /** Holds until the next change, or for `times` calls. A call keeps the mood in which it arrived. Await it for "down". */
  setMood(mood: Mood | MoodName, options?: MoodOptions): Promise<void>;
  /** One mood a call; after the last, the neighbour is fine. */
  setMoods(moods: readonly (Mood | MoodName)[]): Promise<void>;
  /** Resolves with all calls once `count` requests have arrived; rejects with `MissingCalls` after the deadline. */
  waitForCalls(count: number, options?: WaitOptions): Promise<readonly RecordedCall<Call>[]>;
  /** Calls the listener for each call that ends, answered or not. */
  onCallEnd(listener: (call: RecordedCall<Call>) => void): void;
}

/** Starts a neighbour in the mood "fine", on a port that the system chooses, or on the given one; rejects when that is taken. */
export async function openNeighbour<Call, State>(
  definition: NeighbourDefinition<Call, State>,
  { port = 0 }: { readonly port?: number } = {},
): Promise<Neighbour<Call, State>> {
  const neighbour = new HttpNeighbour(definition, port);
  await neighbour.open();
  return neighbour;
}

class HttpNeighbour<Call, State> implements Neighbour<Call, State> {
  readonly state: State;
  readonly #definition: NeighbourDefinition<Call, State>;
  readonly #log: CallLog<Call>;
  readonly #moods = new Moods();
  readonly #connections = new Connections();
  readonly #port: LoopbackPort;
  #disposed = false;
  /* Opening and closing the port, one after the other. */
  #moving: Promise<void> = Promise.resolve();

  constructor(definition: NeighbourDefinition<Call, State>, port: number) {
    this.#definition = definition;
    this.state = definition.createState();
    this.#log = new CallLog(definition.name);
    const house = { definition, state: this.state, log: this.#log, moods: this.#moods, connections: this.#connections };
    // No keep-alive limit: a connection that the neighbour closes while the next request is on its way is a flake.
    const server = createServer({ keepAliveTimeout: 0 }, (request, response) => void receive(house, request, response));
    server.on("connection", (socket) => this.#connections.add(socket));
    this.#port = new LoopbackPort(server, port);
  }

  get name(): string {
    return this.#definition.name;
  }
  get url(): string {
    return this.#port.url;
  }
  get env(): Readonly<Record<string, string>> {
    return { [this.#definition.variable]: this.url, ...this.#definition.settings };
  }
  get curl(): string | undefined {
    return this.#definition.curl?.(this.env);
  }
  get calls(): readonly RecordedCall<Call>[] {
    return this.#log.calls;
  }
  get mood(): Mood {
    return this.#moods.current;
  }

  open(): Promise<void> {
    return this.#port.open();
  }

  async setMood(mood: Mood | MoodName, options?: MoodOptions): Promise<void> {
    this.#moods.set(mood, options);
    await this.#move();
  }

  async setMoods(moods: readonly (Mood | MoodName)[]): Promise<void> {
    this.#moods.setSequence(moods);
    await this.#move();
  }

  waitForCalls(count: number, options?: WaitOptions): Promise<readonly RecordedCall<Call>[]> {
    return this.#log.wait(count, options);
  }

  onCallEnd(listener: (call: RecordedCall<Call>) => void): void {
    this.#log.onEnd(listener);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#disposed = true;
    await this.#moving.catch(() => undefined);
    this.#connections.cutAll();
    this.#log.close();
    await this.#port.close();
  }

  #move(): Promise<void> {
    if (this.#disposed) throw new Error(`The neighbour "${this.name}" is closed; its mood can no longer change.`);
    const step = async () => {
      if (this.mood.kind !== "down") return this.#port.open();
      this.#connections.cutAll(); // before the port closes: that would end idle connections politely
      await this.#port.refuse();
    };
    this.#moving = this.#moving.catch(() => undefined).then(step);
    return this.#moving;
  }
}
