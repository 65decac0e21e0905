import { expect, test } from "vitest";
import { testcontainersAddress } from "./testcontainers.ts";

test.for([
  ["/var/run/docker.sock", "/var/run/docker.sock"],
  ["//./pipe/docker_engine", "\\\\.\\pipe\\docker_engine"],
])("testcontainers gets back the path %s from the address it is given", ([path = "", seen]) => {
  const { pathname, hostname } = new URL(testcontainersAddress({ kind: "socket", uri: "", path }));

  expect({ pathname, hostname }).toEqual({ pathname: seen, hostname: "" });
});

test("testcontainers is given the port that a TCP address left out", () => {
  expect(testcontainersAddress({ kind: "tcp", uri: "tcp://[::1]", host: "::1", port: 2375 })).toBe("tcp://[::1]:2375");
});
