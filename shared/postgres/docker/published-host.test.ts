import { expect, test } from "vitest";
import type { DockerEndpoint } from "./docker-endpoint.ts";
import { startFakeDocker } from "./fake-docker.ts";
import { publishedHost } from "./published-host.ts";

const laptop = { isContainer: false, name: "laptop" };
const job = { isContainer: true, name: "job" };
const tcp = (host: string): DockerEndpoint => ({ kind: "tcp", uri: `tcp://${host}`, host, port: 2375 });
const bridge = { IPAM: { Config: [{ Subnet: "172.17.0.0/16", Gateway: "172.17.0.1" }] } };

async function hostFor(answers: Record<string, unknown>, place = job): Promise<string> {
  await using docker = await startFakeDocker(answers);
  return await publishedHost({ kind: "socket", uri: docker.uri, path: docker.path }, place);
}

test("an engine on a socket of the learner's own machine is on loopback, and is not asked", async () => {
  expect(await hostFor({}, laptop)).toBe("127.0.0.1");
});

test("an engine that runs inside the same container is on loopback", async () => {
  expect(await hostFor({ "GET /info": { Name: "job" }, "GET /networks/bridge": bridge })).toBe("127.0.0.1");
});

test("an engine outside the container is on its bridge", async () => {
  expect(await hostFor({ "GET /info": { Name: "moby" }, "GET /networks/bridge": bridge })).toBe("172.17.0.1");
});

test("an engine outside that names no gateway is at the name Docker gives it", async () => {
  const noGateway = { IPAM: { Config: [{ Subnet: "172.17.0.0/16" }] } };
  expect(await hostFor({ "GET /info": { Name: "moby" }, "GET /networks/bridge": noGateway })).toBe(
    "host.docker.internal",
  );
});

test("an engine on TCP is at its own address", async () => {
  expect(await publishedHost(tcp("docker.example"), job)).toBe("docker.example");
  expect(await publishedHost(tcp("localhost"), job)).toBe("127.0.0.1");
});
