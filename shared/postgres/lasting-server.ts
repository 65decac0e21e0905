import type { PostgresServer } from "./ladder.ts";

/** Opens a server when asked, and another one when the first does not answer any more. */
export class LastingServer implements AsyncDisposable {
  readonly #open: () => Promise<PostgresServer>;
  #server: Promise<PostgresServer> | undefined;
  #asked: Promise<PostgresServer> | undefined;

  constructor(open: () => Promise<PostgresServer>) {
    this.#open = open;
  }

  /** Those who ask at the same time get the same server. */
  get(): Promise<PostgresServer> {
    this.#asked ??= this.#find().finally(() => {
      this.#asked = undefined;
    });
    return this.#asked;
  }

  async #find(): Promise<PostgresServer> {
    const known = await this.#server?.catch(() => undefined);
    if (known && (await known.answers())) return known;
    await known?.[Symbol.asyncDispose]();
    this.#server = this.#open();
    return this.#server;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await (await this.#server?.catch(() => undefined))?.[Symbol.asyncDispose]();
  }
}
