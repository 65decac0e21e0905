import { cloneLimits } from "#shared/postgres/clone-limits.ts";
import type { BenchContext } from "../context.ts";
import type { Relay } from "../wire/index.ts";
import type { Words } from "./lesson-failure.ts";

/** PostgreSQL's code for a connection beyond the role's limit, or beyond the server's. */
export const tooManyConnections = "53300";

/** Connections that the service holds when a full server is its doing: what one pool of pg's lends. */
const onePool = 10;

/**
 * Why PostgreSQL refused connections, in words for the learner, where the service itself holds them. `asked` is what was
 * asked of the service, such as `GET /cards`.
 */
export function explainTooManyConnections(
  context: BenchContext,
  relays: readonly Pick<Relay, "connections" | "held" | "mostAtOnce">[],
  asked: string | undefined,
): Words | undefined {
  const refusals = relays.flatMap(({ connections }) =>
    connections.filter(({ refusal }) => refusal?.code === tooManyConnections),
  );
  // The role's limit. Hundreds at once may find the server full before it has counted them.
  const isOverLimit =
    refusals.some(({ refusal }) => /for role/.test(refusal?.message ?? "")) ||
    relays.some((relay) => relay.mostAtOnce() > cloneLimits.connections);
  const held = isOverLimit ? cloneLimits.connections : relays.reduce((sum, relay) => sum + relay.held(), 0);
  if (held < onePool) return undefined;
  return {
    what: `${asked === undefined ? "" : `${asked} -> `}the service holds ${held} connections to the database at once and asked for more`,
    why: "PostgreSQL sets memory aside for each of them and lends only so many; every customer after that is turned away.",
    look: `Look at where ${context.displayFolder}/src makes a pool or a client: one pool serves everybody, and what is taken from it goes back.`,
  };
}
