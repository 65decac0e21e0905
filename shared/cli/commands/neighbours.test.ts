import { expect, test } from "vitest";
import { freePort } from "#shared/postgres/free-port.ts";
import { runToEnd, startCommand } from "../testing/fixture-course.ts";

test("neighbours: opens the networks, takes a mood, shows each call without its token, and ends on Ctrl-C", async () => {
  const port = await freePort();
  const command = startCommand("neighbours", ["x", "mastodon", "--port", String(port)]);
  await command.waitFor(/Each call/);
  const at = (offset: number) => `http://127.0.0.1:${port + offset}`;

  expect(command.lines).toContain(`  MASTODON_URL=${at(1)}`);
  expect(command.lines).toContain(`  X_URL=${at(2)}`);
  const token = command.lines.find((line) => line.startsWith("  X_TOKEN="))?.slice("  X_TOKEN=".length) ?? "";
  expect(command.lines.some((line) => line.startsWith("  curl ") && line.includes(token))).toBe(true);
  const told = await fetch(`${at(0)}/__mood/mastodon`, { method: "POST", body: "reset" });
  expect(await told.text()).toBe("mastodon: reset\n");

  await fetch(`${at(2)}/2/tweets`, { method: "POST", headers: { authorization: `Bearer ${token}` } });
  await fetch(`${at(1)}/api/v1/statuses`, { method: "POST" }).catch(() => undefined);
  expect(await command.waitFor(/^x: /)).toBe("x: POST /2/tweets [Authorization: Bearer ***] -> 400");
  await command.waitFor(/^mastodon: POST \/api\/v1\/statuses -> connection reset after \d+ ms$/);

  const second = await runToEnd("neighbours", ["--port", String(port)]);
  expect(second.code).toBe(2);
  expect(second.output).toMatch(
    new RegExp(`^Port ${port + 1} is in use.* npm run neighbours -- --port ${port + 1_000}$`),
  );

  command.kill("SIGINT");
  expect((await command.ended).code).toBe(0);
});

test("neighbours: a name or a port that cannot be is refused with an example", async () => {
  const [name, port] = await Promise.all([
    runToEnd("neighbours", ["pigeons"]),
    runToEnd("neighbours", ["--port", "80"]),
  ]);

  expect(name).toEqual({
    code: 2,
    output: 'There is no neighbour "pigeons". Such as: npm run neighbours mastodon x facebook',
  });
  expect(port.code).toBe(2);
  expect(port.output).toMatch(/^--port is "80", and has to be a number from 1024 to 65000/);
});
