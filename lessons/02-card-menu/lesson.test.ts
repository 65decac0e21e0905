// What the shop's page can rely on when it draws its menu and its cards. The service is asked over HTTP, as a browser would.
import { test } from "vitest";
import { type Answer, openShop } from "#shared/bench/index.ts";

/* The shelf as customers see it, in its order. What Grandma pays the printer stays in the shop. */
const otter = { id: 1, title: "Happy birthday, Otter!", occasion: "birthday", priceCents: 450 };
const umbrella = { id: 2, title: "Two otters, one umbrella", occasion: "wedding", priceCents: 395 };
const cake = { id: 4, title: "A cake with a view", occasion: "birthday", priceCents: 395 };
const castle = { id: 7, title: "Pop-up castle", occasion: "birthday", priceCents: 1250 };
const rings = { id: 9, title: "Golden rings", occasion: "wedding", priceCents: 520 };
const neighbour = { id: 12, title: "Thank you, neighbour", occasion: "thanks", priceCents: 280 };
const shelf = [otter, umbrella, cake, castle, rings, neighbour];

/* Given: src/app.ts and src/http-errors.ts do this. */

test("GET /basket is refused: there is no such page", async () => {
  await using shop = await openShop();

  const answer = await shop.get("/basket");

  answer.mustBe(problem(404), {
    why: "Programs forget a page only when the status says that it is not there.",
    look: "Look at src/app.ts and src/http-errors.ts: as you found them, they do this.",
  });
});

/* Task 1: list the shelf. */

test("GET /cards lists all cards, and of each what customers may see", async () => {
  await using shop = await openShop();

  const answer = await shop.get("/cards");

  mustList(answer, shelf, {
    why: "The page draws what this list says, card by card.",
    look: "Look at GET /cards in src/card-routes.ts (task 1, hint 1).",
    mistakes: [printersPrice, bareList],
  });
});

/* Task 2: choose by occasion. */

test("GET /cards?occasion=birthday lists the birthday cards", async () => {
  await using shop = await openShop();

  const answer = await shop.get("/cards?occasion=birthday");

  mustList(answer, [otter, cake, castle], {
    why: "Who looks for a birthday card does not want to leaf through weddings.",
    look: "Look at GET /cards in src/card-routes.ts (task 2, hint 2).",
    mistakes: [nothingChosen],
  });

  for (const name of ["birth", "first-birthday"]) {
    const resembling = await shop.get(`/cards?occasion=${name}`);

    if (isRefusal(resembling)) continue; // lists no card, either
    mustList(resembling, [], {
      why: "No occasion has this name. One day a `first-birthday` may come, and the page would mix its cards with the others.",
      look: "Look at how src/card-routes.ts compares two occasions: does a part of a name count as the name? (task 2, hint 3)",
      mistakes: [],
    });
  }
});

test("GET /cards?occasion=get-well is an empty list: there are none today", async () => {
  await using shop = await openShop();

  const answer = await shop.get("/cards?occasion=get-well");

  mustList(answer, [], {
    why: "The question is fine, and the answer is: none today. The page says so to the customer.",
    look: "Look at GET /cards in src/card-routes.ts: is a list without cards treated apart? (task 2, hint 1)",
    mistakes: [emptyAsMissing, emptyAsWrong],
  });
});

test("GET /cards refuses two occasions at once", async () => {
  await using shop = await openShop();

  const answer = await shop.get("/cards?occasion=birthday&occasion=wedding");

  mustRefuse(answer, 400, {
    why: "The shop looks for one occasion. A page that asks for two should hear so, not get a guess.",
    look: "Look at cardQuery in src/card-schemas.ts: what may `occasion` be? (task 2, hint 2)",
    mistakes: [schemaThrew(await shop.printed()), arrayCrashed, arrayCompared],
  });
});

/* Task 3: sort the list. */

test("GET /cards?sort=priceCents lists the cheapest card first", async () => {
  await using shop = await openShop();

  const byPrice = await shop.get("/cards?sort=priceCents");

  mustList(byPrice, [neighbour, umbrella, cake, otter, rings, castle], {
    why: "A child with three coins begins to read at the top. Cards of one price stay as they stand on the shelf.",
    look: "Look at the sorting in src/card-routes.ts: what does its comparison answer? (task 3, hint 2)",
    mistakes: [notSorted, comparedAsText],
  });
});

test("GET /cards?sort=title lists from A to Z, also the cards for one occasion", async () => {
  await using shop = await openShop();

  const byTitle = await shop.get("/cards?sort=title");

  mustList(byTitle, [cake, rings, otter, castle, neighbour, umbrella], {
    why: "Who knows what a card is called looks where its first letter stands.",
    look: "Look at the sorting in src/card-routes.ts: how does it compare two titles? (task 3, hint 2)",
    mistakes: [titlesNotSorted],
  });

  const birthdays = await shop.get("/cards?occasion=birthday&sort=title");

  mustList(birthdays, [cake, otter, castle], {
    why: "Who looks for one occasion may want that list in order, too.",
    look: "Look at GET /cards in src/card-routes.ts: which list is sorted, and which is sent? (task 3, hint 3)",
    mistakes: [occasionOnly, sortOnly],
  });
});

test("GET /cards keeps its order, whatever other visitors sort by", async () => {
  await using shop = await openShop();

  await shop.get("/cards?sort=title"); // one visitor
  const byPrice = await shop.get("/cards?sort=priceCents"); // the next
  const asItStands = await shop.get("/cards"); // and one who asks for no order

  const because = {
    why: "A visitor who reads a list moves no card on the shelf.",
    look: "Look at the sorting in src/card-routes.ts: does it sort the shelf, or a list of its own? (task 3, hint 1)",
    mistakes: [shelfSorted],
  };
  mustList(byPrice, [neighbour, umbrella, cake, otter, rings, castle], because);
  mustList(asItStands, shelf, because);
});

test("GET /cards refuses to sort by anything but title and price", async () => {
  await using shop = await openShop();

  for (const name of ["paidCents", "occasion", "constructor"]) {
    const answer = await shop.get(`/cards?sort=${name}`);

    mustRefuse(answer, 400, {
      why: "Two names are promised. Whoever sends another should hear that it sorts nothing.",
      look: "Look at `sort` in src/card-schemas.ts (task 3, hint 2).",
      mistakes: [schemaThrew(await shop.printed()), inheritedName, unknownIgnored, anyProperty],
    });
  }
});

/* Task 4: show one card. */

test("GET /cards/4 shows the card with that number", async () => {
  await using shop = await openShop();

  const answer = await shop.get("/cards/4");

  answer.mustBe(
    { status: 200, type: "application/json", body: cake },
    {
      why: "A customer has followed a link to this card.",
      look: "Look at GET /cards/:id in src/card-routes.ts (task 4, hint 1).",
      mistakes: [printersPrice, textIsNoNumber, placeInTheList(answer)],
    },
  );
});

test("GET /cards/3 is refused: there is no such card", async () => {
  await using shop = await openShop();

  const answer = await shop.get("/cards/3");

  mustRefuse(answer, 404, {
    why: "An old link leads to a card that is no longer drawn. Only a 404 makes the page say so.",
    look: "Look at GET /cards/:id in src/card-routes.ts: what does a search give that finds nothing? (task 4, hint 2)",
    mistakes: [missingAsSuccess, missingCrashed],
  });
});

test("GET /cards/four is refused: it is no number of a card", async () => {
  await using shop = await openShop();

  for (const id of ["four", "4.5", "4otter", "0", "-4"]) {
    const answer = await shop.get(`/cards/${id}`);

    mustRefuse(answer, 400, {
      why: "Cards have whole numbers. Whoever wrote this link made a slip, and should hear which.",
      look: "Look at cardId in src/card-schemas.ts (task 4, hint 3).",
      mistakes: [schemaThrew(await shop.printed()), belowOne, wrongAsMissing, halfRead],
    });
  }
});

test("HEAD /cards/4 says what GET would say, without the card", async () => {
  await using shop = await openShop();

  const there = await shop.request("HEAD", "/cards/4");
  const gone = await shop.request("HEAD", "/cards/3");

  const because = {
    why: "Search engines ask like this whether a link still works, without loading the card.",
    look: "Look for what stands in the way in src/card-routes.ts: app.get and router.get answer HEAD as well.",
    mistakes: [headRefused],
  };
  there.mustBe({ status: 200, type: "application/json" }, because);
  gone.mustBe(
    { status: 404, type: "application/problem+json" },
    { ...because, mistakes: [headRefused, ...refusedOtherwise(gone, 404)] },
  );
});

/* Task 5: draw the menu. */

const page = (slug: string, title: string, ...children: object[]) => ({ slug, title, children });
const kinds = [page("birthday", "Birthday"), page("wedding", "Wedding")];
const more = [page("thanks", "Thank you"), page("get-well", "Get well")];
const findUs = page("find-us", "Find us", page("by-bus", "By bus"));
const menu = { items: [page("cards", "Cards", ...kinds, ...more), page("about", "About Grandma", findUs)] };

test("GET /menu nests every page below the page that it belongs under", async () => {
  await using shop = await openShop();

  const answer = await shop.get("/menu");

  answer.mustBe(
    { status: 200, type: "application/json", body: menu },
    {
      why: "The page draws its menu from this, one list inside the other.",
      look: "Look at GET /menu in src/menu-routes.ts (task 5, hint 2).",
      mistakes: [withoutChildren, twoLevels, pageSentWhole],
    },
  );
});

test("GET /menu is the same menu every time", async () => {
  await using shop = await openShop();

  const first = await shop.get("/menu");
  const again = await shop.get("/menu");

  again.mustBe(
    { status: 200, body: first.json },
    {
      why: "A visitor who comes back finds the shop as it was.",
      look: "Look at src/menu-routes.ts: which lists are made for this request, and which were there before? (task 5, hint 3)",
      mistakes: [menuGrew],
    },
  );
});

/* What the tests look at. */

/** A refusal that a program can read. The words are the service's own; further members are welcome. */
function problem(status: number) {
  const body = (got: { type?: unknown; title?: unknown; status?: unknown } | null | undefined) =>
    (typeof got?.type === "string" && typeof got.title === "string" && got.status === status) ||
    `a body with "type", "title" and "status":${status}`;
  return { status, type: "application/problem+json", body };
}

interface Because {
  readonly why: string;
  readonly look: string;
  readonly mistakes: readonly Mistake[];
}

const isRefusal = ({ status }: Answer) => status >= 400 && status < 500;

/** Fails unless the answer is a problem of this status. When the request was refused in another way, it says so. */
function mustRefuse(answer: Answer, status: number, { mistakes, ...words }: Because): void {
  answer.mustBe(problem(status), { ...words, mistakes: [...mistakes, ...refusedOtherwise(answer, status)] });
}

/** Fails unless the answer is a list of these cards, in this order. When other cards came, it says which. */
function mustList(answer: Answer, cards: readonly { id: number }[], { mistakes, ...words }: Because): void {
  const expected = cards.map(({ id }) => id).join(", ");
  const got = numbers(answer);
  const others: Mistake = {
    when: () => got !== undefined && got !== expected,
    what: `${answer.asked} -> expected the cards ${expected || "(none)"}, got ${got || "(none)"}`,
  };
  answer.mustBe(
    { status: 200, type: "application/json", body: { cards } },
    { ...words, mistakes: [...mistakes, others] },
  );
}

/** The numbers of the cards in a list, as in "1, 2, 4"; nothing when the answer is no list of cards. */
function numbers({ status, json }: Answer): string | undefined {
  const { cards } = (json ?? {}) as { cards?: unknown };
  return status === 200 && Array.isArray(cards) ? cards.map((card) => card?.id).join(", ") : undefined;
}

/* What usually goes wrong, and what to say then. */

interface Mistake {
  readonly when: (answer: Answer) => boolean;
  readonly what?: string;
  readonly why?: string;
  readonly look?: string;
}

const shelfOrder = shelf.map(({ id }) => id).join(", ");

const printersPrice: Mistake = {
  when: ({ text }) => text.includes("paidCents"),
  what: "The answer holds paidCents; expected id, title, occasion and priceCents, and nothing else",
  why: "Every customer can read now what Grandma pays the printer: who sends a whole object sends all that is in it.",
  look: "Look at what res.json() gets in src/card-routes.ts: who names what goes out? (task 1, hint 2)",
};

const bareList: Mistake = {
  when: ({ json }) => Array.isArray(json),
  what: 'GET /cards -> a bare list, expected {"cards":[...]}',
  why: "A bare list has no room for anything beside it, such as a count, unless every page that reads it is changed.",
};

const nothingChosen: Mistake = {
  when: (answer) => numbers(answer) === shelfOrder,
  what: "GET /cards?occasion=birthday -> all six cards came, as if no occasion had been named",
  why: "Who looks for a birthday card leafs through weddings. filter() changes no list: it gives a new one.",
  look: "Look at GET /cards in src/card-routes.ts: which list is sent? And does cardQuery let `occasion` through? (task 2, hint 3)",
};

const emptyAsMissing: Mistake = {
  when: ({ status }) => status === 404,
  why: "The list exists; it is empty. On a 404 the page would say that it is broken, instead of: none today.",
};

const emptyAsWrong: Mistake = {
  when: ({ status }) => status === 400 || status === 422,
  why: "Nothing is wrong with the question: get-well stands in the menu. That no card is left is the answer.",
  look: "Look at what refuses in src/card-routes.ts and src/card-schemas.ts: does it ask which cards are there today? (task 2, hint 1)",
};

const arrayCrashed: Mistake = {
  when: ({ status }) => status === 500,
  why: "A repeated parameter is an array. What works on a text failed on it, and the shop calls itself broken.",
};

const arrayCompared: Mistake = {
  when: (answer) => numbers(answer) === "",
  why: "A repeated parameter is an array. No card's occasion equals it, so the page would say: none today.",
};

/* Of the log, which shows what the answer does not: who threw. */
const schemaThrew = (printed: readonly string[]): Mistake => ({
  when: ({ status }) => status === 500 && printed.some((line) => line.includes("ZodError")),
  why: "The request was wrong, and the shop calls itself broken: parse() threw an error that nobody makes a 400 of.",
  look: "Look at parse() in src/card-routes.ts: safeParse() throws nothing and tells (README, the tea room, step 3).",
});

const notSorted: Mistake = {
  when: (answer) => numbers(answer) === shelfOrder,
  what: "GET /cards?sort=priceCents -> the cards came as they stand on the shelf: nothing was sorted",
  why: "A comparison says by a number which of two cards comes first: below zero, the one it got first. false is not below zero.",
  look: "Look at the sorting in src/card-routes.ts: is it reached, is its list the one you send, what does its comparison answer? (task 3, hint 2)",
};

const comparedAsText: Mistake = {
  when: (answer) => numbers(answer)?.startsWith("7, 12") === true,
  what: "GET /cards?sort=priceCents -> 1250 cents came before 280: the prices were compared as text",
  why: "As text 1250 comes first, because 1 comes before 2. A child with three coins reads the dearest card first.",
};

const titlesNotSorted: Mistake = {
  when: (answer) => numbers(answer) === shelfOrder,
  what: "GET /cards?sort=title -> the cards came as they stand on the shelf: their titles were not compared",
  why: "Prices can be subtracted. A minus between two titles gives NaN, which puts nothing in order.",
};

/* The test has asked for the sorting alone before: it works. */
const occasionOnly: Mistake = {
  when: (answer) => numbers(answer) === "1, 4, 7",
  what: "GET /cards?occasion=birthday&sort=title -> the birthday cards, but not from A to Z; without an occasion they are",
  look: "Look at GET /cards in src/card-routes.ts: does a request that names an occasion reach the sorting? (task 3, hint 3)",
};

const sortOnly: Mistake = {
  when: (answer) => numbers(answer) === "4, 9, 1, 7, 12, 2",
  what: "GET /cards?occasion=birthday&sort=title -> from A to Z, but all six cards; without a sort, only the birthday cards came",
};

const shelfSorted: Mistake = {
  when: (answer) => ["12, 4, 2, 1, 9, 7", "4, 9, 1, 7, 12, 2", "12, 2, 4, 1, 9, 7"].includes(numbers(answer) ?? ""),
  what: "GET /cards, after others asked for an order -> one visitor's sort changed the shelf for the next",
  why: "sort() moves what is in the list that it is called on. That list was the shelf, and there is only one.",
};

const inheritedName: Mistake = {
  when: ({ status, request }) => status === 200 && request.path.endsWith("constructor"),
  why: "An object knows names that nobody wrote into it; `constructor` is one. To look a name up is not to check it.",
};

const unknownIgnored: Mistake = {
  when: (answer) => numbers(answer) === shelfOrder,
  why: "The name was left aside without a word: the page shows an arrow beside a list that nobody has sorted.",
};

const anyProperty: Mistake = {
  when: (answer) => numbers(answer) !== undefined,
  why: "Clients may sort by any property, even `constructor`. By this one they learn what stays between Grandma and the printer.",
};

/* The shop says no, as it should; but not as the contract has it. */
const refusedOtherwise = (answer: Answer, expected: number): Mistake[] => [
  {
    when: () => isRefusal(answer) && answer.status !== expected,
    what: `${answer.asked} -> refused, but with ${answer.status}; expected ${expected}`,
    why: "To refuse is right. But programs read the status first: on 400 they mend the request, on 404 they forget the page.",
    look: "Look at where src/card-routes.ts refuses this request: which status is given to its HttpProblem? (README, Tasks)",
  },
  {
    when: () => answer.status === expected,
    ...(answer.type !== problem(expected).type && {
      what: `${answer.asked} -> ${expected} is right, but it comes as ${answer.type || "no type"}, not as ${problem(expected).type}`,
    }),
    why: "A program reads every refusal of the shop in one way: as a problem, with type, title and status.",
    look: "Look at what answers here in src/card-routes.ts: does it throw an HttpProblem? (README, Tasks)",
  },
];

const textIsNoNumber: Mistake = {
  when: ({ status }) => status === 404,
  what: "GET /cards/4 -> expected the card, got 404: path parameters are text",
  why: 'Card 4 is on the shelf, and "4" === 4 is false: the customer reads that the card is gone.',
};

const placeInTheList = ({ status, json }: Answer): Mistake => {
  const { id } = (json ?? {}) as { id?: unknown };
  return {
    when: () => status === 200 && typeof id === "number" && id !== cake.id,
    what: `GET /cards/4 -> expected card 4, "${cake.title}", got card ${id}`,
    why: "An id is a name, not a place in the list: the cards 3, 5 and 6 are gone, and the others keep their numbers.",
    look: "Look at GET /cards/:id in src/card-routes.ts: what is the card looked up by? (task 4, hint 2)",
  };
};

const missingAsSuccess: Mistake = {
  when: ({ status }) => status === 200,
  why: "No such card, yet success: the page would show a customer an empty card.",
};

const missingCrashed: Mistake = {
  when: ({ status }) => status === 500,
  why: "A card that is gone is no fault of the shop: the search gave undefined, and the next line took it for a card.",
};

const belowOne: Mistake = {
  when: ({ status, request }) => status === 404 && ["/cards/0", "/cards/-4"].includes(request.path),
  why: "The numbers of cards begin at 1. 404 would say: a good number, and no card has it.",
  look: "Look at what checks the id, such as cardId in src/card-schemas.ts: which is the smallest number that passes? (task 4, hint 2)",
};

const wrongAsMissing: Mistake = {
  when: ({ status }) => status === 404,
  why: "404 says: a good number, and no card has it. Whoever wrote this link looks for the slip in the wrong place.",
};

const halfRead: Mistake = {
  when: ({ status }) => status === 200,
  why: "Only the beginning was read, and the rest ignored. Such a link leads to some card, and nobody notices the slip.",
  look: "Look at what makes a number of the id: parseInt() reads as far as there are digits (task 4, hint 3).",
};

const headRefused: Mistake = {
  when: ({ status }) => status === 405,
  why: "HEAD is GET without the body: whoever may read may also ask whether there is anything to read.",
};

const withoutChildren: Mistake = {
  when: ({ status, json }) => status === 200 && !JSON.stringify(json).includes('"children":[]'),
  what: "GET /menu -> pages with nothing below them have no children; expected an empty list",
  why: "The page asks every item for its children. None is an answer, undefined stops the drawing in the middle.",
};

const twoLevels: Mistake = {
  when: ({ status, text }) => status === 200 && !text.includes("by-bus"),
  what: 'GET /menu -> the page "By bus" is missing, which belongs under "Find us", which belongs under "About Grandma"',
  why: "Customers who come by bus do not find the way. Next year Grandma adds a level, and again one is lost.",
};

const pageSentWhole: Mistake = {
  when: ({ status, text }) => status === 200 && text.includes('"under"'),
  why: "What is sent, some page will use one day. Then Grandma can no longer change how she writes her pages down.",
  look: "Look at the object that src/menu-routes.ts makes of each page: who names what goes into it? (task 5, hint 3)",
};

const menuGrew: Mistake = {
  when: ({ text }) => text.split("by-bus").length > 2,
  what: "GET /menu, the second time -> pages stand in it twice: reading has changed what was read",
  why: "Something was put into a list that outlives the request. The tenth visitor sees every page ten times.",
};
