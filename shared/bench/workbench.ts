import { type Clone, type Databases, openDatabases, type Template } from "#shared/postgres/databases.ts";
import type { BenchContext } from "./context.ts";
import type { Spare } from "./service/spare.ts";
import { type PoolOptions, SparePool } from "./service/spare-pool.ts";

/** Clones kept ready; one takes about 10 ms to make. */
const spareClones = 4;

/**
 * What a worker keeps from one run to the next: spare processes, the connection to PostgreSQL, templates, spare clones.
 */
export class Workbench implements AsyncDisposable {
  #spares: SparePool | undefined;
  #databases: Databases | undefined;
  #clones: { readonly templateName: string; readonly ready: Promise<Clone>[] } | undefined;
  #adminUrl: string | undefined;
  #warmUrl: string | undefined;
  #unwarmed = false;
  #asked = 0;
  #context: BenchContext | undefined;

  /** Starts loading spares before anything is known of the first run. */
  warm(options: PoolOptions): void {
    this.#unwarmed = options.unwarmed ?? this.#unwarmed;
    this.#spares ??= new SparePool(options);
    this.#spares.fill(1);
  }

  /** Gets ready for a run: called before its tests, and again for every run. */
  async prepare(context: BenchContext): Promise<void> {
    this.#context = context;
    this.#asked = 0;
    this.warm(context);
    // Another server. A lesson without a database changes nothing: what is ready for the others stays.
    if (context.postgres && context.postgres.adminUrl !== this.#adminUrl) await this.forgetDatabases();
    if (context.postgres && !this.#databases) {
      this.#adminUrl = context.postgres.adminUrl;
      this.#databases = openDatabases({ adminUrl: this.#adminUrl, runId: context.runId });
      this.#warmUrl = this.#unwarmed ? undefined : await this.#makeWarmUrl();
    }
    if (this.#spares) this.#spares.warmUrl = this.#warmUrl;
    this.#spares?.fill(context.testCount);
    if (context.schemaSql !== undefined) await this.#fillClones(context.schemaSql);
  }

  takeSpare = (): Promise<Spare> => {
    if (!this.#spares || !this.#context) throw new Error("prepare() comes first");
    this.#asked += 1;
    return this.#spares.take(this.#context.testCount - this.#asked);
  };

  /** A database of its own for one test, filled from the lesson's `schema.sql`. */
  async takeClone(schemaSql: string): Promise<Clone> {
    const template = await this.#fillClones(schemaSql);
    const clone = this.#clones?.ready.shift();
    void this.#fillClones(schemaSql);
    return clone ?? this.#openDatabases().clone(template);
  }

  /** Forgets every database it has: they, or their server, turned out to be gone. The next run makes new ones. */
  async forgetDatabases(): Promise<void> {
    const databases = this.#databases;
    this.#adminUrl = undefined;
    this.#warmUrl = undefined;
    this.#databases = undefined;
    this.#clones = undefined;
    await databases?.[Symbol.asyncDispose]();
  }

  /** After a run: be ready for the next before it is asked for. */
  refill(): void {
    if (this.#context) this.#spares?.fill(this.#context.testCount);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#spares?.end();
    await this.forgetDatabases();
  }

  #openDatabases(): Databases {
    if (this.#databases) return this.#databases;
    throw new Error("This lesson has a schema.sql, but no PostgreSQL was opened for it.");
  }

  async #fillClones(schemaSql: string): Promise<Template> {
    const databases = this.#openDatabases();
    const template = await databases.template(schemaSql);
    if (this.#clones?.templateName !== template.name) {
      for (const old of this.#clones?.ready ?? []) void old.then((clone) => clone.drop()).catch(() => undefined);
      this.#clones = { templateName: template.name, ready: [] };
    }
    while (this.#clones.ready.length < spareClones) {
      const clone = databases.clone(template);
      clone.catch(() => undefined); // whoever takes it is told
      this.#clones.ready.push(clone);
    }
    return template;
  }

  /* An empty database on which spares warm the driver. They are told nothing of any lesson's. */
  async #makeWarmUrl(): Promise<string> {
    const databases = this.#openDatabases();
    const { adminUrl, role } = await databases.clone(await databases.template(""));
    const url = new URL(adminUrl);
    url.username = role.name;
    url.password = role.password;
    return url.href;
  }
}

/** The one of this worker. */
export const workbench = new Workbench();
