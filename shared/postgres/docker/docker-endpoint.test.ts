import { createHash } from "node:crypto";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findDocker, parseDockerHost } from "./docker-endpoint.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

const store = (name: string) => createHash("sha256").update(name).digest("hex");

/** The files in which the docker command line keeps a context. */
const colima = {
  "config.json": JSON.stringify({ currentContext: "colima" }),
  [`contexts/meta/${store("colima")}/meta.json`]: JSON.stringify({
    Name: "colima",
    Endpoints: { docker: { Host: "unix:///home/otter/.colima/docker.sock" } },
  }),
};

test.for([
  ["unix:///var/run/docker.sock", { kind: "socket", path: "/var/run/docker.sock" }],
  ["npipe:////./pipe/docker_engine", { kind: "socket", path: "//./pipe/docker_engine" }],
  ["tcp://192.168.1.5:2375", { kind: "tcp", host: "192.168.1.5", port: 2375 }],
  ["tcp://[::1]", { kind: "tcp", host: "::1", port: 2375 }],
  ["https://docker.example", { kind: "tcp", host: "docker.example", port: 2376, tls: "" }],
] as const)("DOCKER_HOST %s is understood", ([uri, endpoint]) => {
  expect(parseDockerHost(uri)).toEqual({ uri, ...endpoint });
});

test.for(["ssh://otter@shop.example", "docker.example", "tcp://", "unix://", ""])(
  "DOCKER_HOST '%s' is refused",
  (uri) => {
    expect(parseDockerHost(uri)).toBeUndefined();
  },
);

test("DOCKER_TLS_VERIFY adds the certificates' folder and TLS' own port", () => {
  const env = { DOCKER_HOST: "tcp://docker.example", DOCKER_TLS_VERIFY: "1", DOCKER_CERT_PATH: "/certs" };

  expect(findDocker(env, "linux")).toMatchObject({ kind: "chosen", endpoint: { port: 2376, tls: "/certs" } });
});

test("the current context of the docker command line is followed", async () => {
  await using config = await makeTemporaryFolder(colima);

  expect(findDocker({ DOCKER_CONFIG: config.path }, "linux")).toEqual({
    kind: "chosen",
    by: 'the Docker context "colima" leads to unix:///home/otter/.colima/docker.sock',
    undo: "docker context use default",
    endpoint: {
      kind: "socket",
      uri: "unix:///home/otter/.colima/docker.sock",
      path: "/home/otter/.colima/docker.sock",
    },
  });
});

test("DOCKER_HOST wins over a context", async () => {
  await using config = await makeTemporaryFolder(colima);
  const env = { DOCKER_CONFIG: config.path, DOCKER_HOST: "unix:///tmp/mine.sock" };

  expect(findDocker(env, "linux")).toMatchObject({ by: "DOCKER_HOST is unix:///tmp/mine.sock" });
});

test("DOCKER_CONTEXT wins over the current context, and 'default' means the usual sockets", async () => {
  await using config = await makeTemporaryFolder(colima);
  const env = { DOCKER_CONFIG: config.path };

  expect(findDocker({ ...env, DOCKER_CONTEXT: "gone" }, "linux")).toEqual({
    kind: "unusable",
    why: 'the Docker context "gone" does not exist',
    next: "Leave it: unset DOCKER_CONTEXT",
  });
  expect(findDocker({ ...env, DOCKER_CONTEXT: "default" }, "linux")).toMatchObject({ kind: "usual" });
});

test("a config.json that is not JSON counts as absent", async () => {
  await using config = await makeTemporaryFolder({ "config.json": "{ currentContext" });

  expect(findDocker({ DOCKER_CONFIG: config.path }, "linux")).toMatchObject({ kind: "usual" });
});

test("the sockets of a user's own Docker are among the usual ones", async () => {
  await using home = await makeTemporaryFolder({
    "runtime/docker.sock": "",
    ".docker/run/docker.sock": "",
    ".docker/desktop/docker.sock": "",
  });

  const search = findDocker({ HOME: home.path, XDG_RUNTIME_DIR: join(home.path, "runtime") }, "linux");

  const paths = search.kind === "usual" ? search.endpoints.map(({ uri }) => uri.replace("unix://", "")) : [];
  expect(paths.filter((path) => path.startsWith(home.path))).toEqual([
    join(home.path, "runtime", "docker.sock"),
    join(home.path, ".docker", "run", "docker.sock"),
    join(home.path, ".docker", "desktop", "docker.sock"),
  ]);
});

test("Windows has one usual place, its named pipe", () => {
  expect(findDocker({ USERPROFILE: "C:\\Users\\otter" }, "win32")).toEqual({
    kind: "usual",
    endpoints: [{ kind: "socket", uri: "npipe:////./pipe/docker_engine", path: "//./pipe/docker_engine" }],
  });
});
