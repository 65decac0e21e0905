import { type NeighbourName, neighbourNames } from "#shared/lessons/neighbour-names.ts";
import { facebookDefinition } from "./facebook/facebook.ts";
import { mastodonDefinition } from "./mastodon/mastodon.ts";
import { type Neighbour, openNeighbour } from "./neighbour.ts";
import type { NeighbourDefinition } from "./neighbour-definition.ts";
import { xDefinition } from "./x/x.ts";

/** Every neighbour that a lesson can ask for. */
const definitions = {
  mastodon: mastodonDefinition,
  x: xDefinition,
  facebook: facebookDefinition,
} as const satisfies Record<NeighbourName, unknown>;

type Opened<Definition> =
  Definition extends NeighbourDefinition<infer Call, infer State> ? Neighbour<Call, State> : never;

/** An open neighbour with its own calls and memory. */
export type NeighbourOf<Name extends NeighbourName> = Opened<(typeof definitions)[Name]>;

export type AnyNeighbour = Neighbour<unknown, unknown>;

/** The neighbours of one service. Disposing it closes them. */
export interface Street extends AsyncDisposable {
  readonly neighbours: readonly AnyNeighbour[];
  /** Addresses, tokens, accounts: for the service's environment. */
  readonly env: Readonly<Record<string, string>>;
  /** `undefined` when it was not asked for. */
  find<Name extends NeighbourName>(name: Name): NeighbourOf<Name> | undefined;
}

/** Where the first of them listens when a person opens them by hand; port 4600 is the mood desk's. */
export const standingPort = 4_601;

/** What a service has to be told of neighbours that were opened by hand; under `env` in `lesson.yaml`. */
export function standingEnv(names: readonly NeighbourName[]): Record<string, string> {
  return Object.assign(
    {},
    ...names.map((name) => {
      const { variable, settings } = definitions[name];
      return { [variable]: `http://127.0.0.1:${standingPort + neighbourNames.indexOf(name)}`, ...settings };
    }),
  );
}

export interface StreetOptions {
  /** The ports from here on, in the order of all names: each neighbour's is the same every day. Else the system chooses. */
  readonly firstPort?: number;
}

/** Opens these neighbours; rejects when a port is taken. */
export async function openStreet(names: readonly NeighbourName[], options: StreetOptions = {}): Promise<Street> {
  const { firstPort } = options;
  await using opened = new AsyncDisposableStack();
  const byName = new Map<string, AnyNeighbour>();
  for (const name of names) {
    const definition = definitions[name] as NeighbourDefinition<unknown, unknown>;
    const port = firstPort === undefined ? 0 : firstPort + neighbourNames.indexOf(name);
    byName.set(name, opened.use(await openNeighbour(definition, { port })));
  }
  const neighbours = [...byName.values()];
  const parts = opened.move();
  return {
    neighbours,
    env: Object.assign({}, ...neighbours.map(({ env }) => env)),
    find: <Name extends NeighbourName>(name: Name) => byName.get(name) as NeighbourOf<Name> | undefined,
    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  };
}
