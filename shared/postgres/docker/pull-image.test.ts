import { expect, test } from "vitest";
import { type FakeHandler, startFakeDocker } from "./fake-docker.ts";
import { pullImage } from "./pull-image.ts";

const stream =
  (...reports: unknown[]): FakeHandler =>
  (_, response) =>
    response.writeHead(200).end(reports.map((report) => `${JSON.stringify(report)}\r\n`).join(""));

const loaded = (id: string, current: number) => ({ status: "Downloading", id, progressDetail: { current } });

async function pull(answer: FakeHandler, options: { image?: string; silenceMs?: number } = {}) {
  await using docker = await startFakeDocker({ "POST /images/create": answer });
  const endpoint = { kind: "socket", uri: docker.uri, path: docker.path } as const;
  const said: string[] = [];
  const failure = await pullImage(endpoint, {
    image: "postgres:18-alpine",
    say: (line) => said.push(line),
    ...options,
  });
  return { failure, said, requests: docker.requests };
}

test("a pull says how many megabytes have come, in steps", async () => {
  const { failure, said, requests } = await pull(
    stream(loaded("a", 5e6), loaded("a", 30e6), loaded("b", 4e6), loaded("b", 22e6), { status: "Extracting", id: "a" }),
  );

  expect(failure).toBeUndefined();
  expect(said).toEqual([
    "Fetching the image postgres:18-alpine ...",
    "Fetching the image postgres:18-alpine: 30 MB",
    "Fetching the image postgres:18-alpine: 52 MB",
  ]);
  expect(requests).toEqual(["POST /images/create?fromImage=postgres:18-alpine"]);
});

test.for([
  ["postgres", "postgres:latest"],
  ["localhost:5000/postgres", "localhost:5000/postgres:latest"],
  ["localhost:5000/postgres:18", "localhost:5000/postgres:18"],
  ["postgres@sha256:0a1b", "postgres@sha256:0a1b"],
])("a pull of %s asks for %s and no other version", async ([image = "", asked]) => {
  const { requests } = await pull(stream(), { image });

  expect(requests).toEqual([`POST /images/create?fromImage=${asked}`]);
});

test("a pull that the engine refuses ends with the engine's words", async () => {
  const { failure } = await pull((_, response) => response.writeHead(404).end('{"message":"manifest unknown"}'));

  expect(failure).toBe("manifest unknown");
});

test("a pull that breaks on the way ends with the engine's words", async () => {
  const { failure } = await pull(stream(loaded("a", 1), { error: "no space left on device" }));

  expect(failure).toBe("no space left on device");
});

test("a pull from which nothing comes any more is given up", async () => {
  const { failure } = await pull((_, response) => response.writeHead(200).write("{}\n"), { silenceMs: 50 });

  expect(failure).toBe("nothing came for 0.05 s");
});
