import { createServer } from "node:http";
import pg from "pg";

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });

createServer(async (_request, response) => {
  // Every database of the server, the one of the next test among them.
  const url = new URL(process.env.DATABASE_URL ?? "");
  const { rows: others } = await pool.query<{ name: string }>(
    "select datname as name from pg_database where datname <> current_database() and datname like '%clone%'",
  );
  for (const { name } of others) {
    url.pathname = `/${name}`;
    const elsewhere = new pg.Client({ connectionString: url.href });
    await elsewhere.connect();
    await elsewhere.query("insert into notes (text) values ('from next door')");
  }
  const { rows } = await pool.query("select count(*)::int as count from notes");
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(rows[0]));
}).listen(Number(process.env.PORT), "127.0.0.1");
