import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { type CutOptions, type DelayOptions, type FailOptions, Faults } from "./faults.ts";
import { forwardCancel } from "./forward-cancel.ts";
import { greetService } from "./greet-service.ts";
import type { Target } from "./socket-pair.ts";
import type { Statement } from "./statement.ts";
import { StatementLog } from "./statement-log.ts";
import { type WaitOptions, waitForStatement } from "./wait-for-statement.ts";
import type { OpenWireConnection, WireConnection } from "./wire-connection.ts";
import { WireSession } from "./wire-session.ts";

/** A door to PostgreSQL that a test can watch and jam. Closing it (`await using`) breaks off every connection. */
export interface Relay extends AsyncDisposable {
  /** Listens on 127.0.0.1; the system chose the port. */
  readonly port: number;
  /** The newest 2,000, in the order in which they reached the relay. A new array each time. */
  readonly statements: readonly Statement[];
  /** The newest 1,000, open or closed, in order of arrival. A new array each time. */
  readonly connections: readonly WireConnection[];
  /** How many connections the service has open: signed in, and not said goodbye to. */
  held(): number;
  /** The most connections that the service has had, or asked for, at the same time. */
  mostAtOnce(): number;
  /** How many of the open ones are inside a transaction while no statement of theirs is running or held back. */
  idleInTransaction(): number;
  /** A place in time, for `statementsSince` and `waitForStatement`. */
  mark(): number;
  statementsSince(mark: number): readonly Statement[];
  /** The statement does not run; the service gets this error, and the transaction it was in has truly failed. Throws RangeError on a code that is no SQLSTATE. */
  failStatement(options?: FailOptions): void;
  /** Holds statements back. Nothing else happens on that connection meanwhile; `clearFaults` lets them go at once. */
  delay(options: DelayOptions): void;
  /** Without options: breaks off all connections, now. With options: the one on which that statement arrives; it does not run. */
  cut(options?: CutOptions): void;
  /** The statement runs, and commits where it is a transaction of its own; the connection breaks before the service hears of it. */
  cutAfter(options?: CutOptions): void;
  /** Forgets every fault that has not struck yet, and lets go what is held back. */
  clearFaults(): void;
  /** Calls the listener for each statement that arrives, before it is sent on. Returns a function that ends this. */
  onStatement(listener: (statement: Statement) => void): () => void;
  /** Resolves when a matching statement has reached the relay; rejects with what was seen instead, by default after 3 s. */
  waitForStatement(pattern: RegExp, options?: WaitOptions): Promise<Statement>;
}

const CONNECTIONS_LIMIT = 1_000;

/**
 * Opens a relay to a PostgreSQL server, which must accept connections without TLS. The server need not be up: a service
 * that connects in vain gets an ErrorResponse (57P03) that says so.
 */
export async function openRelay(target: Target): Promise<Relay> {
  const log = new StatementLog();
  const faults = new Faults();
  const connections: OpenWireConnection[] = [];
  const sessions = new Set<WireSession>();
  const sockets = new Set<Socket>();
  const closing = new AbortController();
  let arrived = 0;
  let mostAtOnce = 0;

  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.on("error", () => {}).on("close", () => sockets.delete(socket));
  };

  const startSession = (service: Socket, startup: Buffer, rest: Buffer, names: ReadonlyMap<string, string>): void => {
    arrived += 1;
    const connection: OpenWireConnection = {
      number: arrived,
      user: names.get("user"),
      database: names.get("database") ?? names.get("user"),
      applicationName: names.get("application_name"),
      state: "starting",
      transaction: "none",
      openedAt: performance.now(),
    };
    connections.push(connection);
    if (connections.length > CONNECTIONS_LIMIT) connections.shift();
    const closed = (): void => void sessions.delete(session);
    const session = new WireSession(service, startup, { target, log, faults, connection, closed });
    sessions.add(session);
    mostAtOnce = Math.max(mostAtOnce, sessions.size);
    if (rest.length > 0) session.hear(rest);
  };

  const listener = createServer({ allowHalfOpen: true, noDelay: true }, (service) => {
    keep(service);
    greetService(service, {
      start: ({ bytes, parameters }, rest) => startSession(service, bytes, rest, parameters),
      cancel: (packet) => void keep(forwardCancel(service, packet, target)),
    });
  });
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const address = listener.address();
  if (address === null || typeof address === "string") throw new Error("the relay's listener has no port");

  return {
    port: address.port,
    get statements() {
      return log.all();
    },
    get connections() {
      return [...connections];
    },
    held: () => [...sessions].filter((session) => session.isOpen).length,
    mostAtOnce: () => mostAtOnce,
    idleInTransaction: () => [...sessions].filter((session) => session.idleInTransaction).length,
    mark: () => log.mark(),
    statementsSince: (mark) => log.since(mark),
    failStatement: (options = {}) => faults.fail(options),
    delay: (options) => faults.delay(options),
    cut: (options) => {
      if (options) faults.cut(options);
      else for (const session of sessions) session.cut();
    },
    cutAfter: (options = {}) => faults.cutAfter(options),
    clearFaults: () => {
      faults.clear();
      for (const session of sessions) session.letGo();
    },
    onStatement: (listen) => log.listen(listen),
    waitForStatement: (pattern, options = {}) => waitForStatement(log, pattern, options, closing.signal),
    async [Symbol.asyncDispose]() {
      closing.abort();
      const closed = listener.listening ? once(listener, "close") : undefined;
      listener.close();
      for (const session of sessions) session.cut();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
