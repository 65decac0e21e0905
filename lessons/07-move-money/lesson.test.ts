import { test } from "vitest";
import { type Answer, findStrays, must, openShop, type Shop } from "#shared/bench/index.ts";

/* The accounts as schema.sql fills them: 100 cents, 100 cents, and nothing. */
const ada = 1;
const ben = 2;
const till = 3;
const nobody = 999;

/** Ada buys a sticker. */
const sticker = { fromAccountId: ada, toAccountId: till, amountCents: 60 };

/* Given: src/transfer-schemas.ts and src/http-errors.ts do this. */

test("POST /transfers refuses a transfer that is filled in wrongly, and names every wrong field", async () => {
  await using shop = await openShop();

  const answer = await shop.post("/transfers", { fromAccountId: ada, toAccountId: "till", amountCents: 0.5, tip: 5 });

  answer.mustBe(
    { status: 422, type: problemType, body: problem(422, ["/amountCents", "/tip", "/toAccountId"]) },
    {
      why: "Half a cent cannot be moved, and who misspells a field must hear of it.",
      look: "Look at src/transfer-schemas.ts and at parse() in src/http-errors.ts: as you found them, they do this.",
    },
  );
});

/* Task 1: refuse what is no transfer. */

test("POST /transfers refuses an amount that is not above zero", async () => {
  await using shop = await openShop();

  for (const amountCents of [-60, 0]) {
    const answer = await shop.post("/transfers", { ...sticker, amountCents });

    answer.mustBe(
      { status: 422, type: problemType, body: problem(422, ["/amountCents"]) },
      {
        why: "A transfer takes from one and gives to the other; with such an amount it does neither.",
        look: "Look at newTransfer in src/transfer-schemas.ts: which amounts does it let through? (task 1, hint 1)",
        mistakes: [backwards],
      },
    );
  }
});

test("POST /transfers refuses to move money from an account to itself", async () => {
  await using shop = await openShop();

  const answer = await shop.post("/transfers", { ...sticker, toAccountId: ada });

  answer.mustBe(
    { status: 422, type: problemType, body: problem(422, ["/toAccountId"]) },
    {
      why: "Somebody mistyped an account; who hears of it can mend it.",
      look: "Look at newTransfer in src/transfer-schemas.ts: what can only be seen with both fields? (task 1, hint 2)",
      mistakes: [toItself],
    },
  );
});

/* Task 2: move the money. */

test("POST /transfers moves 60 cents and keeps the total", async () => {
  await using shop = await openShop();

  const answer = await shop.post("/transfers", sticker);

  answer.mustBe(
    { status: 201, type: "application/json", body: { transferId: 1, fromBalanceCents: 40 } },
    {
      why: "The till shows what is left on the card.",
      look: "Look at move() in src/transfer-repository.ts (task 2, hint 1).",
      mistakes: [readPastCommit(shop)],
    },
  );
  const { balances, transfers, entries } = await readBooks(shop);
  const look = "Look at move() in src/transfer-repository.ts, and at the SQL below (task 2, hint 2).";
  must(same(balances, [40, 100, 60]), {
    what: `POST /transfers -> 201, but the balances are ${balances}, expected 40,100,60`,
    why: shop.wire.idleInTransaction()
      ? "The transaction that moved the money is still open: until COMMIT it is visible to nobody else, and then it is lost."
      : "Ada pays 60 and the till gets 60, and nobody else's money moves.",
    look,
  });
  must(same([transfers, entries], [["1->3: 60"], ["1: -60", "3: 60"]]), {
    what: `POST /transfers -> 201, but the book says transfers ${list(transfers)} and entries ${list(entries)}`,
    why: "Grandma adds up her book every evening: one transfer 1->3: 60, an entry of -60 and one of 60, or she hunts for cents.",
    look,
  });

  // Ada paid the last account; Ben pays the first. A row beside the two would be met by one of the transfers.
  const back = await shop.post("/transfers", { fromAccountId: ben, toAccountId: ada, amountCents: 10 });
  back.mustBe({ status: 201, body: leaves(90) }, { why: "Ben has enough, and pays Ada back for a stamp.", look });
  const after = await readBooks(shop);
  must(same(after.balances, [50, 90, 60]), {
    what: `Ben pays Ada 10 cents -> 201, but the balances are ${after.balances}, expected 50,90,60`,
    why: "Two rows change, the payer's and the payee's. Whoever else is in the table keeps what they have.",
    look: "Look at the `where` of each update in move(), src/transfer-repository.ts: which rows does it mean? (task 2, hint 2)",
  });
});

test("POST /transfers finds no account that does not exist", async () => {
  await using shop = await openShop();

  for (const [where, wrong] of [
    ["from", { fromAccountId: nobody }],
    ["to", { toAccountId: nobody }],
  ] as const) {
    const answer = await shop.post("/transfers", { ...sticker, ...wrong });

    answer.mustBe(
      { status: 404, type: problemType, body: problem(404) },
      {
        why: "Money must come from somewhere and go somewhere.",
        look: "Look at move() in src/transfer-repository.ts: who looks whether both accounts are there, and when? (task 2, hint 3)",
        mistakes: [leftToTheConstraint(shop, where)],
      },
    );
    await mustHaveMovedNothing(shop, `${answer.asked} ${where} account 999 -> ${answer.status}`);
  }
});

test("POST /transfers moves all that is there, and not a cent more", async () => {
  await using shop = await openShop();
  const look = "Look at move() in src/transfer-repository.ts: when is it checked what is there? (task 2, hint 3)";

  const tooMuch = await shop.post("/transfers", { ...sticker, amountCents: 101 });
  tooMuch.mustBe(
    { status: 409, type: problemType, body: problem(409) },
    { why: "A gift card is no credit card.", look },
  );
  await mustHaveMovedNothing(shop, "101 of 100 cents -> 409");

  const all = await shop.post("/transfers", { ...sticker, amountCents: 100 });
  all.mustBe({ status: 201, body: leaves(0) }, { why: "The last cent is Ada's, too.", look });
});

/* Task 3: all of it, or nothing. */

test("POST /transfers moves nothing when a statement fails half-way", async () => {
  await using shop = await openShop();
  const { isChange, sent } = await findSteps(shop);
  const before = await readBooks(shop);

  // A transfer as often as it has steps that change something; each time another of them fails.
  for (const step of [isChange, isCommit]) {
    for (let nth = 1; nth <= sent.filter(({ text }) => step.test(text)).length; nth += 1) {
      shop.wire.failStatement({ matching: step, nth });
      const answer = await shop.post("/transfers", { ...sticker, amountCents: 10 });
      const after = await readBooks(shop);

      const failed = shop.wire.statements.findLast(({ fault }) => fault === "failed");
      const asked = `POST /transfers, where ${step === isChange ? `change ${nth}, ` : ""}\`${firstWords(failed?.text)}\`, fails`;
      must(same(before, after), halfWay(shop, asked, before.balances, after.balances));
      must(answer.status >= 500, toldOtherwise(answer, asked));
    }
  }
  const again = await shop.post("/transfers", { ...sticker, amountCents: 10 });
  again.mustBe(
    { status: 201, body: leaves(88) },
    {
      why: "Whatever failed is repaired by now, and Ada is still at the till.",
      look: "Look at what a failure leaves behind in src/transfer-repository.ts (task 3, hint 2).",
      mistakes: [stillAborted(shop)],
    },
  );
});

test("a transfer that is refused, or that fails, leaves no open transaction", async () => {
  await using shop = await openShop();
  const { isChange } = await findSteps(shop);

  for (const [asked, transfer, status] of [
    ["more than there is", { ...sticker, amountCents: 101 }, 409],
    ["to account 999", { ...sticker, toAccountId: nobody }, 404],
    ["where a statement fails", sticker, 500],
  ] as const) {
    if (status === 500) shop.wire.failStatement({ matching: isChange });
    const answer = await shop.post("/transfers", transfer);

    const ended = await shop.soon(() => shop.wire.idleInTransaction() === 0);
    const failed = shop.wire.connections.some(({ transaction }) => transaction === "failed");
    must(ended, {
      what: `A transfer ${asked} -> ${answer.status}, and its connection is left mid-transaction: nobody ended it`,
      why: failed
        ? "Whatever comes over this connection next is refused (25P02), until somebody sends ROLLBACK."
        : "It keeps Ada's account locked: at every till, whoever wants it next waits for ever.",
      look: "Look for ways out of move() in src/transfer-repository.ts that pass neither COMMIT nor ROLLBACK (task 3, hint 2).",
    });
    answer.mustBe(
      { status, type: problemType, body: problem(status) },
      { why: "The till has to know why nothing was paid.", look: "Look at the request and its answer below." },
    );
  }
});

test("twelve requests at once keep their transactions apart", async () => {
  await using shop = await openShop();

  // More than the pool has connections, and all are begun before PostgreSQL has answered the first.
  const tooMuch = { method: "POST", path: "/transfers", json: { ...sticker, amountCents: 101 } };
  const answers = await shop.together(...Array.from({ length: 12 }, () => tooMuch));

  mustKeepApart(shop, "Twelve requests at once");
  for (const answer of answers) {
    answer.mustBe(
      { status: 409, type: problemType, body: problem(409) },
      {
        why: "Each of the twelve asks for more than there is, whoever else asks at the same time.",
        look: "Look at the SQL below: what did the requests do to each other?",
      },
    );
  }
});

test("50 refused or failed transfers leave every connection free", async () => {
  await using shop = await openShop();
  const { isChange, sent } = await findSteps(shop);
  const commits = sent.some(({ text }) => isCommit.test(text)); // one statement needs no COMMIT of its own
  const transfers = [
    { asked: { ...sticker, amountCents: 101 }, status: 409 },
    { asked: { ...sticker, toAccountId: nobody }, status: 404 },
    { asked: sticker, status: 500, fails: isChange },
    { asked: sticker, status: 500, fails: commits ? isCommit : isChange },
  ];

  const ready = shop.wire.held();
  for (let count = 1; count <= 50; count += 1) {
    const { asked, status, fails } = transfers[count % transfers.length] ?? {};
    if (fails) shop.wire.failStatement({ matching: fails });
    const answer = await shop.post("/transfers", asked);

    // One customer comes after the other, so those that are there do for all. A few may be added, but not one for each.
    const more = shop.wire.held() - ready;
    must(more <= 4, leak(shop, `${count} refused or failed transfers, one by one`));
    answer.mustBe(
      { ...(status && { status }), type: problemType },
      { why: "The till has to know why nothing was paid.", look: "Look at the request and its answer below." },
    );
  }
});

/* Task 4: two tills. */

test("two requests at once cannot spend the same 60 of 100", async () => {
  await using shop = await openShop();
  const pay = () => shop.post("/transfers", sticker);

  // The test has changed Ada's row and not committed. Both requests come as far as that row, and wait for the test's end.
  const answers = await shop.meetAtLock({ hold: change(ada), requests: [pay, pay] });

  const { balances } = await readBooks(shop);
  must(paid(answers) < 2, spentTwice(shop, balances[0]));
  mustBePaidOnce(shop, answers);
});

test("two tills, each a program of its own, cannot spend the same 60 of 100", async () => {
  await using shop = await openShop();
  const second = await shop.openSecond();

  const answers = await shop.meetAtLock({
    hold: change(ada),
    requests: [() => shop.post("/transfers", sticker), () => second.post("/transfers", sticker)],
  });

  must(paid(answers) < 2, {
    what: "Two programs, each with 60 of the same 100 cents to pay -> 201 twice: two servers, two locks",
    why: "What keeps requests apart inside one program is not seen by another. Both tills share one thing: the database.",
    look: "Look at what src/transfer-repository.ts waits for: does PostgreSQL know of it? (task 4, hint 3)",
  });
  mustBePaidOnce(shop, answers);
});

/* Task 5: no two wait for each other. */

test("Ada pays Ben while Ben pays Ada, and both finish", async () => {
  await using shop = await openShop();
  const adaPays = () => shop.post("/transfers", { fromAccountId: ada, toAccountId: ben, amountCents: 10 });
  const benPays = () => shop.post("/transfers", { fromAccountId: ben, toAccountId: ada, amountCents: 10 });

  // Ben's row is taken. Whoever comes first wants it first; the other one has a row by then, if it locks as it likes.
  for (const requests of [
    [benPays, adaPays],
    [adaPays, benPays],
  ]) {
    const answers = await shop.meetAtLock({ hold: change(ben), requests });

    for (const answer of answers) {
      answer.mustBe(
        { status: 201, body: leaves(undefined) },
        {
          why: "Both have enough, and neither did anything wrong.",
          look: "Look at the SQL below: in which order does each request take its two rows? (task 5, hint 1)",
          mistakes: [circle(shop)],
        },
      );
    }
  }
  const { balances } = await readBooks(shop);
  must(same(balances, [100, 100, 0]), {
    what: `Ada and Ben pay each other 10 cents, twice -> the balances are ${balances}, expected 100,100,0`,
    why: "What one transfer wrote, the other wrote over.",
    look: "Look at the updates in the SQL below: do they start from what is in the row now?",
  });
});

/* What the tests look at. */

const problemType = "application/problem+json";
const isWrite = /^(\s|--.*\n|\/\*[\s\S]*?\*\/)*(insert|update|delete|merge|with)\b/i; // SQL may begin with a comment
const isBegin = /^\s*(begin|start)\b/i;
const isCommit = /^\s*(commit|end)\b/i;
const isBoundary = /^\s*(begin|start|commit|end|rollback|abort)\b/i;

/**
 * What a transfer sends, and which of it changes something: there it can be made to fail. When nothing begins like a change
 * (a function of the database makes it, or the text begins with BEGIN), any statement may be one.
 */
async function findSteps(shop: Shop) {
  const pay = () => shop.post("/transfers", { ...sticker, amountCents: 1 });
  await pay(); // the first one may send what no other does: it prepares something
  const began = shop.wire.mark();
  await pay();
  const sent = shop.wire.statementsSince(began);
  return { isChange: sent.some(({ text }) => isWrite.test(text)) ? isWrite : /\S/, sent };
}

/** SQL by which the test takes a row, as a third till would that is in the middle of a transfer. */
const change = (id: number) => `update accounts set balance_cents = balance_cents where id = ${id}`;

/** The ledger as it is stored, past the service, once PostgreSQL has answered all that the service asked. */
async function readBooks(shop: Shop) {
  await shop.soon(() => shop.statements.every(({ outcome }) => outcome !== "pending"));
  const [books] = await shop.rows<{ balances: number[]; transfers: string[]; entries: string[] }>(
    `select array(select balance_cents from accounts order by id) as balances,
            array(select format('%s->%s: %s', from_account_id, to_account_id, amount_cents)
                  from transfers order by id) as transfers,
            array(select format('%s: %s', account_id, amount_cents)
                  from entries where transfer_id is not null order by transfer_id, account_id) as entries`,
  );
  return books ?? { balances: [], transfers: [], entries: [] };
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
const list = (lines: readonly string[]) => lines.map((line) => `"${line}"`).join(", ") || "(none)";
const firstWords = (sql = "") => sql.trim().split(/\s+/).slice(0, 3).join(" ");
const paid = (answers: readonly Answer[]) => answers.filter(({ status }) => status === 201).length;

/** A transfer that was made, of any number, and what is left (any amount when nothing is said). */
const leaves = (cents: number | undefined) => (body: unknown) => {
  const { transferId, fromBalanceCents } = (body ?? {}) as Record<string, unknown>;
  const right = typeof transferId === "number" && typeof fromBalanceCents === "number";
  if (right && (cents === undefined || fromBalanceCents === cents)) return true;
  return `{transferId, fromBalanceCents${cents === undefined ? "" : `: ${cents}`}}`;
};

/** A refusal as RFC 9457 has it, in words of the service's own, with exactly these wrong fields, each once or more. */
function problem(status: number, pointers?: readonly string[]) {
  return (body: unknown) => {
    const { type, title, status: said, detail, errors } = (body ?? {}) as Record<string, unknown>;
    const named = Array.isArray(errors) ? errors.map((error) => String(error?.pointer)).sort() : undefined;
    if (said !== status) return `a problem {type, title, status: ${status}, detail}`;
    if (![type, title, detail].every((text) => typeof text === "string")) return "type, title and detail as texts";
    return same(named && [...new Set(named)], pointers) || `errors that point to ${pointers?.join(", ") ?? "nothing"}`;
  };
}

async function mustHaveMovedNothing(shop: Shop, asked: string): Promise<void> {
  const { balances, transfers, entries } = await readBooks(shop);
  const gone = `${asked}, and yet the money is gone: the balances are ${balances}`;
  const committed = shop.wire.statements.at(-1);
  must(
    same([balances, transfers, entries], [[100, 100, 0], [], []]),
    committed?.inTransaction && isCommit.test(committed.text)
      ? {
          what: `${gone}. The refusal ended with COMMIT`,
          why: "A `return` takes nothing back. COMMIT stores what was written before it; ROLLBACK would take it back.",
          look: "Look at move() in src/transfer-repository.ts: what is written before it is checked, and how does a refusal end? (task 2, hint 3)",
        }
      : {
          what: `${gone}, the book has ${transfers.length} transfers`,
          why: "The till says no, the customer keeps the wish, and the card is emptier.",
          look: "Look at move() in src/transfer-repository.ts: what is written before it is checked? (task 2, hint 3)",
        },
  );
}

/** PostgreSQL gives BEGIN and COMMIT their meaning for one connection only. */
function mustKeepApart({ wire }: Shop, asked: string): void {
  const [strayed] = findStrays(wire.statements);
  must(strayed === undefined, {
    what: `${asked} -> ${firstWords(strayed?.text)} came over a connection ${strayed?.inTransaction ? "that had a transaction already" : "without one"}: BEGIN and UPDATE ran on different connections`,
    why: "pool.query() borrows a connection for one statement. In a rush the next one gets another, and ends somebody else's transfer.",
    look: "Look at the SQL below, and for pool.query() in src/transfer-repository.ts (task 3, hint 2).",
  });
}

function mustBePaidOnce(shop: Shop, answers: readonly Answer[]): void {
  const [made, refused] = [...answers].sort((one, other) => one.status - other.status);
  const because = {
    why: "One sticker is paid, and the other customer is told that there is not enough left.",
    look: "Look at the SQL below: what does each request do with what it read? (task 4, hint 1)",
    mistakes: [nobodyTriedAgain(shop), sharedBefore(shop)],
  };
  made?.mustBe({ status: 201, body: leaves(40) }, because);
  refused?.mustBe({ status: 409, type: problemType, body: problem(409) }, because);
}

/** Whether PostgreSQL answered a statement with this error. */
const refusedWith = ({ wire }: Shop, code: string) => wire.statements.some(({ error }) => error?.code === code);

/* Mistakes that the tests know by sight. */

interface Mistake {
  readonly when: (answer: Answer) => boolean;
  readonly what?: string;
  readonly why?: string;
  readonly look?: string;
}

const backwards: Mistake = {
  when: ({ status, request }) => status === 201 && String(request.body).includes("-60"),
  what: "POST /transfers with amountCents: -60 -> expected 422, got 201: the transfer ran backwards",
  why: "Taking -60 gives 60: Ada has helped herself from the till.",
};

const toItself: Mistake = {
  when: ({ status }) => status === 201,
  what: "POST /transfers from account 1 to account 1 -> expected 422, got 201: money was moved to where it came from",
};

const readPastCommit = ({ wire }: Shop): Mistake => ({
  when: ({ status }) => {
    const changed = wire.statements.find(({ text, inTransaction }) => inTransaction && isWrite.test(text));
    const committed = wire.statements.findLast(({ text }) => isCommit.test(text));
    if (status !== 201 || !changed || !committed) return false;
    return wire.statements
      .slice(changed.index, committed.index)
      .some(({ connection }) => connection !== changed.connection);
  },
  what: "POST /transfers of 60 of 100 cents -> 201, but what is left was read over another connection, before COMMIT",
  why: "Until COMMIT only the connection that changed a row sees the change. The till shows what was there before.",
  look: "Look at the connections in the SQL below: which statement came over a borrowed one of its own? (task 3, hint 2)",
});

const leftToTheConstraint = (shop: Shop, where: string): Mistake => ({
  when: ({ status }) => status === 500 && refusedWith(shop, "23503"),
  what: `POST /transfers ${where} account 999 -> expected 404, got 500: PostgreSQL refused it (23503), and nobody told the till`,
  why: "The foreign key saved the book. The helper at the till reads that the shop is broken.",
});

const stillAborted = (shop: Shop): Mistake => ({
  when: ({ status }) => status === 500 && refusedWith(shop, "25P02"),
  what: "POST /transfers, after others that failed -> expected 201, got 500: its connection is still in a failed transaction (25P02)",
  why: "Whatever failed is repaired by now. But whoever gets this connection is refused everything until somebody sends ROLLBACK.",
});

function halfWay({ wire }: Shop, asked: string, before: readonly number[], after: readonly number[]) {
  const [from = 0, to = 0] = [ada, till].map((id) => (after[id - 1] ?? 0) - (before[id - 1] ?? 0));
  const harm =
    from < 0 && to === 0
      ? "money left Ada's card, never reached the till"
      : to > 0 && from === 0
        ? "money reached the till, and never left Ada's card"
        : "the money moved, and the book lacks it";
  const outside = wire.statements.find(({ text, inTransaction }) => isWrite.test(text) && !inTransaction);
  const boundary = wire.statements.findLast(
    ({ text, index }) => isBoundary.test(text) && index < (outside?.index ?? 0),
  );
  const began = wire.statements.some(({ text }) => isBegin.test(text));
  const look = "Look at the SQL below, and at move() in src/transfer-repository.ts (task 3, hint 1).";
  if (!began || !outside) {
    return {
      what: `${asked} -> ${harm}`,
      why: "Without a transaction each statement is committed by itself, and a power cut between two of them stays for ever.",
      look,
    };
  }
  const statement = `\`${firstWords(outside.text)}\``;
  if (boundary && isBegin.test(boundary.text)) {
    return {
      what: `${asked} -> ${harm}: BEGIN and UPDATE ran on different connections`,
      why: `A transaction belongs to one connection. ${statement} came over another, and was committed at once, by itself.`,
      look,
    };
  }
  return {
    what: `${asked} -> ${harm}: ${statement} came ${boundary ? "after COMMIT" : "before BEGIN"}`,
    why: "What stands outside BEGIN and COMMIT is stored by itself, or fails by itself, whatever becomes of the rest.",
    look,
  };
}

/** A failure that was answered as if there were none, or as if the customer had asked for something wrong. */
function toldOtherwise(answer: Answer, asked: string) {
  if (answer.status < 400) {
    return {
      what: `${asked} -> expected 500, got ${answer.got}`,
      why: "The till says `paid`, and nothing was. What PostgreSQL did counts only after COMMIT has succeeded.",
      look: "Look at the end of the transaction in src/transfer-repository.ts: does the answer wait for it? (task 3, hint 3)",
    };
  }
  return {
    what: `${asked} -> expected 500, got ${answer.status}: a breakdown was told as a refusal`,
    why: "The customer reads that the transfer was wrong, and it was not. Nobody reads that the shop needs repair.",
    look: "Look at every `catch` in src/transfer-repository.ts: what becomes of an error that it did not expect? (task 3, hint 3)",
  };
}

function leak({ wire }: Shop, asked: string) {
  const held = wire.connections.filter(({ state }) => state === "open");
  const last = held.map(({ number }) => wire.statements.findLast(({ connection }) => connection === number));
  const uncommitted = last.filter((statement) => statement?.error && isCommit.test(statement.text)).length;
  const why = "A pool lends ten. When all are taken, every customer waits for ever, and no line of the log says why.";
  if (uncommitted * 2 > held.length) {
    return {
      what: `${asked} -> ${held.length} connections taken and not given back: on ${uncommitted} of them \`commit\` failed, and nothing followed`,
      why,
      look: "Look at what stands between COMMIT and release() in src/transfer-repository.ts: what runs when COMMIT fails? (task 3, hint 3)",
    };
  }
  return {
    what: `${asked} -> ${held.length} connections taken and not given back: refusals leak connections`,
    why,
    look: "Look for ways out of move() in src/transfer-repository.ts that do not pass release() (task 3, hint 3).",
  };
}

function spentTwice({ wire }: Shop, left: number | undefined) {
  const locked = wire.statements.findIndex(({ text }) => /\bfor (no key )?update\b/i.test(text));
  const looked = wire.statements.findIndex(({ text }) => /^\s*select\b.*\bbalance_cents\b/is.test(text));
  if (locked !== -1 && looked < locked) {
    return {
      what: "Two requests at once, each with 60 of the same 100 cents to pay -> 201 twice: the lock came after the look",
      why: "Both had read 100 before they waited for the row. What was read before the lock may be old when the lock is there.",
      look: "Look at the SQL below, and at what move() decides by (task 4, hint 2).",
    };
  }
  return {
    what: `Two requests at once, each with 60 of the same 100 cents to pay -> 201 twice: both tills saw 100 and both paid; ${left} is left`,
    why:
      left === 40
        ? "The second wrote over what the first had written: 120 cents were paid out of a card with 100, and it still says 40."
        : "Between `is there enough?` and the payment, the other till's payment came in.",
    look: "Look at the SQL below: which statement should have made the second request wait? (task 4, hint 1)",
  };
}

const nobodyTriedAgain = (shop: Shop): Mistake => ({
  when: ({ status }) => status === 500 && refusedWith(shop, "40001"),
  what: "Two requests at once -> 201 and 500: PostgreSQL said `try again` (40001), and nobody did",
  why: "A stricter isolation level finds the conflict, and leaves it to the program to run the transaction again.",
  look: "Look at what happens to error 40001 in src/transfer-repository.ts; or lock the row, and there is no conflict.",
});

const sharedBefore = (shop: Shop): Mistake => ({
  when: ({ status }) => status === 500 && refusedWith(shop, "40P01"),
  what: "Two requests at once -> 201 and 500: deadlock 40P01, each had a share of the row that the other wanted alone",
  why: "FOR SHARE shares a row, and so does an insert that refers to it. Two sharers who both want more wait for each other.",
  look: "Look at the SQL below: is the strongest lock on Ada's row the first one that move() takes? (task 4, hint 3)",
});

const circle = (shop: Shop): Mistake => ({
  when: ({ status }) => status === 500 && refusedWith(shop, "40P01"),
  what: "Ada pays Ben while Ben pays Ada -> one of them got 500: deadlock 40P01, each waited for the row that the other had",
  why: "Waiting would not have helped: PostgreSQL ended one of them. Its customer reads that the shop is broken.",
});
