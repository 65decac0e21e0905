import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FakeHandler, startFakeDocker } from "#shared/postgres/docker/fake-docker.ts";
import { copyFixtureCourse, runToEnd } from "../testing/fixture-course.ts";
import { doctorScreen } from "./testing/doctor-screen.ts";
import { fakeInstall, installWithoutScripts } from "./testing/fake-install.ts";
import { fullDisks } from "./testing/full-disk.ts";
import { copyMachine, type MachineCopy } from "./testing/machine-copy.ts";
import { pretendVersion, runDoor } from "./testing/run-door.ts";

/* Whatever was broken, the screen alone must be enough to mend it: read the files in snapshots/. */

let machine: MachineCopy;

beforeAll(() => {
  machine = copyMachine();
});

afterAll(() => machine[Symbol.dispose]());

const stackLine = /^ +at /m;

const oneLine = (screen: string) => screen.replace(/\s+/g, " ");

describe.concurrent("Docker half-installed", () => {
  test("an engine that never answers is told with the way around it", async ({ expect }) => {
    await using docker = await startFakeDocker({ "GET /version": () => undefined });

    const screen = await doctorScreen(machine, { env: { DOCKER_HOST: docker.uri, HOOD_POSTGRES: "container" } });

    await expect(screen).toMatchFileSnapshot("snapshots/docker-hangs.txt");
  });

  test("an engine that refuses is named by the command that needs it", async ({ expect }) => {
    using course = copyFixtureCourse();
    const refuse: FakeHandler = (_, response) => response.writeHead(403).end('{"message":"not for this user"}');
    await using docker = await startFakeDocker({ "GET /version": refuse });

    const words = ["2", "--course", course.folder];
    const { code, output } = await runToEnd("check", words, { DOCKER_HOST: docker.uri, HOOD_POSTGRES: "container" });

    expect(code).toBe(2);
    expect(oneLine(output)).toContain("HOOD_POSTGRES=container asks for this PostgreSQL, but DOCKER_HOST is");
    expect(oneLine(output)).toContain("not for this user). Mend it, or leave it:");
    expect(output).not.toMatch(stackLine);
  });
});

test("no disk: each command names the drive and what makes room on it", async () => {
  const drive = join(machine.root, ".hood");
  const disks = fullDisks(machine.root);
  for (const before of disks) {
    const { code, screen } = await runDoor(machine.door, ["check", "1"], { before });

    expect(code).toBe(2);
    expect(oneLine(screen)).toContain(`Disk space: only 0 MB are free on the drive of ${drive}`);
    expect(screen).toMatch(/^ {8}npm cache clean --force$/m);
    expect(screen).not.toMatch(stackLine);
  }
  const before = disks.at(-1) ?? [];
  await expect(await doctorScreen(machine, { before })).toMatchFileSnapshot("snapshots/no-disk.txt");
});

test("an old Node: it is told before anything is loaded that it could not read", async () => {
  const { code, screen } = await runDoor(machine.door, ["start"], { before: pretendVersion("18.20.8") });

  expect(code).toBe(2);
  await expect(screen).toMatchFileSnapshot("snapshots/old-node.txt");
});

describe("a blocked install script", () => {
  test("without the course's own Node the door says so", async () => {
    using machine = copyMachine({ packages: false });
    fakeInstall(machine.root);
    rmSync(join(machine.root, "node_modules/node/bin"), { recursive: true });

    const { code, screen } = await runDoor(machine.door, ["start"], { before: pretendVersion("22.12.0") });

    expect(code).toBe(2);
    await expect(screen).toMatchFileSnapshot("snapshots/blocked-node.txt");
  });

  test("without PostgreSQL's libraries the doctor says so", async () => {
    using machine = copyMachine({ packages: false });
    installWithoutScripts(machine.root);

    await expect(await doctorScreen(machine)).toMatchFileSnapshot("snapshots/blocked-postgres.txt");
  });
});
