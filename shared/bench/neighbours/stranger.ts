import { defineNeighbour } from "./neighbour-definition.ts";

/** A server that no service was told of. Whoever calls it went where somebody else sent it. */
export const strangerDefinition = defineNeighbour({
  name: "stranger",
  variable: "STRANGER_URL",
  read: ({ method, path, headers, body }) => ({ method, path, headers, body }),
  answer: () => ({ json: { id: "1", url: "https://stranger.example/1", data: { id: "1", text: "" } } }),
});
