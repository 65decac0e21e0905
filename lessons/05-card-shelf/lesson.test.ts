import { test } from "vitest";
import { type Answer, must, openShop, type Shop } from "#shared/bench/index.ts";

/* The shelf as schema.sql fills it. */
const ada = { occasion: "birthday", priceCents: 450, note: "drawn by Ada" };
const pen = { occasion: "birthday", priceCents: 280, note: "comes with a pen" };
const otter = { id: 1, sku: "OTTER-1", title: "Happy birthday, Otter!", ...ada };
const obrien = { id: 2, sku: "OBRIEN-1", title: "For Mr O'Brien", occasion: "thanks", priceCents: 395, note: null };
const robin = { id: 3, sku: "ROBIN-1", title: "A robin in the snow", occasion: "winter", priceCents: 320, note: null };
const blank = { id: 4, sku: "BLANK-1", title: "Happy birthday, ______!", ...pen };
const exam = { id: 5, sku: "EXAM-1", title: "You gave 100%", occasion: "exam", priceCents: 350, note: null };
const bell = { id: 6, sku: "BELL-1", title: "Wedding bells", occasion: "wedding", priceCents: 520, note: "gold edge" };
const shelf = [otter, obrien, robin, blank, exam, bell];

/* Given: src/card-schemas.ts does this. */

test("POST /cards refuses a card that is filled in wrongly, and names every wrong field", async () => {
  await using shop = await openShop();

  const answer = await shop.post("/cards", { sku: "GIFT-1", title: "A gift", priceCents: 0, prise: 450 });

  answer.mustBe(
    { status: 422, type: "application/problem+json", body: problem(422, ["/occasion", "/priceCents", "/prise"]) },
    {
      why: "A helper who misspells a field must hear of it; a card that costs nothing would be sold for nothing.",
      look: "Look at src/card-schemas.ts and at parse() in src/http-errors.ts: as you found them, they do this.",
    },
  );
});

/* Task 1: list the shelf. */

test("GET /cards lists the shelf, and a changed card keeps its place", async () => {
  await using shop = await openShop();
  await shop.rows("update cards set note = 'drawn by Ada and Ben' where id = 1");

  const answer = await shop.get("/cards");

  answer.mustBe(
    { status: 200, body: { count: 6, cards: [{ ...otter, note: "drawn by Ada and Ben" }, ...shelf.slice(1)] } },
    {
      why: "The shelf editor draws what this list says, card by card.",
      look: "Look at find() in src/card-repository.ts (task 1, hint 1).",
      mistakes: [noOrder, countAsText, namesOfColumns],
    },
  );
});

test("GET /cards counts every card, as a number, and lists the first ten", async () => {
  await using shop = await openShop();
  const ducks = await addDucks(shop, 6);

  const answer = await shop.get("/cards");

  answer.mustBe(
    { status: 200, body: { count: 12, cards: [...shelf, ...ducks.slice(0, 4)] } },
    {
      why: 'The editor shows ten cards and writes "10 of 12" below them.',
      look: "Look at find() in src/card-repository.ts: what counts, and what cuts the list? (task 1, hint 2)",
      mistakes: [countedTheList, countAsText],
    },
  );
});

/* Task 2: search it. */

test("GET /cards?q=o'brien finds Mr O'Brien's card", async () => {
  await using shop = await openShop();

  const answer = await shop.get("/cards?q=o'brien");

  answer.mustBe(
    { status: 200, body: { count: 1, cards: [obrien] } },
    {
      why: "Who looks for o'brien, without a thought for capitals, wants this one card.",
      look: "Look at find() in src/card-repository.ts, and at the SQL below (task 2, hint 1).",
      mistakes: [gluedIn(shop, answer, "o'brien"), placeInQuotes(shop)],
    },
  );
});

test("GET /cards?q=DUCK counts every duck, and lists the first ten", async () => {
  await using shop = await openShop();
  const ducks = await addDucks(shop, 12);
  await shop.rows("update cards set title = title where sku = 'DUCK-1'");
  await shop.rows("update cards set sku = 'DUCK-0', occasion = 'duck day', note = 'as the ducks' where id = 6");

  const answer = await shop.get("/cards?q=DUCK");

  answer.mustBe(
    { status: 200, body: { count: 12, cards: ducks.slice(0, 10) } },
    {
      why: "A search is a list, too: by id, at most ten, with the number of all that match.",
      look: "Look at find() in src/card-repository.ts: is what holds for the list true of the search? (task 1, hint 2)",
      mistakes: [capitalsCompared, otherColumns, searchNotCut, searchCounted, searchShuffled],
    },
  );
});

test("a search for '; drop table cards; -- finds nothing and changes nothing", async () => {
  await using shop = await openShop();

  const answer = await shop.get(`/cards?q=${encodeURIComponent("'; drop table cards; --")}`);

  const read = inSql(shop, "drop table cards");
  const [table] = await shop.rows<{ gone: boolean }>("select to_regclass('cards') is null as gone");
  must(read === undefined, {
    what: "A search for '; drop table cards; -- -> the search text became part of the query: pass `$1`",
    why: table?.gone
      ? `PostgreSQL read ${read} and did as it was told: the table is gone, with every card in it.`
      : `PostgreSQL read ${read}. No harm this time; but so every value needs an escape, and one slip is enough.`,
    look: "Look at find() in src/card-repository.ts, and at the SQL below (task 2, hint 2).",
  });
  answer.mustBe(
    { status: 200, body: { count: 0, cards: [] } },
    {
      why: "Whatever somebody types is a text to look for. No card has this one in its title.",
      look: "Look at find() in src/card-repository.ts (task 2, hint 2).",
    },
  );
});

test("a search for %, _ or \\ looks for that very sign", async () => {
  await using shop = await openShop();

  const because = {
    why: "Who looks for 100% wants the card that says so, not a guess.",
    look: "Look at find() in src/card-repository.ts: which signs mean something to its comparison? (task 2, hint 3)",
  };

  const percent = await shop.get("/cards?q=%25"); // %25 is how an address spells %
  percent.mustBe(
    { status: 200, body: { count: 1, cards: [exam] } },
    { ...because, mistakes: [wildcard("%", "a percent sign")] },
  );
  const percents = await shop.get("/cards?q=%25%25");
  percents.mustBe({ status: 200, body: { count: 0, cards: [] } }, { ...because, mistakes: [onlyTheFirst] });

  const underscore = await shop.get("/cards?q=_");
  underscore.mustBe(
    { status: 200, body: { count: 1, cards: [blank] } },
    { ...because, mistakes: [wildcard("_", "an underscore")] },
  );

  const backslash = await shop.get("/cards?q=%5C"); // and this is how it spells \
  backslash.mustBe(
    { status: 200, body: { count: 0, cards: [] } },
    { ...because, mistakes: [regularExpression(shop), escapeSign] },
  );
});

/* Task 3: add a card. */

test("POST /cards adds a card", async () => {
  await using shop = await openShop();
  const fox = { sku: "FOX-1", title: "Grandma's fox", occasion: "autumn", priceCents: 410, note: "with envelope" };

  const answer = await shop.post("/cards", fox);

  answer.mustBe(
    { status: 201, type: "application/json", headers: { Location: "/cards/7" }, body: { id: 7, ...fox } },
    {
      why: "The editor shows the card as it is stored now, with the number that PostgreSQL gave it.",
      look: "Look at add() in src/card-repository.ts and at the answer in src/card-routes.ts (task 3, hint 1).",
      mistakes: [gluedIn(shop, answer, "Grandma's fox"), namesOfColumns],
    },
  );
  mustStayApart(shop, answer, [fox.sku, "s fox", fox.occasion, fox.note], "add()");

  const elk = { sku: "ELK-1", title: "An elk", occasion: "winter", priceCents: 300 };
  const plain = await shop.post("/cards", elk);
  plain.mustBe(
    { status: 201, headers: { Location: "/cards/8" }, body: { id: 8, ...elk, note: null } },
    {
      why: "Nothing was written down of this card. The shelf says so with null, as on every card without a note.",
      look: "Look at add() in src/card-repository.ts: what becomes of a note that was not sent?",
    },
  );
  must(same(await stored(shop), [...shelf, { id: 7, ...fox }, { id: 8, ...elk, note: null }]), {
    what: "POST /cards -> 201, but the table does not hold the card as it was sent",
    why: "Grandma was told that the card is safe.",
    look: "Look at add() in src/card-repository.ts: which column gets which value?",
  });
});

test("POST /cards refuses a sku in use", async () => {
  await using shop = await openShop();

  const answer = await shop.post("/cards", { sku: "OTTER-1", title: "Two", occasion: "birthday", priceCents: 300 });

  answer.mustBe(
    { status: 409, type: "application/problem+json", body: problem(409) },
    {
      why: "With two cards of one sku, whoever packs an order could take either. The helper has to choose another.",
      look: "Look at add() in src/card-repository.ts, and at the SQL below (task 3, hint 2).",
      mistakes: [overwritten, uncaught(shop), noProblem],
    },
  );

  shop.wire.failStatement({ matching: /\binsert\b/i, code: "53100", message: "No space left on device" });
  const free = await shop.post("/cards", { sku: "FOX-1", title: "A fox", occasion: "autumn", priceCents: 410 });
  must(free.status !== 409, {
    what: "POST /cards with a free sku, while PostgreSQL's disk is full (53100) -> 409: any error was told as `in use`",
    why: "The helper tries one sku after the other, and all seem to be in use. The shop is broken: a 500, and a line in the log.",
    look: "Look for `catch` around the insert: which error means a sku in use, and where do the others go? (task 3, hint 3)",
  });
});

test("POST /cards stores one of two cards that arrive together with the same sku", async () => {
  await using shop = await openShop();
  const twin = { sku: "TWIN-1", occasion: "birthday", priceCents: 300 };

  // The test has inserted this sku and not committed. Both requests come as far as that, and wait for its end.
  const answers = await shop.meetAtLock({
    hold: "insert into cards (sku, title, occasion, price_cents) values ('TWIN-1', 'Not committed', 'birthday', 1)",
    requests: ["The first twin", "The second twin"].map((title) => () => shop.post("/cards", { ...twin, title })),
  });

  const [made, refused] = answers.sort((one, other) => one.status - other.status);
  const because = {
    why: "Two helpers type in the same new card on one evening. One card is stored, and the other helper is told.",
    look: "Look at add() in src/card-repository.ts, and at the SQL below (task 3, hint 3).",
    mistakes: [bothSawItFree(shop), uncaught(shop)],
  };
  made?.mustBe({ status: 201 }, because);
  refused?.mustBe({ status: 409, type: "application/problem+json", body: problem(409) }, because);
});

/* Task 4: change a card. */

test("PATCH /cards/1 changes the title and leaves the note", async () => {
  await using shop = await openShop();
  const changed = { ...otter, title: "It's your day, Otter!" };

  const answer = await shop.patch("/cards/1", { title: changed.title });

  answer.mustBe(
    { status: 200, type: "application/json", body: changed },
    {
      why: "Grandma mended a title. Everything else on the card is as she left it.",
      look: "Look at change() in src/card-repository.ts, and at the SQL below (task 4, hint 1).",
      mistakes: [noteVanished, missingIsNull(shop), gluedIn(shop, answer, "It's your day"), namesOfColumns],
    },
  );
  mustStayApart(shop, answer, ["your day"], "change()");
  const unchanged = await shop.patch("/cards/1", {});
  unchanged.mustBe(
    { status: 200, body: changed },
    {
      why: "A helper pressed Save and had changed nothing. That is no slip, and the card is as it was.",
      look: "Look at change() in src/card-repository.ts: what does it do, and return, when no field was sent?",
      mistakes: [nothingToSet(shop), takenForNoCard],
    },
  );
  const now = await stored(shop);
  must(same(now, [changed, ...shelf.slice(1)]), {
    what: `PATCH /cards/1 -> ${now.filter(({ title }) => title === changed.title).length} cards have the new title, expected 1 and the others as they were`,
    why: "One card was mended; the rest of the shelf is to stay as it is.",
    look: "Look at the end of the update in src/card-repository.ts: which rows does it mean?",
  });
});

test("PATCH /cards/1 keeps both of two changes that arrive together", async () => {
  await using shop = await openShop();
  const words = { title: "For an otter", occasion: "any day" };
  const rest = { note: "drawn by Ben", priceCents: 475 };

  // The test has locked the card. Both requests come as far as that, and wait for its end.
  const answers = await shop.meetAtLock({
    hold: "select from cards where id = 1 for update",
    requests: [words, rest].map((changes) => () => shop.patch("/cards/1", changes)),
  });

  const because = {
    why: "Two helpers mend one card on one evening, each another field. Both changes are to stand.",
    look: "Look at change() in src/card-repository.ts, and at the SQL below (task 4, hint 2).",
    mistakes: [noSuchColumn(shop), asItWas],
  };
  answers[0]?.mustBe({ status: 200, body: cardWith(words) }, because);
  answers[1]?.mustBe({ status: 200, body: cardWith(rest) }, because);
  const gone = lost((await stored(shop))[0], { ...words, ...rest });
  must(gone === "", {
    what: `Two PATCH /cards/1 at once -> 200 and 200, but lost: ${gone}`,
    why: "Each read the whole card and wrote it back. The later one wrote fields that were not sent, as it had read them.",
    look: "Look at change() in src/card-repository.ts: which columns does its update set? (task 4, hint 2)",
  });
});

test("PATCH /cards/1 takes the note off when it is sent as null", async () => {
  await using shop = await openShop();

  const answer = await shop.patch("/cards/1", { note: null, priceCents: 475 });

  answer.mustBe(
    { status: 200, body: { ...otter, note: null, priceCents: 475 } },
    {
      why: "A note that is no longer true has to come off.",
      look: "Look at change() in src/card-repository.ts (task 4, hint 3).",
      mistakes: [noteStayed, noSuchColumn(shop)],
    },
  );
});

test("PATCH /cards/999 is refused: there is no such card", async () => {
  await using shop = await openShop();

  for (const id of ["999", "seven", "99999999999"]) {
    const answer = await shop.patch(`/cards/${id}`, { title: "Nobody's card" });

    answer.mustBe(
      { status: 404, type: "application/problem+json", body: problem(404) },
      {
        why: "The helper believes that the card is mended, while nothing was.",
        look: "Look at what change() returns when no row was met, and at the answer in src/card-routes.ts (task 4, hint 2).",
        mistakes: [noProblem],
      },
    );
  }
});

/* Task 5: remove a card, and leave every connection free. */

test("DELETE /cards/3 removes the card, and a second time there is none", async () => {
  await using shop = await openShop();

  const first = await shop.delete("/cards/3");
  const left = await stored(shop);
  const second = await shop.delete("/cards/3");

  const look = "Look at remove() in src/card-repository.ts: what does PostgreSQL tell of a delete? (task 5, hint 1)";
  first.mustBe(
    { status: 204 },
    { why: "Grandma does not draw this card any more.", look, mistakes: [tooManyGone(left)] },
  );
  must(same(left, [otter, obrien, blank, exam, bell]), goneFrom(left));
  second.mustBe(
    { status: 404, type: "application/problem+json", body: problem(404) },
    { why: "There is no card 3 any more.", look, mistakes: [nothingDeleted, noProblem] },
  );

  const both = await shop.meetAtLock({
    hold: "select from cards where id = 5 for update",
    requests: [() => shop.delete("/cards/5"), () => shop.delete("/cards/5")],
  });
  const statuses = both.map(({ status }) => status).sort();
  must(same(statuses, [204, 404]), {
    what: `Two DELETE /cards/5 at once -> ${statuses.join(" and ")}, expected 204 and 404`,
    why: hasLooked(shop)
      ? "Both saw the card and were told that they removed it. Only the delete itself knows whether it met a row."
      : "There was one card: one helper removed it, and the other one met nothing.",
    look,
  });
});

test("20 refused requests leave every connection free", async () => {
  await using shop = await openShop();
  const twice = { sku: "OTTER-1", title: "Two", occasion: "birthday", priceCents: 300 };
  const kinds = [
    { where: "remove()", status: 404, times: 6, request: () => shop.delete("/cards/999") },
    { where: "change()", status: 404, times: 7, request: () => shop.patch("/cards/999", { title: "Nobody's card" }) },
    { where: "add()", status: 409, times: 7, request: () => shop.post("/cards", twice) },
  ];

  await shop.get("/cards");
  const few = Math.max(5, shop.wire.held()); // a pool may have opened all of its connections ahead
  for (const { where, status, times, request } of kinds) {
    for (let count = 1; count <= times; count += 1) {
      const answer = await request();

      await mustBeFree(shop, `${answer.asked}, refused ${inARow(count)}`, where, few);
      answer.mustBe(
        { type: "application/problem+json", body: problem(status) },
        { why: "This request asks for something that cannot be.", look: "Look at the request and its answer below." },
      );
    }
  }

  for (let count = 1; count <= 6; count += 1) {
    await shop.get("/cards?q=otter");

    await mustBeFree(shop, `GET /cards?q=otter ${inARow(count)}`, "find()", few);
  }

  for (const { where, request } of [...kinds, { where: "find()", request: () => shop.get("/cards") }]) {
    const ready = shop.wire.held();
    const asked: string[] = [];
    while (asked.length < 4) {
      shop.wire.failStatement({ matching: /\bcards\b/i });
      asked.push((await request()).asked);
      shop.wire.clearFaults();
    }

    await mustBeFree(shop, `${asked[0]} ${inARow(asked.length)}, its SQL failed`, where, ready + 2);
  }
});

/* What the tests look at. */

type Card = Omit<typeof otter, "note"> & { readonly note: string | null };

/** The shelf as it is stored, past the service. */
function stored(shop: Shop): Promise<Card[]> {
  return shop.rows(`select id, sku, title, occasion, price_cents as "priceCents", note from cards order by id`);
}

/** Ducks behind the six cards of the shelf, as many as asked for. */
async function addDucks(shop: Shop, count: number): Promise<Card[]> {
  await shop.rows(
    `insert into cards (sku, title, occasion, price_cents)
     select 'DUCK-' || n, 'Duck number ' || n, 'baby', 200 from generate_series(1, $1::int) as n`,
    [count],
  );
  return (await stored(shop)).slice(shelf.length);
}

/** The fields that are not stored as they were sent. */
function lost(card: Card | undefined, sent: Partial<Card>): string {
  const fields = Object.entries(sent).filter(([field, value]) => card?.[field as keyof Card] !== value);
  return fields.map(([field]) => field).join(", ");
}

/** A card that has the fields as they were sent, whatever the others are. */
const cardWith = (sent: Partial<Card>) => (body: unknown) =>
  lost((body ?? {}) as Card, sent) === "" || `a card with ${JSON.stringify(sent)}`;

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/**
 * A refusal as RFC 9457 has it, in words of the service's own, with exactly these wrong fields. Without any, `errors` may
 * be missing or empty; and of a sku in use it may say so.
 */
function problem(status: number, pointers: readonly string[] = []) {
  return (body: unknown) => {
    const { type, title, status: said, detail, errors } = (body ?? {}) as Record<string, unknown>;
    const named = Array.isArray(errors) ? errors.map((error) => String(error?.pointer)).sort() : [];
    if (said !== status) return `a problem {type, title, status: ${status}, detail}`;
    if (![type, title, detail].every((text) => typeof text === "string")) return "type, title and detail as texts";
    const right = same(named, pointers) || (status === 409 && same(named, ["/sku"]));
    return right || `errors that point to ${pointers.join(", ") || "nothing"}`;
  };
}

/** What an answer says, as far as it can be read. */
function seen({ json }: Answer) {
  const body = (json ?? {}) as Record<string, unknown>;
  const cards = Array.isArray(body.cards) ? (body.cards as Record<string, unknown>[]) : [];
  const { count, note } = body;
  return { count, note, ids: cards.map((card) => card?.id), card: cards[0] ?? body };
}

/** Where what somebody typed stands in the text of a statement, with a little of what is around it. */
function inSql({ wire }: Shop, typed: string): string | undefined {
  const text = wire.statements.find((statement) => statement.text.includes(typed))?.text.replace(/\s+/g, " ");
  const at = text?.indexOf(typed) ?? -1;
  return at === -1 ? undefined : `\`...${text?.slice(Math.max(0, at - 20), at + typed.length + 5)}...\``;
}

/** What was typed travels beside the SQL, so no statement's text holds it, escaped or not. */
function mustStayApart(shop: Shop, { asked }: Answer, typed: readonly string[], where: string): void {
  const [read] = typed.map((text) => inSql(shop, text)).filter((place) => place !== undefined);
  must(read === undefined, {
    what: `${asked} -> stored, but what was typed became part of the query: pass \`$1\``,
    why: `PostgreSQL read ${read}. No harm this time; but so every value needs an escape, and one slip is enough.`,
    look: `Look at ${where} in src/card-repository.ts, and at the SQL below: what stands between quotes? (task 2, hint 2)`,
  });
}

/** Whether PostgreSQL answered a statement with this error. */
const refusedWith = ({ wire }: Shop, code: string) => wire.statements.some(({ error }) => error?.code === code);

/** Whether the service has selected cards: looked first. */
const hasLooked = ({ wire }: Shop) => wire.statements.some(({ text }) => /^\s*select\b.*\bcards\b/is.test(text));

/** Whether an insert asked in its own SQL whether the sku is free. */
const looksWhileInserting = ({ wire }: Shop) =>
  wire.statements.some(({ text }) => /\binsert\b.*\bselect\b.*\bcards\b/is.test(text));

/** The cards that a delete of card 3 took along. */
function goneFrom(left: readonly Card[]) {
  const gone = shelf.map(({ id }) => id).filter((id) => !left.some((card) => card.id === id));
  return {
    what: `DELETE /cards/3 -> ${gone.length} rows went (cards ${gone.join(", ") || "none"}), expected one: card 3`,
    why: "One card was to go, and only that one.",
    look: `Look at ${gone.length > 0 ? "the delete in src/card-repository.ts: which rows does it mean, and" : "remove() in src/card-repository.ts and its call in src/card-routes.ts:"} is its end waited for?`,
  };
}

/** Connections to PostgreSQL that the service has opened, and how many of them it has closed. */
function lent({ wire }: Shop) {
  const open = wire.held();
  const back = wire.connections.filter(({ state }) => state === "closed").length;
  return { taken: open + back, back };
}

const inARow = (count: number) => (count === 1 ? "once" : `${count} times in a row`);

/** One visitor comes after the other, so one connection does for all. A few may be kept ready, but not one for each. */
async function mustBeFree(shop: Shop, requests: string, where: string, few: number): Promise<void> {
  const free = await shop.soon(() => shop.wire.held() <= few);
  const { taken, back } = lent(shop);
  must(free, {
    what: `${requests} -> ${taken} connections taken, ${back} given back`,
    why: "A pool lends ten. When all are taken, every visitor waits for ever, and no line of the log says why.",
    look: `Look for connect() in ${where}, src/card-repository.ts: is release() reached on every way out? (task 5, hint 3)`,
  });
  const ended = await shop.soon(() => shop.wire.idleInTransaction() === 0);
  must(ended, {
    what: `${requests} -> a connection was left inside a transaction: begun, and never ended`,
    why: "Whatever comes over it next belongs to that transaction, too: a helper reads 201, and nobody else ever sees the card.",
    look: `Look at ${where} in src/card-repository.ts: does a \`begin\` meet its \`commit\` or \`rollback\` on every way out? One statement needs neither.`,
  });
}

/* Mistakes that the tests know by sight. */

interface Mistake {
  readonly when: (answer: Answer) => boolean;
  readonly what?: string;
  readonly why?: string;
  readonly look?: string;
}

const noOrder: Mistake = {
  when: (answer) => seen(answer).ids.join() === "2,3,4,5,6,1",
  what: "GET /cards -> expected the cards 1, 2, 3, 4, 5, 6, got 2, 3, 4, 5, 6, 1",
  why: "Without `order by` rows come as they lie in the file, a changed one last: the shelf shuffles at every change.",
};

const countAsText: Mistake = {
  when: (answer) => typeof seen(answer).count === "string",
  what: "GET /cards -> the count came in quotes, as a text: count(*) is bigint, so text",
  why: 'A bigint can be too large for a JavaScript number, so pg hands it over as it came. In the editor, "12" + 1 is 121.',
};

const countedTheList: Mistake = {
  when: (answer) => seen(answer).count === 10,
  what: "GET /cards with 12 cards on the shelf -> the count is 10: it counted the list, not the shelf",
  why: 'The editor writes "10 of 10", and nobody looks for the other two.',
};

const capitalsCompared: Mistake = {
  when: (answer) => seen(answer).count === 0,
  what: "GET /cards?q=DUCK -> found none of 12 ducks: capitals were compared",
  why: "Titles say Duck, and helpers type as it comes. Neither the title nor what was typed may keep its capitals.",
  look: "Look at find() in src/card-repository.ts: what happens to the capitals of each side? (task 2, hint 3)",
};

const otherColumns: Mistake = {
  when: (answer) => seen(answer).ids.includes(bell.id),
  what: "GET /cards?q=DUCK -> `Wedding bells` came, too: the search looked at more than the title",
  why: "A duck is in the sku, the occasion and the note of that card. Who reads the titles sees no reason why it came.",
  look: "Look at find() in src/card-repository.ts: which columns does its `where` read?",
};

const searchNotCut: Mistake = {
  when: (answer) => seen(answer).ids.length > 10,
  what: "GET /cards?q=DUCK -> all 12 ducks came, expected the first ten: the search is not cut",
  why: "A search is a list, too. Without a limit, one letter would send the whole shelf.",
};

const searchCounted: Mistake = {
  ...countedTheList,
  what: "GET /cards?q=DUCK with 12 ducks on the shelf -> the count is 10: it counted the list, not what matches",
};

const searchShuffled: Mistake = {
  ...noOrder,
  when: (answer) => seen(answer).ids[0] === 8,
  what: "GET /cards?q=DUCK -> expected the cards 7, 8, 9 and so on, got 8, 9 and so on, without 7",
};

const namesOfColumns: Mistake = {
  when: (answer) => "price_cents" in seen(answer).card,
  why: "price_cents is the column's name. In JSON it is priceCents; the editor finds none, and shows a card without a price.",
};

const wildcard = (typed: string, sign: string): Mistake => ({
  when: (answer) => seen(answer).count === shelf.length,
  what: `A search for ${typed} -> expected 1 card, got 6: ${sign} matched every card`,
  why: "To LIKE and ILIKE, % and _ stand for anything. Passed as `$1` a value cannot become SQL, but it is still a pattern.",
});

const onlyTheFirst: Mistake = {
  when: (answer) => seen(answer).count === 1,
  what: "A search for %% -> expected no card, got `You gave 100%`: only the first % meant itself",
  why: "The second one was still a wildcard. To replace a sign in a text can mean the first that is met, or all of them.",
  look: "Look at find() in src/card-repository.ts: how many signs of one text does its replacement reach?",
};

const escapeSign: Mistake = {
  when: (answer) => answer.status === 500 || seen(answer).ids.length > 0,
  what: "A search for \\ -> expected no card: the backslash was not taken for a backslash",
  why: "To LIKE it means `take the next sign as it is`. Whoever escapes % and _ with it has to escape it too.",
};

const regularExpression = (shop: Shop): Mistake => ({
  when: ({ status }) => status === 500 && refusedWith(shop, "2201B"),
  what: "A search for \\ -> expected 200, got 500: it was read as a regular expression (2201B)",
  why: "To `~` and `~*` a backslash, a dot, a star and more have a meaning. As `$1` a value is no SQL, but still a pattern.",
});

const gluedIn = (shop: Shop, { asked, status }: Answer, typed: string): Mistake => ({
  when: () => status >= 500 && inSql(shop, typed) !== undefined,
  what: `${asked} -> got ${status}: the text became part of the query: pass \`$1\``,
  why: `PostgreSQL read ${inSql(shop, typed)}: the apostrophe ended the quotes, and what is behind it was read as SQL.`,
});

/* What is in quotes is a text: PostgreSQL finds no place there (08P01), or no use for it (42P18). */
const placeInQuotes = ({ wire }: Shop): Mistake => ({
  when: ({ status }) =>
    status === 500 &&
    wire.statements.some(
      ({ text, error }) => /^(08P01|42P18)$/.test(error?.code ?? "") && /'[^']*\$\d[^']*'/.test(text),
    ),
  what: "GET /cards?q=o'brien -> expected 200, got 500: a `$1` between quotes is text, and no place for a value",
  why: "PostgreSQL was sent a value and found no place for it. The helper reads that the shop is broken.",
  look: "Look at find() in src/card-repository.ts: which part of the pattern belongs to the SQL, which to the value? (task 2, hint 2)",
});

const uncaught = (shop: Shop): Mistake => ({
  when: ({ status }) => status === 500 && refusedWith(shop, "23505"),
  what: "POST /cards with a sku in use -> expected 409, got 500: PostgreSQL refused it (23505), and nobody told the helper",
  look: "Look at add() in src/card-repository.ts: is the insert awaited inside a `try`, and does its `catch` know the code and the constraint that are printed below, both texts? (task 3, hint 2)",
});

const overwritten: Mistake = {
  when: (answer) => answer.status < 300 && seen(answer).card.title === "Two" && seen(answer).card.id === otter.id,
  what: "POST /cards with a sku in use -> expected 409, got 201: the new card was written over card 1",
  why: "Grandma's otter card has another title and another price now, and nobody was told.",
  look: "Look at add() in src/card-repository.ts: what does its insert do on a conflict? (task 3, hint 3)",
};

const bothSawItFree = (shop: Shop): Mistake => ({
  when: (answer) => uncaught(shop).when(answer) && (hasLooked(shop) || looksWhileInserting(shop)),
  what: "Two POST /cards with one sku -> 201 and 500: both saw it free; let the unique index decide (23505)",
  why: "Between `is this sku free?` and the insert, the other helper's card came in. No check sees that, in code or in the same statement.",
  look: "Look at add() in src/card-repository.ts, and at the SQL below (task 3, hint 3).",
});

const noteVanished: Mistake = {
  when: (answer) => answer.status === 200 && seen(answer).note === null,
  what: "PATCH /cards/1 with a title -> an untouched note vanished: expected 'drawn by Ada', got null",
  why: "Not sent is not null: somebody mends a title, and nobody knows any more who drew the card.",
};

const missingIsNull = (shop: Shop): Mistake => ({
  when: ({ status }) => status === 500 && refusedWith(shop, "23502"),
  what: "PATCH /cards/1 with a title -> got 500: fields that were not sent were written as NULL (23502)",
  why: "Not sent is not null. `not null` in the table saved the occasion and the price; the note has no such rule.",
});

const noSuchColumn = ({ wire }: Shop): Mistake => ({
  when: ({ status }) => status === 500 && wire.statements.some(({ error }) => error?.message.includes('"pricecents"')),
  what: "PATCH /cards/1 with a price -> expected 200, got 500: the SQL names a column that is not there (42703)",
  why: "JSON and table have names of their own: priceCents is price_cents there, and PostgreSQL knows no other.",
  look: "Look at change() in src/card-repository.ts: where do the names in its `set` come from? (task 4, hint 3)",
});

const noProblem: Mistake = {
  when: ({ status, type }) => status >= 400 && status < 500 && type !== "application/problem+json",
  why: "Programs know a refusal by its type, application/problem+json; anything else they take for a card.",
  look: "Look at this answer in src/card-routes.ts: what does a thrown HttpProblem get from src/http-errors.ts?",
};

const nothingToSet = (shop: Shop): Mistake => ({
  when: ({ status }) => status === 500 && refusedWith(shop, "42601"),
  what: "PATCH /cards/1 with {} -> expected 200, got 500: the update has nothing to set (42601)",
  why: "No field was sent, so nothing stands behind `set`, and PostgreSQL cannot read that. {} changes nothing.",
  look: "Look at change() in src/card-repository.ts: what is left of its SQL when no field was sent?",
});

const takenForNoCard: Mistake = {
  when: ({ status }) => status === 404,
  what: "PATCH /cards/1 with {} -> expected 200 and the card, got 404, though there is a card 1",
  why: "`Nothing to change` and `no such card` are two answers. The helper pressed Save, and reads that the card is gone.",
};

const asItWas: Mistake = {
  when: (answer) => same(answer.json, otter),
  what: "PATCH /cards/1, while another helper has the card -> the answer shows the card as it was before the change",
  why: "The editor puts the old words back on the screen, and the helper types them again.",
  look: "Look at change() in src/card-repository.ts: is the update awaited, and does the answer come from it?",
};

const noteStayed: Mistake = {
  when: (answer) => seen(answer).note === otter.note,
  what: "PATCH /cards/1 with note: null -> the note is still there: null was taken for `not sent`",
  why: "For a note, null is a value. coalesce() cannot tell `take it off` from `leave it`.",
};

const tooManyGone = (left: readonly Card[]): Mistake => ({
  when: () => left.length < shelf.length - 1,
  ...goneFrom(left),
});

const nothingDeleted: Mistake = {
  when: ({ status }) => status === 204,
  what: "DELETE /cards/3, a second time -> 204, but nothing was deleted",
  why: "Who mistypes a number is told that the card is gone, and customers go on buying it.",
};
