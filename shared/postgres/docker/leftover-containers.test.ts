import { expect, test } from "vitest";
import { startFakeDocker } from "./fake-docker.ts";
import { removeLeftoverContainers } from "./leftover-containers.ts";
import { homeLabel, runHome, runLabel } from "./run-labels.ts";

const root = import.meta.dirname;
const container = (id: string, runId: string) => ({ Id: id, Labels: { [runLabel]: runId } });
const engine = {
  "GET /version": { Version: "29.1.0" },
  "GET /containers/json": [container("c1", "aaaaaaaaaaaa"), container("c2", "bbbbbbbbbbbb")],
};

test("containers of dead runs are removed with their volumes, those of living runs stay", async () => {
  await using docker = await startFakeDocker({
    ...engine,
    "DELETE /containers/c1": null,
    "DELETE /containers/c2": null,
  });

  const removed = await removeLeftoverContainers({
    env: { DOCKER_HOST: docker.uri },
    root,
    isAlive: (runId) => runId === "bbbbbbbbbbbb",
  });

  expect(removed).toBe(1);
  const filters = JSON.stringify({ label: [`${homeLabel}=${runHome(root)}`, runLabel] });
  expect(docker.requests).toEqual([
    "GET /version",
    `GET /containers/json?all=1&filters=${filters}`,
    "DELETE /containers/c1?force=1&v=1",
  ]);
});

test("a container that somebody else removes at the same moment is not counted", async () => {
  await using docker = await startFakeDocker({ ...engine, "DELETE /containers/c2": null });

  const removed = await removeLeftoverContainers({
    env: { DOCKER_HOST: docker.uri },
    root,
    isAlive: async () => false,
  });

  expect(removed).toBe(1);
});

test("without Docker there are no leftovers", async () => {
  const env = { DOCKER_HOST: "unix:///nowhere/docker.sock" };

  expect(await removeLeftoverContainers({ env, root, isAlive: () => false })).toBe(0);
});
