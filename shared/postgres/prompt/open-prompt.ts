import { Client } from "pg";
import { renderError, renderResult } from "./render-result.ts";
import { loadSplitter, splitStatements } from "./split-statements.ts";
import { StatementResult } from "./statement-result.ts";

/** A connection to which somebody types SQL, line by line. */
export interface SqlPrompt extends AsyncDisposable {
  /** As psql's: `=> `, in a transaction `=*> `, in a failed one `=!> `; `-> ` while a statement has no `;` yet. */
  readonly text: string;
  /** What was typed and has no `;` yet. */
  readonly rest: string;
  /**
   * Takes a line and runs each statement that ends in it; false when one of them failed. Rejects when the connection is
   * lost.
   */
  type(line: string): Promise<boolean>;
  /** Stops the statement that runs, leaves those behind it, and forgets what has no `;` yet. */
  interrupt(): Promise<void>;
  /** Resolves when the connection is lost, with the reason. */
  readonly lost: Promise<Error>;
}

/** Milliseconds to reach a server. */
const connectWithin = 5_000;

/** `print` gets what comes back, line by line. Rejects when the server cannot be reached. */
export async function openSqlPrompt(url: string, print: (line: string) => void): Promise<SqlPrompt> {
  await loadSplitter();
  const client = await connect(url);
  const lost = new Promise<Error>((resolve) => {
    client.once("error", resolve).once("end", () => resolve(new Error("it was closed")));
  });
  client.on("notice", (notice) => {
    for (const line of renderError(notice)) print(line);
  });
  const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
  let rest = "";
  let isRunning = false;
  let isInterrupted = false;

  const run = async (statement: string): Promise<boolean> => {
    const result = new StatementResult(statement);
    const answered = new Promise<undefined>((resolve) => client.once("drain", () => resolve(undefined)));
    isRunning = true;
    client.query(result);
    const error = await Promise.race([answered, lost]);
    isRunning = false;
    if (error) throw new Error(result.error?.message ?? error.message); // the server's last words say more
    for (const line of renderResult(result)) print(line);
    return result.error === undefined;
  };

  return {
    get text() {
      if (rest !== "") return "-> ";
      const state = client.getTransactionStatus();
      return state === "T" ? "=*> " : state === "E" ? "=!> " : "=> ";
    },
    get rest() {
      return rest;
    },
    async type(line) {
      const typed = splitStatements(`${rest}${line}\n`);
      rest = typed.rest;
      let isFine = true;
      isInterrupted = false;
      for (const statement of typed.statements) if (!isInterrupted) isFine = (await run(statement)) && isFine;
      return isFine;
    },
    async interrupt() {
      rest = "";
      isInterrupted = true;
      if (!isRunning) return;
      const other = await connect(url);
      await other.query("select pg_cancel_backend($1)", [rows[0]?.pid]).finally(() => other.end());
    },
    lost,
    [Symbol.asyncDispose]: () => client.end(),
  };
}

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: connectWithin });
  client.on("error", () => undefined); // who asks next hears of it
  await client.connect();
  return client;
}
