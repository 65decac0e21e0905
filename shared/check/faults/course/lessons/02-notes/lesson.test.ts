import { test } from "vitest";
import { openShop } from "#shared/bench/index.ts";

const because = { why: "Notes must not get lost.", look: "Look at src/server.ts." };

test("counts the notes", async () => {
  await using shop = await openShop();

  await shop.rows("insert into notes (text) values ('a third one')");

  (await shop.get("/count")).mustBe({ status: 200, body: { count: 3 } }, because);
});

test("counts the notes of a fresh database again", async () => {
  await using shop = await openShop();

  (await shop.get("/count")).mustBe({ status: 200, body: { count: 2 } }, because);
});
