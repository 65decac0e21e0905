import { test } from "vitest";
import { openShop } from "#shared/bench/index.ts";

const because = { why: "A shop says hello.", look: "Look at src/server.ts." };

test("answers at all", async () => {
  await using shop = await openShop();

  await shop.get("/");
});

test("greets", async () => {
  await using shop = await openShop();

  const answer = await shop.get("/greeting");

  answer.mustBe({ status: 200, body: { hello: "world" } }, because);
});

test("greets again", async () => {
  await using shop = await openShop();

  const answer = await shop.get("/greeting");

  answer.mustBe({ status: 200, body: { hello: "world" } }, because);
});
