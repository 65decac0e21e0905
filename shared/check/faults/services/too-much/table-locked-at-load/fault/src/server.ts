import { createServer } from "node:http";
import pg from "pg";

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
// This connection is never given back, and its transaction never ends.
const keeper = await pool.connect();
await keeper.query("begin; lock table notes in access exclusive mode");

createServer(async (_request, response) => {
  const { rows } = await pool.query("select count(*)::int as count from notes");
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(rows[0]));
}).listen(Number(process.env.PORT), "127.0.0.1");
