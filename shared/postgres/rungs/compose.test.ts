import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startFakeDocker } from "../docker/fake-docker.ts";
import { makeTemporaryFolder } from "../docker/temporary-folder.ts";
import { composeRung } from "./compose.ts";

const startIt = "Start it: docker compose up -d --wait";

/** What the rung says in a project whose service is in each of these states, one look after the other. */
async function open(
  states: readonly { Status: string; Health?: { Status: string } }[],
  options: { folder?: string; root?: string; forced?: boolean; ports?: unknown } = {},
) {
  const { folder = "/srv/cards", root = "/srv/cards", forced = false } = options;
  const { ports = { "5432/tcp": [{ HostIp: "127.0.0.1", HostPort: "9" }] } } = options;
  const left = [...states];
  const labels = { "com.docker.compose.project.working_dir": folder };
  const list = states.length === 0 ? [] : [{ Id: "c1", State: states[0]?.Status, Labels: labels }];
  await using docker = await startFakeDocker({
    "GET /version": { Version: "29.1.0" },
    "GET /containers/json": list,
    "GET /containers/c1/json": (_: unknown, response: { end(text: string): void }) => {
      const State = left.length > 1 ? left.shift() : left[0];
      response.end(
        JSON.stringify({ State, NetworkSettings: { Ports: ports }, Config: { Env: ["POSTGRES_USER=hood"] } }),
      );
    },
  });
  const said: string[] = [];
  const rung = await composeRung.open({
    root,
    runId: "0123456789ab",
    runFolder: "/srv/cards",
    forced,
    say: (line) => said.push(line),
    env: { DOCKER_HOST: docker.uri },
  });
  return { rung, said, looks: docker.requests.filter((request) => request.startsWith("GET /containers/c1")).length };
}

const starting = { Status: "running", Health: { Status: "starting" } };
const healthy = { Status: "running", Health: { Status: "healthy" } };
/** A healthy service is asked for its version, and nobody listens on port 9. */
const reached = {
  kind: "absent",
  why: expect.stringContaining("the compose service postgres is up but cannot be used"),
};

test("without Docker the rung is absent for Docker's reason", async () => {
  const rung = await composeRung.open({
    root: "/srv/cards",
    runId: "0123456789ab",
    runFolder: "/srv/cards",
    forced: false,
    say: () => undefined,
    env: { DOCKER_HOST: "unix:///nowhere/docker.sock" },
  });

  expect(rung).toMatchObject({ why: "DOCKER_HOST is unix:///nowhere/docker.sock, where nothing listens (ENOENT)" });
});

test("a service that was never started, has ended, or belongs to another project is not up", async () => {
  const absent = { kind: "absent", why: "the compose service postgres is not up", next: startIt };

  expect((await open([])).rung).toEqual(absent);
  expect((await open([{ Status: "exited" }])).rung).toEqual(absent);
  expect((await open([healthy], { folder: "/srv/other" })).rung).toEqual(absent);
});

test("a service that is still starting is not waited for, unless asked for by name", async () => {
  const unasked = await open([starting, healthy]);
  const asked = await open([starting, starting, healthy], { forced: true });

  expect(unasked.rung).toMatchObject({ why: "the compose service postgres is still starting" });
  expect(unasked.looks).toBe(1);
  expect(asked.rung).toMatchObject(reached);
  expect(asked.said).toEqual(["Waiting for the compose service postgres to get healthy ..."]);
});

test("a service whose health check fails or that has none is tried all the same", async () => {
  expect((await open([{ Status: "running", Health: { Status: "unhealthy" } }])).rung).toMatchObject(reached);
  expect((await open([{ Status: "running" }])).rung).toMatchObject(reached);
});

test("a service that ends while it is waited for is not up", async () => {
  const { rung } = await open([starting, { Status: "exited" }], { forced: true });

  expect(rung).toMatchObject({ why: "the compose service postgres is not up" });
});

test("a service that is paused, restarting or without a port says so", async () => {
  const paused = await open([{ Status: "paused" }]);
  const restarting = await open([{ Status: "restarting" }]);
  const unreachable = await open([healthy], { ports: {} });

  expect(paused.rung).toMatchObject({ why: "the compose service postgres is paused" });
  expect(restarting.rung).toMatchObject({ why: "the compose service postgres is restarting" });
  expect(unreachable.rung).toMatchObject({ why: "the compose service postgres publishes no port" });
});

// A symlink needs a right that ordinary users of Windows lack.
if (process.platform !== "win32") {
  test("a project that was started through a symlink is found", async () => {
    await using folder = await makeTemporaryFolder({ "cards/docker-compose.yml": "" });
    await symlink(join(folder.path, "cards"), join(folder.path, "link"));

    const { rung } = await open([healthy], { folder: join(folder.path, "link"), root: join(folder.path, "cards") });

    expect(rung).toMatchObject(reached);
  });
}
