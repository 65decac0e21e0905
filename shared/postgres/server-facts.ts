import { Client } from "pg";

/** What a rung has to know about a server and its role before it can be used. */
export interface ServerFacts {
  readonly versionNumber: number;
  readonly version: string;
  readonly encoding: string;
  readonly database: string;
  readonly role: string;
  readonly mayCreate: boolean;
}

const question = `
  select
    current_setting('server_version_num')::int as "versionNumber",
    split_part(current_setting('server_version'), ' ', 1) as version,
    current_setting('server_encoding') as encoding,
    current_database() as database,
    rolname as role,
    rolsuper or (rolcreatedb and rolcreaterole) as "mayCreate"
  from pg_roles
  where rolname = current_user`;

/** Connects once and asks. Rejects with pg's error when the server cannot be reached or does not answer in time. */
export async function askServer(url: string, deadlineMs: number): Promise<ServerFacts> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: deadlineMs,
    query_timeout: deadlineMs,
    application_name: "under-the-hood",
  });
  // A connection that breaks is told by the query or not at all.
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<ServerFacts>(question);
    const [facts] = rows;
    if (!facts) throw new Error("the role is not listed in pg_roles");
    return facts;
  } finally {
    // Not awaited: a server that stopped answering would not close either.
    client.end().catch(() => undefined);
  }
}
