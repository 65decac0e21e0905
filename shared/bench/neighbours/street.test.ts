import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readCourse } from "#shared/lessons/course.ts";
import { openMoodDesk, openStreet, standingEnv } from "./index.ts";

test("a street holds the neighbours that were asked for, and tells a service all that it needs", async () => {
  await using street = await openStreet(["mastodon", "facebook"]);

  expect(street.neighbours.map(({ name }) => name)).toEqual(["mastodon", "facebook"]);
  expect(Object.keys(street.env).sort()).toEqual([
    "FACEBOOK_PAGE",
    "FACEBOOK_TOKEN",
    "FACEBOOK_URL",
    "MASTODON_TOKEN",
    "MASTODON_URL",
  ]);
  expect(street.find("mastodon")?.state.statuses).toEqual([]);
  expect(street.find("x")).toBeUndefined();
});

test("the command line of each neighbour is true", async () => {
  await using street = await openStreet(["mastodon", "x", "facebook"]);

  for (const { curl = "", url, env } of street.neighbours) {
    expect(curl).toMatch(/^curl .*Hello/);
    expect(curl).toContain(url);
    for (const [name, value] of Object.entries(env)) if (name.endsWith("_TOKEN")) expect(curl).toContain(value);
  }
});

test("the mood desk sets a mood, also of a neighbour that is down, and tells all", async () => {
  await using street = await openStreet(["mastodon", "x"]);
  await using desk = await openMoodDesk(street.neighbours);
  const tell = async (name: string, mood: string) => {
    const response = await fetch(`${desk.url}/${name}`, { method: "POST", body: mood });
    return `${response.status} ${(await response.text()).trim()}`;
  };

  expect(await tell("mastodon", "down")).toBe("200 mastodon: down");
  expect(await tell("x", '{"kind":"slow","ms":2000}')).toBe("200 x: slow");
  expect(await (await fetch(desk.url)).text()).toBe("mastodon: down\nx: slow\n");
  expect(await tell("mastodon", "fine")).toBe("200 mastodon: fine");
  expect((await fetch(`${street.env.MASTODON_URL}/api/v1/statuses/1`)).status).toBe(404);
});

test("the mood desk names the choices when it does not understand", async () => {
  await using street = await openStreet(["mastodon"]);
  await using desk = await openMoodDesk(street.neighbours);

  const grumpy = await fetch(`${desk.url}/mastodon`, { method: "POST", body: "grumpy" });
  const nobody = await fetch(`${desk.url}/baker`, { method: "POST", body: "mute" });

  expect(grumpy.status).toBe(422);
  expect(await grumpy.text()).toMatch(/^"grumpy" is no mood\. Moods: fine slow mute drip down reset garbage/);
  expect(nobody.status).toBe(404);
  expect(await nobody.text()).toMatch(/Try one of: \/__mood\/mastodon$/m);
});

test("a lesson's env tells its service where neighbours that were opened by hand are", async () => {
  const { lessons } = readCourse(fileURLToPath(new URL("../../..", import.meta.url)));

  for (const { neighbours, env } of lessons) expect(env).toMatchObject(standingEnv(neighbours));
  expect(standingEnv(["x"])).toMatchObject({ X_URL: "http://127.0.0.1:4602" });
});

test("a listener hears of each call as it ends", async () => {
  await using street = await openStreet(["x"]);
  const [x] = street.neighbours;
  const ends: string[] = [];
  x?.onCallEnd(({ method, path, outcome }) => ends.push(`${method} ${path} ${outcome}`));

  await fetch(`${x?.url}/2/tweets`, { method: "POST" });
  await x?.setMood("reset");
  await fetch(`${x?.url}/2/tweets`, { method: "POST" }).catch(() => undefined);

  expect(ends).toEqual(["POST /2/tweets answered", "POST /2/tweets unanswered"]);
});
