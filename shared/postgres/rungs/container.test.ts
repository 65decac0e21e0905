import { expect, test } from "vitest";
import { startFakeDocker } from "../docker/fake-docker.ts";
import { containerRung } from "./container.ts";

/** What the rung says, and what it asked of an engine that has these images and can fetch none. */
async function open(options: { images: readonly string[]; forced: boolean }) {
  const images = options.images.map((image) => [`GET /images/${image}/json`, { Id: "sha256:1" }]);
  await using docker = await startFakeDocker({ "GET /version": { Version: "29.1.0" }, ...Object.fromEntries(images) });
  const said: string[] = [];
  const rung = await containerRung.open({
    root: import.meta.dirname,
    runId: "0123456789ab",
    runFolder: import.meta.dirname,
    forced: options.forced,
    say: (line) => said.push(line),
    env: { DOCKER_HOST: docker.uri },
  });
  return { rung, said, requests: docker.requests };
}

test("nothing is fetched for a rung that nobody asked for", async () => {
  const { rung, said, requests } = await open({ images: [], forced: false });

  expect(rung).toEqual({
    kind: "absent",
    why: "the image postgres:18-alpine is not on this machine",
    next: "Fetch it: docker pull postgres:18-alpine",
  });
  expect(said).toEqual([]);
  expect(requests.filter((request) => request.startsWith("POST"))).toEqual([]);
});

test("an image that cannot be fetched is named with the reason", async () => {
  const { rung, said } = await open({ images: [], forced: true });

  expect(rung).toEqual({
    kind: "absent",
    why: "the image postgres:18-alpine is not on this machine and cannot be fetched: page not found",
    next: "Fetch it: docker pull postgres:18-alpine",
  });
  expect(said).toEqual(["Fetching the image postgres:18-alpine ..."]);
});
