// What Grandma can rely on. TO WRITE: one test for each promise of the contract, from easiest to hardest.
import { test } from "vitest";
import { openShop } from "#shared/bench/index.ts";

/* Given. */

test("GET / greets the visitor", async () => {
  await using shop = await openShop();

  const answer = await shop.get("/");

  answer.mustBe(
    { status: 200, type: "text/plain" },
    {
      why: "The front door is the first thing that a visitor sees.",
      look: "This route was given: compare GET / in src/app.ts with the one in the solution.",
    },
  );
});

/* Task 1: grant the wish. */

test("GET /wish grants the wish", async () => {
  await using shop = await openShop();

  const answer = await shop.get("/wish");

  answer.mustBe(
    { status: 200, type: "application/json", body: { granted: true } },
    {
      why: "TO WRITE: what it means to Grandma when this is wrong, in one sentence.",
      look: "Look at GET /wish in src/app.ts (task 1).",
      mistakes: [
        {
          when: ({ type }) => type === "text/html",
          what: "GET /wish was sent as text/html, not JSON",
        },
      ],
    },
  );
});
