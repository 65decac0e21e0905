import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { Client } from "pg";
import { afterAll, expect, test } from "vitest";
import { docker } from "../docker/docker-command.ts";
import { removeLeftoverContainers } from "../docker/leftover-containers.ts";
import { runLabel } from "../docker/run-labels.ts";
import { makeTemporaryFolder } from "../docker/temporary-folder.ts";
import type { AbsentRung, OpenRung, RungOptions } from "../rung.ts";
import { containerRung } from "./container.ts";

const newRunId = () => randomBytes(6).toString("hex");
const containersOf = (runId: string) => docker("ps", "--all", "--quiet", "--filter", `label=${runLabel}=${runId}`);

// What a failed test leaves.
afterAll(() => removeLeftoverContainers({ env: process.env, root: import.meta.dirname, isAlive: () => false }));

const options = (changes: Partial<RungOptions> = {}): RungOptions => ({
  root: import.meta.dirname,
  runId: newRunId(),
  runFolder: import.meta.dirname,
  forced: false,
  say: () => undefined,
  env: process.env,
  ...changes,
});

function opened(rung: OpenRung | AbsentRung): OpenRung {
  if (rung.kind === "absent") throw new Error(`${rung.why}. ${rung.next}`);
  return rung;
}

async function firstRow(url: string, sql: string): Promise<unknown> {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query(sql)).rows[0];
  } finally {
    await client.end();
  }
}

test("an image on the machine is opened unasked: sorted by code point, in memory, on loopback; stop removes all", async () => {
  const volumes = await docker("volume", "ls", "--quiet");
  const { runId, ...rest } = options();

  const rung = opened(await containerRung.open({ runId, ...rest }));

  const [container = ""] = (await containersOf(runId)).split("\n");
  const settings = await firstRow(
    rung.adminUrl,
    `select datlocprovider as provider, datlocale as locale, current_setting('fsync') as fsync,
      current_setting('max_connections') as connections, array(select w from unnest('{b,A,ä,a,B}'::text[]) w order by w) as sorted
    from pg_database where datname = current_database()`,
  );
  expect(settings).toEqual({
    provider: "b",
    locale: "C.UTF-8",
    fsync: "off",
    connections: "200",
    sorted: ["A", "B", "a", "b", "ä"],
  });
  expect(await docker("inspect", "--format", "{{json .HostConfig.Tmpfs}}", container)).toContain("/var/lib/postgresql");
  expect(await docker("port", container, "5432")).toMatch(/^127\.0\.0\.1:\d+$/);

  await rung.stop();
  await rung.stop();

  expect(await containersOf(runId)).toBe("");
  expect(await docker("volume", "ls", "--quiet")).toBe(volumes);
});

test("a container whose process was killed is removed by the next run of the same copy, and by no other", async () => {
  await using elsewhere = await makeTemporaryFolder();
  const root = import.meta.dirname;
  const runId = newRunId();
  const holder = spawn(process.execPath, [`${root}/../docker/hold-container.ts`, root, runId], {
    env: process.env,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [line] = await once(createInterface({ input: holder.stdout }), "line", { signal: AbortSignal.timeout(60_000) });
  expect(JSON.parse(line)).toMatchObject({ kind: "open" });

  holder.kill("SIGKILL");
  await once(holder, "exit");

  expect(await containersOf(runId)).not.toBe("");
  expect(await removeLeftoverContainers({ env: process.env, root: elsewhere.path, isAlive: () => false })).toBe(0);
  expect(await removeLeftoverContainers({ env: process.env, root, isAlive: () => true })).toBe(0);
  expect(await removeLeftoverContainers({ env: process.env, root, isAlive: (id) => id !== runId })).toBe(1);
  expect(await containersOf(runId)).toBe("");
});

test("a container that ends while starting is removed, and its last words are told", async () => {
  const image = `hood-broken:${newRunId()}`;
  const created = await docker("create", options().env.POSTGRES_IMAGE ?? "postgres:18-alpine");
  const entry = 'ENTRYPOINT ["sh","-c","echo initdb: no cards left; exit 3"]';
  await docker("commit", "--change", entry, created, image);
  const { runId, ...rest } = options({ env: { ...process.env, POSTGRES_IMAGE: image } });
  try {
    const rung = await containerRung.open({ runId, ...rest });

    expect(rung).toEqual({
      kind: "absent",
      why: `the container of ${image} did not start: it ended by itself; its log ends: initdb: no cards left`,
      next: `See whether it starts by hand: docker run --rm -e POSTGRES_PASSWORD=test ${image}`,
    });
    expect(await containersOf(runId)).toBe("");
  } finally {
    await docker("rm", "--force", "--volumes", created);
    await docker("rmi", "--force", image);
  }
});

test("an image that exists nowhere is named", async () => {
  const noImage = await containerRung.open(
    options({ forced: true, env: { ...process.env, POSTGRES_IMAGE: "hood.invalid/postgres:none" } }),
  );

  expect(noImage).toMatchObject({
    kind: "absent",
    why: expect.stringMatching(
      /^the image hood\.invalid\/postgres:none is not on this machine and cannot be fetched: ./,
    ),
  });
});
