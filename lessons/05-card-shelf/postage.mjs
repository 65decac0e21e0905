// The worked example of the README: postage to other countries, kept in a table of its own that goes when the script ends.
// Run it with the address that `npm run serve 05` prints:  node lessons/05-card-shelf/postage.mjs "postgres://..."
import { Client } from "pg";

// 1. Connect.
const client = new Client(process.argv[2]);
await client.connect();
await client.query("create temp table postage (country text constraint postage_country_key unique, cents int)");

// 2. Write the text, with a place for each value.
const add = "insert into postage (country, cents) values ($1, $2) returning country, cents";

// 3. Send the values beside the text, in the same order.
const added = await client.query(add, ["Côte d'Ivoire", 210]);
console.log("rows:", added.rows);

// 4. Ask how many rows were met, and in which type an answer comes.
const { rowCount } = await client.query("delete from postage where country = $1", ["Atlantis"]);
const { rows } = await client.query("select count(*) as count from postage");
console.log("rowCount:", rowCount, " count:", rows[0].count, typeof rows[0].count);

// 5. Let a constraint refuse, and read which one it was.
await client
  .query(add, ["Côte d'Ivoire", 999])
  .catch(({ code, constraint }) => console.log("refused:", code, constraint));
await client.end();
