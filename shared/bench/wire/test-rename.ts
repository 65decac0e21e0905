import type { Client } from "pg";

/** The same change in each way `pg` has of sending one. */
export const rename = {
  "a simple query": (client: Client) => client.query("update cards set title = 'Hare'"),
  "a query with parameters": (client: Client) => client.query("update cards set title = $1", ["Hare"]),
  "a named statement": (client: Client) =>
    client.query({ name: "rename", text: "update cards set title = $1", values: ["Hare"] }),
};
export const ways = Object.entries(rename);

/** "usable", or the SQLSTATE with which the connection refuses its next statement. */
export async function statusOf(client: Client): Promise<string> {
  return await client.query("select 1").then(
    () => "usable",
    (error: { code: string }) => error.code,
  );
}
