import { createServer } from "node:http";
import pg from "pg";

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });

createServer(async (_request, response) => {
  await pool.query("select length($1)", ["x".repeat(100_000)]);
  const { rows } = await pool.query("select count(*)::int as count from notes");
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(rows[0]));
}).listen(Number(process.env.PORT), "127.0.0.1");
