// The only file that speaks SQL: posts, and what became of sharing them.
import type { Pool } from "pg";
import type { NetworkName, Post } from "./networks.ts";
import type { Outcome } from "./outcome.ts";

/** What a visitor is told: `url` when it was shared, `error` when not. */
export interface ShareResult {
  readonly network: NetworkName;
  readonly status: Outcome["status"];
  readonly url?: string;
  readonly error?: string;
}

export type ShareRepository = ReturnType<typeof createShareRepository>;

/** A row as JSON, without the fields that are null. */
const result = `json_strip_nulls(json_build_object(
  'network', network, 'status', status, 'url', url, 'error', error)) as result`;

export function createShareRepository(pool: Pool) {
  /** What became of this post on this network. To be asked only where a row is. */
  async function find(postId: number, network: NetworkName): Promise<ShareResult> {
    const sql = `select ${result} from shares where post_id = $1 and network = $2`;
    const { rows } = await pool.query<{ result: ShareResult }>(sql, [postId, network]);
    const [row] = rows;
    if (row) return row.result;
    throw new Error(`Sharing post ${postId} on ${network} was never noted.`);
  }

  return {
    find,

    async findPost(id: number): Promise<Post | undefined> {
      const { rows } = await pool.query<Post>("select id, title, link from posts where id = $1", [id]);
      return rows[0];
    },

    /** In the order of their names. */
    async list(postId: number): Promise<ShareResult[]> {
      const sql = `select ${result} from shares where post_id = $1 order by network`;
      const { rows } = await pool.query<{ result: ShareResult }>(sql, [postId]);
      return rows.map((row) => row.result);
    },

    /**
     * Notes that the network is about to be called, and returns the key to call it with; always the same one for this
     * post and network. `undefined`: it must not be called.
     */
    async claim(postId: number, network: NetworkName, honoursKeys: boolean): Promise<string | undefined> {
      // A clear no may be tried again anywhere; an unknown outcome only where the key keeps it from being posted twice.
      const { rows } = await pool.query<{ key: string }>(
        `insert into shares (post_id, network)
         values ($1, $2)
         on conflict on constraint share_once do update
           set status = 'unknown', error = 'No answer yet.'
           where shares.status = 'failed' or (shares.status = 'unknown' and $3)
         returning key`,
        [postId, network, honoursKeys],
      );
      return rows[0]?.key;
    },

    /** Keeps what became of the call. What was shared stays shared, whatever a second click at the same time has met. */
    async settle(postId: number, network: NetworkName, outcome: Outcome): Promise<ShareResult> {
      const url = outcome.status === "shared" ? outcome.url : null;
      const error = outcome.status === "shared" ? null : outcome.error;
      await pool.query(
        `update shares
         set status = $3, url = $4, error = $5
         where post_id = $1 and network = $2 and status <> 'shared'`,
        [postId, network, outcome.status, url, error],
      );
      return find(postId, network);
    },
  };
}
