/** The neighbours that a lesson can ask for under `neighbours` in its `lesson.yaml`; shared/bench/neighbours holds them. */
export const neighbourNames = ["mastodon", "x", "facebook"] as const;

export type NeighbourName = (typeof neighbourNames)[number];
