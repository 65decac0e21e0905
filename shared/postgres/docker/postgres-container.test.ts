import { expect, test } from "vitest";
import { startFakeDocker } from "./fake-docker.ts";
import { startPostgresContainer } from "./postgres-container.ts";

test("an engine that falls silent while a container is started is given up at the deadline", async () => {
  await using docker = await startFakeDocker({ "GET /info": () => undefined, "GET /containers/json": [] });
  const before = process.env.DOCKER_HOST;
  await import("testcontainers"); // so that the deadline is not used up by loading it

  const starting = startPostgresContainer({
    endpoint: { kind: "socket", uri: docker.uri, path: docker.path },
    image: "postgres:18-alpine",
    root: import.meta.dirname,
    runId: "0123456789ab",
    deadlineMs: 500,
  });

  await expect(starting).rejects.toMatchObject({
    name: "ContainerStartError",
    message: "the container of postgres:18-alpine did not start: not ready after 0.5 s",
  });
  expect(docker.requests).toContain("GET /info");
  expect(process.env.DOCKER_HOST).toBe(before);
});
