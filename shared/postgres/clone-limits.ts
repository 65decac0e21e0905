import type { ClientBase, Pool } from "pg";

/*
 * What the role of a test's service may use of a server. No lesson comes near any of it; it keeps a service that has
 * gone wrong from taking the server away from everybody else. A wall against accidents: a service may change its own
 * timeouts, though not the number of its connections nor its room for temporary files.
 *
 * There is no lock_timeout: waiting for a lock is a part of the statement's time, and a test tells who waits for whom
 * long before (explain-answer.ts).
 */
export const cloneLimits = {
  /** At once, of all processes of one service. A pool of pg's lends 10. */
  connections: 40,
  /** Milliseconds. A request has 3 s, a busy machine three times that; this only frees the server afterwards. */
  statementTimeout: 15_000,
  /** Milliseconds: as long as all tests of a lesson may take. */
  idleInTransactionTimeout: 60_000,
  /** Megabytes that one session may put aside on the disk, for sorts and joins that outgrow its memory. */
  temporaryFiles: 256,
} as const;

/** The limits as a server applies them to a clone's role; `undefined` where it applies none. */
export interface AppliedLimits {
  readonly connections: number | undefined;
  readonly statementTimeout: number | undefined;
  readonly idleInTransactionTimeout: number | undefined;
  /** Only a superuser, or who was granted it, may set this one. */
  readonly temporaryFiles: number | undefined;
}

/** The statements that set a role's timeouts and, where the administrator may, its room; to be sent in one go. */
export const settingsOfRole = (role: string, mayLimitFiles: boolean): string =>
  [
    `alter role ${role} set statement_timeout = ${cloneLimits.statementTimeout}`,
    `alter role ${role} set idle_in_transaction_session_timeout = ${cloneLimits.idleInTransactionTimeout}`,
    ...(mayLimitFiles ? [`alter role ${role} set temp_file_limit = '${cloneLimits.temporaryFiles}MB'`] : []),
  ].join("; ");

/** For a person who stands at a breakpoint, inside a transaction perhaps. Holds for connections opened from now on. */
export const withoutTimeouts = (role: string): string =>
  `alter role ${role} set statement_timeout = 0; alter role ${role} set idle_in_transaction_session_timeout = 0`;

/** Whether this administrator may limit temporary files. `has_parameter_privilege` is there from PostgreSQL 15. */
export async function mayLimitTemporaryFiles(admin: Pool): Promise<boolean> {
  const { rows } = await admin.query<{ may: boolean }>(
    "select has_parameter_privilege(current_user, 'temp_file_limit', 'set') as may",
  );
  return rows[0]?.may === true;
}

const question = `
  select
    (select nullif(rolconnlimit, -1) from pg_roles where rolname = current_user) as connections,
    (select nullif(setting::int, 0) from pg_settings where name = 'statement_timeout') as "statementTimeout",
    (select nullif(setting::int, 0) from pg_settings where name = 'idle_in_transaction_session_timeout')
      as "idleInTransactionTimeout",
    (select nullif(setting::int, -1) / 1024 from pg_settings where name = 'temp_file_limit') as "temporaryFiles"`;

/** Asks the server, over a connection of the role itself, what holds for it. */
export async function readLimits(service: ClientBase): Promise<AppliedLimits> {
  const { rows } = await service.query<{ [Name in keyof AppliedLimits]: number | null }>(question);
  const [row] = rows;
  return {
    connections: row?.connections ?? undefined,
    statementTimeout: row?.statementTimeout ?? undefined,
    idleInTransactionTimeout: row?.idleInTransactionTimeout ?? undefined,
    temporaryFiles: row?.temporaryFiles ?? undefined,
  };
}
