/** One request of a test, and by what a plain test recognises the right answer. */
export interface CardRequest {
  readonly method: string;
  readonly path: string;
  readonly json?: unknown;
  readonly status: number;
  /** The ids of a list that is answered. */
  readonly ids?: readonly number[];
}

export interface CardTest {
  /** As in the lesson: our side runs the lesson's own test of this name. */
  readonly title: string;
  /** What the test itself changes in its database first. */
  readonly sql?: string;
  readonly requests: readonly CardRequest[];
}

const all = [1, 2, 3, 4, 5, 6];
const list = (query: string, ids: readonly number[]): CardRequest => ({
  method: "GET",
  path: `/cards${query}`,
  status: 200,
  ids,
});

/**
 * Eight tests of the lesson card-shelf as a plain Vitest asks them, and as the bare floor asks them without any test.
 * The one that the mistake breaks comes first: for a plain Vitest, which keeps the order of the file, its best case.
 */
export const cardTests: readonly CardTest[] = [
  {
    title: "GET /cards lists the shelf, and a changed card keeps its place",
    sql: "update cards set note = 'drawn by Ada and Ben' where id = 1",
    requests: [list("", all)],
  },
  {
    title: "GET /cards counts every card, as a number, and lists the first ten",
    sql: `insert into cards (sku, title, occasion, price_cents)
          select 'DUCK-' || n, 'Duck number ' || n, 'birthday', 200 from generate_series(1, 6) as n`,
    requests: [list("", [...all, 7, 8, 9, 10])],
  },
  { title: "GET /cards?q=o'brien finds Mr O'Brien's card", requests: [list("?q=o'brien", [2])] },
  {
    title: "a search for '; drop table cards; -- finds nothing and changes nothing",
    requests: [list(`?q=${encodeURIComponent("'; drop table cards; --")}`, [])],
  },
  {
    title: "a search for %, _ or \\ looks for that very sign",
    requests: [list("?q=%25", [5]), list("?q=_", [4]), list("?q=%5C", [])],
  },
  {
    title: "POST /cards adds a card",
    requests: [
      {
        method: "POST",
        path: "/cards",
        json: { sku: "FOX-1", title: "Grandma's fox", occasion: "autumn", priceCents: 410, note: "with envelope" },
        status: 201,
      },
    ],
  },
  {
    title: "POST /cards refuses a sku in use",
    requests: [
      {
        method: "POST",
        path: "/cards",
        json: { sku: "OTTER-1", title: "Two", occasion: "birthday", priceCents: 300 },
        status: 409,
      },
    ],
  },
  {
    title: "PATCH /cards/1 changes the title and leaves the note",
    requests: [{ method: "PATCH", path: "/cards/1", json: { title: "It's your day, Otter!" }, status: 200 }],
  },
];

/** The mistake that breaks the first of them, and nothing else. */
export const brokenBy = "no-order-by";
