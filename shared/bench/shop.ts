import type { QueryResultRow } from "pg";
import type { NeighbourName } from "#shared/lessons/neighbour-names.ts";
import type { Clone } from "#shared/postgres/databases.ts";
import type { Answer } from "./client/answer.ts";
import { Client } from "./client/client.ts";
import type { HttpProblem, HttpRequest } from "./client/http.ts";
import { type BenchContext, benchContext } from "./context.ts";
import { TestDatabase } from "./database.ts";
import { current } from "./evidence.ts";
import { type LockBarrier, lockBarrier } from "./lock-barrier.ts";
import { explainNoAnswer } from "./messages/explain-answer.ts";
import { BenchTrouble } from "./messages/lesson-failure.ts";
import {
  type AnyNeighbour,
  type NeighbourOf,
  openNeighbour,
  openStreet,
  type Street,
  strangerDefinition,
} from "./neighbours/index.ts";
import { patience } from "./patience.ts";
import { retire } from "./retired.ts";
import type { ServiceLog } from "./service/log.ts";
import type { ServiceExit, ServiceProcess } from "./service/service-process.ts";
import { startService } from "./service/start-service.ts";
import { untilStandstill } from "./standstill.ts";
import { openRelay, type Relay, type Statement } from "./wire/index.ts";
import { workbench } from "./workbench.ts";

/** Milliseconds in which what follows an answer has to come about. */
const soonMs = 500;

export interface ShopOptions {
  /** Environment variables for the service, on top of the lesson's own. */
  readonly env?: Readonly<Record<string, string>>;
}

interface Store {
  readonly clone: Clone;
  readonly database: TestDatabase;
  readonly relay: Relay;
}

/** What is around a service: its database, and the neighbours that it calls. */
interface Surroundings {
  readonly store: Store | undefined;
  readonly street: Street;
  /** True when another shop owns all of it but the relay. */
  readonly shared: boolean;
}

/** The learner's service, running, and the five sides from which a test sees it. */
export class Shop extends Client implements AsyncDisposable {
  readonly #context: BenchContext;
  readonly #options: ShopOptions;
  readonly #around: Surroundings;
  readonly #strangers: AnyNeighbour[] = [];
  readonly #seconds: Shop[] = [];
  #service: ServiceProcess;

  constructor(context: BenchContext, options: ShopOptions, around: Surroundings, service: ServiceProcess) {
    super();
    this.#context = context;
    this.#options = options;
    this.#around = around;
    this.#service = service;
    current.clients.push(this);
  }

  protected override get port(): number {
    return this.#service.port;
  }

  protected override explain(request: HttpRequest, problem: HttpProblem): Promise<Error> {
    const { relay = { statements: [], connections: [] } } = this.#around.store ?? {};
    return explainNoAnswer(this.#context, this.#service, request, problem, relay);
  }

  protected override async untilHopeless(signal: AbortSignal): Promise<boolean> {
    const { store } = this.#around;
    return store !== undefined && untilStandstill(store.database, store.clone.role.name, signal);
  }

  /** Rows of the service's database, by SQL. */
  rows<Row extends QueryResultRow>(sql: string, parameters?: readonly unknown[]): Promise<Row[]> {
    return this.#needStore().database.rows<Row>(sql, parameters);
  }

  /** The SQL that the service sends, and ways to disturb it. */
  get wire(): Relay {
    return this.#needStore().relay;
  }

  /** The SQL that this process has sent; none where the lesson has no database. */
  get statements(): readonly Statement[] {
    return this.#around.store?.relay.statements ?? [];
  }

  /**
   * Waits for what may come about a moment after an answer, such as the end of a transaction: true as soon as it holds,
   * false after half a second.
   */
  async soon(holds: () => boolean): Promise<boolean> {
    const deadline = performance.now() + patience(soonMs);
    await new Promise((resolve) => setImmediate(resolve)); // by then the relay has what was sent before the answer
    while (!holds()) {
      if (performance.now() > deadline) return false;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return true;
  }

  /** A neighbour that `lesson.yaml` lists: what the service asked of it, and ways to put it in a mood. */
  neighbour<Name extends NeighbourName>(name: Name): NeighbourOf<Name> {
    const found = this.#around.street.find(name);
    if (found) return found;
    throw new BenchTrouble(`This lesson has no neighbour "${name}": list it under neighbours in lesson.yaml.`);
  }

  /** A server that the service was never told of: who calls it was sent there. Closed with the shop. */
  async openStranger() {
    const stranger = await openNeighbour(strangerDefinition);
    this.#strangers.push(stranger);
    current.neighbours.push(stranger);
    return stranger;
  }

  /** What the service printed. */
  get log(): ServiceLog {
    return this.#service.log;
  }

  /** The lines that the service has printed up to now, none of them still on the way. */
  async printed(): Promise<readonly string[]> {
    await this.#service.flushLog();
    return this.#service.log.lines;
  }

  /** How the service ended; `undefined` while it runs. */
  get exit(): ServiceExit | undefined {
    return this.#service.exit;
  }

  signal(signal: NodeJS.Signals): void {
    this.#service.signal(signal);
  }

  waitForExit(deadlineMs?: number): Promise<ServiceExit> {
    return this.#service.waitForExit(deadlineMs);
  }

  /** Ends the service and starts it again on the same database: what it kept only in memory is gone. */
  async restart(): Promise<void> {
    await this.#service.flushLog(); // or its last words would be lost with it
    await this.#service.stop();
    this.#service = await startService(this.#context, workbench.takeSpare, serviceEnv(this.#around, this.#options));
  }

  /** A second process of the same service on the same database, as when two computers run the shop. */
  async openSecond(options: ShopOptions = this.#options): Promise<Shop> {
    const { store, street } = this.#around;
    const own = store && { ...store, relay: await openRelayTo(store.clone) };
    const second = await start(this.#context, options, { store: own, street, shared: true });
    this.#seconds.push(second);
    return second;
  }

  /** Makes requests meet at a lock of the database; see `lockBarrier`. */
  meetAtLock(barrier: LockBarrier<Answer>): Promise<Answer[]> {
    return lockBarrier(this.#needStore().database, barrier);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
    for (const second of this.#seconds) await second[Symbol.asyncDispose]();
    await retire(this.#context, this.#service, current.title, async () => {
      for (const stranger of this.#strangers) await stranger[Symbol.asyncDispose]();
      await closeAround(this.#around);
    });
  }

  #needStore(): Store {
    const { store } = this.#around;
    if (store) return store;
    throw new BenchTrouble("This lesson has no schema.sql, so its service has no database.");
  }
}

/** A fresh process of the judged service on a fresh copy of the lesson's database, listening. */
export async function openShop(options: ShopOptions = {}): Promise<Shop> {
  const context = benchContext();
  const store = context.schemaSql === undefined ? undefined : await openStore(context, context.schemaSql);
  const street = await openStreet(context.neighbours);
  current.neighbours.push(...street.neighbours);
  return start(context, options, { store, street, shared: false });
}

async function start(context: BenchContext, options: ShopOptions, around: Surroundings): Promise<Shop> {
  try {
    const service = await startService(context, workbench.takeSpare, serviceEnv(around, options));
    return new Shop(context, options, around, service);
  } catch (error) {
    await closeAround(around);
    throw error;
  }
}

async function openStore(context: BenchContext, schemaSql: string): Promise<Store> {
  const clone = await workbench.takeClone(schemaSql);
  if (context.inspectPort !== undefined) await clone.liftTimeouts();
  return { clone, database: new TestDatabase(clone.adminUrl), relay: await openRelayTo(clone) };
}

async function openRelayTo(clone: Clone): Promise<Relay> {
  const { hostname, port } = new URL(clone.adminUrl);
  const relay = await openRelay({ host: hostname, port: Number(port || 5432) });
  current.relays.push(relay);
  return relay;
}

async function closeAround({ store, street, shared }: Surroundings): Promise<void> {
  await store?.relay[Symbol.asyncDispose]();
  if (shared) return;
  await street[Symbol.asyncDispose]();
  await store?.database[Symbol.asyncDispose]();
  await store?.clone.drop();
}

/* The service reaches its database through the relay, with a role that can reach nothing else. */
function serviceEnv({ store, street }: Surroundings, options: ShopOptions): Record<string, string> {
  if (!store) return { ...street.env, ...options.env };
  const { name, password } = store.clone.role;
  return {
    DATABASE_URL: `postgres://${name}:${password}@127.0.0.1:${store.relay.port}/${store.clone.name}`,
    ...street.env,
    ...options.env,
  };
}
