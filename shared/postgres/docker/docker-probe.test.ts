import { execFile } from "node:child_process";
import { chmod, rename } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import type { DockerEndpoint } from "./docker-endpoint.ts";
import { probeDocker } from "./docker-probe.ts";
import type { FakeHandler } from "./fake-docker.ts";
import { startFakeDocker, testAddress } from "./fake-docker.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

const image = "postgres:18-alpine";
const version = { "GET /version": { Version: "29.1.0" } };
const socket = (path: string): DockerEndpoint => ({ kind: "socket", uri: `unix://${path}`, path });

test("an engine that answers and has the image is ready", async () => {
  await using docker = await startFakeDocker({ ...version, "GET /images/postgres:18-alpine/json": { Id: "sha256:1" } });

  const probe = await probeDocker({ env: { DOCKER_HOST: docker.uri }, image });

  expect(probe).toEqual({
    kind: "ready",
    endpoint: { kind: "socket", uri: docker.uri, path: docker.path },
    version: "29.1.0",
    hasImage: true,
  });
});

test("an engine is ready without a look at any image when none is asked about", async () => {
  await using docker = await startFakeDocker(version);

  const probe = await probeDocker({ env: { DOCKER_HOST: docker.uri } });

  expect(probe).toMatchObject({ kind: "ready", hasImage: undefined });
  expect(docker.requests).toEqual(["GET /version"]);
});

test("a missing image is told with the command that fetches it, and with the engine that could", async () => {
  await using docker = await startFakeDocker(version);

  const probe = await probeDocker({ env: { DOCKER_HOST: docker.uri }, image: "ghcr.io/shop/postgres:18" });

  expect(probe).toEqual({
    kind: "no-image",
    why: "the image ghcr.io/shop/postgres:18 is not on this machine",
    next: "Fetch it: docker pull ghcr.io/shop/postgres:18",
    endpoint: { kind: "socket", uri: docker.uri, path: docker.path },
    version: "29.1.0",
  });
});

test("an engine that accepts the connection and says nothing is given up at the deadline", async () => {
  await using docker = await startFakeDocker({ "GET /version": () => undefined });

  const probe = await probeDocker({ env: { DOCKER_HOST: docker.uri }, deadlineMs: 50 });

  expect(probe).toMatchObject({
    kind: "no-answer",
    why: `DOCKER_HOST is ${docker.uri}, which does not work (no answer within 0.05 s)`,
  });
});

test("an engine that stops in the middle of its answer is given up at the deadline", async () => {
  const halfAnAnswer: FakeHandler = (_, response) => response.writeHead(200).write('{"Version":');
  await using docker = await startFakeDocker({ "GET /version": halfAnAnswer });

  const probe = await probeDocker({ env: { DOCKER_HOST: docker.uri }, deadlineMs: 50 });

  expect(probe).toMatchObject({ kind: "no-answer", why: expect.stringContaining("no answer within 0.05 s") });
});

test("an engine that falls silent before it has told about the image is given up at the deadline", async () => {
  await using docker = await startFakeDocker({ ...version, "GET /images/postgres:18-alpine/json": () => undefined });

  const probe = await probeDocker({ env: { DOCKER_HOST: docker.uri }, image, deadlineMs: 50 });

  expect(probe).toMatchObject({ kind: "no-answer" });
});

test("a paused Docker Desktop is told in its own words", async () => {
  const paused: FakeHandler = (_, response) => response.writeHead(500).end('{"message":"Docker Desktop is paused"}');
  await using docker = await startFakeDocker({ "GET /version": paused });
  const search = { kind: "usual", endpoints: [socket(docker.path)] } as const;

  const probe = await probeDocker({ env: {}, search, platform: "darwin" });

  expect(probe).toEqual({
    kind: "no-answer",
    why: `Docker does not work at unix://${docker.path} (it answers with status 500, Docker Desktop is paused)`,
    next: "Restart it: docker desktop restart",
  });
});

test("a web server is not taken for Docker", async () => {
  await using docker = await startFakeDocker({ "GET /version": { hello: "world" } });

  const probe = await probeDocker({ env: { DOCKER_HOST: docker.uri } });

  expect(probe).toMatchObject({
    kind: "no-answer",
    why: `DOCKER_HOST is ${docker.uri}, which does not work (it answers with status 200, and not like Docker)`,
  });
});

test("a DOCKER_HOST where nothing is gets named, and no other engine is asked instead", async () => {
  const { uri } = testAddress();
  await using other = await startFakeDocker(version);
  await using folder = await makeTemporaryFolder();
  if (process.platform !== "win32") await rename(other.path, join(folder.path, "docker.sock"));

  const probe = await probeDocker({ env: { DOCKER_HOST: uri, XDG_RUNTIME_DIR: folder.path }, platform: "linux" });

  expect(probe).toEqual({
    kind: "not-running",
    why: `DOCKER_HOST is ${uri}, where nothing listens (ENOENT)`,
    next: "Mend it, or leave it: unset DOCKER_HOST",
  });
  expect(other.requests).toEqual([]);
});

test("a DOCKER_HOST at a port that nobody listens on is named", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const uri = `tcp://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  await new Promise((resolve) => server.close(resolve));

  const probe = await probeDocker({ env: { DOCKER_HOST: uri } });

  expect(probe).toMatchObject({
    kind: "not-running",
    why: `DOCKER_HOST is ${uri}, where nothing listens (ECONNREFUSED)`,
  });
});

test("a DOCKER_HOST that leads through ssh is told to be out of reach", async () => {
  const probe = await probeDocker({ env: { DOCKER_HOST: "ssh://otter@shop.example" }, platform: "linux" });

  expect(probe).toEqual({
    kind: "not-running",
    why: "DOCKER_HOST is ssh://otter@shop.example, and this course reaches Docker only through unix://, npipe:// and tcp:// addresses",
    next: "Leave it: unset DOCKER_HOST",
  });
});

test.for([
  ["linux", "Install it: https://docs.docker.com/engine/install/", "Start it: sudo systemctl start docker"],
  ["darwin", "Install it: https://docs.docker.com/desktop/", "Start it: open -a Docker"],
  ["win32", "Install it: https://docs.docker.com/desktop/", "Start it: docker desktop start"],
] as const)(
  "without a socket, the docker program on the PATH tells 'not running' from 'not installed' (%s)",
  async ([platform, install, start]) => {
    await using programs = await makeTemporaryFolder({ docker: "", "docker.exe": "" });
    const search = { kind: "usual", endpoints: [] } as const;

    const without = await probeDocker({ env: { PATH: "" }, platform, search });
    const withProgram = await probeDocker({ env: { Path: programs.path }, platform, search });

    expect(without).toEqual({
      kind: "not-installed",
      why: "Docker is not installed (no docker program on the PATH and no Docker socket)",
      next: install,
    });
    expect(withProgram).toEqual({
      kind: "not-running",
      why: "Docker is installed but not running (there is no Docker socket)",
      next: start,
    });
  },
);

test("a usual place where nothing is counts as no socket: Windows' pipe is gone when Docker is", async () => {
  const { uri, path } = testAddress();
  const search = { kind: "usual", endpoints: [{ kind: "socket", uri, path }] } as const;

  const probe = await probeDocker({ env: { PATH: "" }, platform: "win32", search });

  expect(probe).toMatchObject({ kind: "not-installed" });
});

// Windows' pipes vanish with their server and have no file mode.
if (process.platform !== "win32") {
  test("a socket that its engine left behind means 'not running'", async () => {
    await using folder = await makeTemporaryFolder();
    const path = await leaveSocket(folder.path);
    const search = { kind: "usual", endpoints: [socket(path)] } as const;

    const probe = await probeDocker({ env: {}, search, platform: "linux" });

    expect(probe).toEqual({
      kind: "not-running",
      why: `Docker is installed but not running (nothing listens at unix://${path})`,
      next: "Start it: sudo systemctl start docker",
    });
  });

  test("an engine at the second of the usual sockets is found behind a dead first one", async () => {
    await using folder = await makeTemporaryFolder();
    await using docker = await startFakeDocker(version);
    const endpoints = [socket(await leaveSocket(folder.path)), socket(docker.path)];

    const probe = await probeDocker({ env: {}, search: { kind: "usual", endpoints } });

    expect(probe).toMatchObject({ kind: "ready", endpoint: { path: docker.path } });
  });

  test("a socket that this user may not open means 'no permission'", async () => {
    await using docker = await startFakeDocker(version);
    await chmod(docker.path, 0o000);

    const probe = await probeAsOrdinaryUser(docker.path);

    expect(probe).toEqual({
      kind: "no-permission",
      why: `Docker runs, but this user may not use it (no access to unix://${docker.path})`,
      next: "Join its group, then log out and in again: sudo usermod -aG docker $USER",
    });
    expect(docker.requests).toEqual([]);
  });
}

/** A socket's file that nobody listens on, as a killed engine leaves it. */
async function leaveSocket(folder: string): Promise<string> {
  const path = join(folder, "docker.sock");
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(`${path}.new`, resolve));
  await rename(`${path}.new`, path); // the server removes its file at the end, by its first name
  await new Promise((resolve) => server.close(resolve));
  return path;
}

/** Root may open everything, so a test run by root asks as `nobody` from another process. */
async function probeAsOrdinaryUser(path: string): Promise<unknown> {
  const search = { kind: "usual", endpoints: [socket(path)] };
  const script = `
    import { probeDocker } from ${JSON.stringify(import.meta.resolve("./docker-probe.ts"))};
    console.log(JSON.stringify(await probeDocker({ env: {}, platform: "linux", search: ${JSON.stringify(search)} })));`;
  const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: dirname(path),
    timeout: 20_000,
    ...user,
  });
  return JSON.parse(stdout);
}
