// The worked example of the README: at the raffle two helpers draw a ticket at once. The next number stands in a table of
// its own, which goes when the script ends.
// Run it with the address that `npm run serve 07` prints:  node lessons/07-move-money/raffle.mjs "postgres://..."
import { Pool } from "pg";

const pool = new Pool({ connectionString: process.argv[2] });
await pool.query("drop table if exists raffle");
await pool.query("create table raffle as select 7 as next");

async function draw(lock, looked = () => {}) {
  const client = await pool.connect(); // 1. Borrow one connection.
  try {
    await client.query("begin"); // 2. Begin.
    const { rows } = await client.query(`select next from raffle ${lock}`); // 3. Lock and look.
    await looked();
    await client.query("update raffle set next = $1", [rows[0].next + 1]); // 4. Write.
    await client.query("commit"); // 5. End it, and give the connection back.
    return rows[0].next;
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
}

// Without a lock: nobody writes before both have looked.
const bothLooked = meeting(2);
console.log("without a lock:", await Promise.all([draw("", bothLooked), draw("", bothLooked)]));

// With a lock there can be no such meeting: the second looks when the first is done.
const tickets = await Promise.all([draw("for update"), draw("for update")]);
console.log("with a lock:", tickets.sort());

await pool.query("drop table raffle");
await pool.end();

/** A function to wait in until so many have come. */
function meeting(size) {
  let missing = size;
  const { promise, resolve } = Promise.withResolvers();
  return () => {
    missing -= 1;
    if (missing === 0) resolve();
    return promise;
  };
}
