// What Grandma can rely on. The service runs as a program of its own; these tests ask it over HTTP, as a browser would.
import { test } from "vitest";
import { type Answer, must, openShop, type Shop } from "#shared/bench/index.ts";

/* A refusal that a program can read. The words are yours; further members, such as `detail`, are welcome. */
const problem = (status: number) => ({ status, type: "application/problem+json", body: problemBody(status) });

/* Given. */

test("GET / greets the visitor", async () => {
  await using shop = await openShop();

  const answer = await shop.get("/");

  answer.mustBe(
    { status: 200, type: "text/plain" },
    {
      why: "The front door is the first thing that a visitor sees.",
      look: "This route was given: compare GET / in src/app.ts with the one in solutions/01-open-for-business.",
      mistakes: [takenAbove],
    },
  );
});

/* Task 1: say that the shop is well. */

test("GET /health answers health as JSON", async () => {
  await using shop = await openShop();

  const answer = await shop.get("/health");

  answer.mustBe(
    { status: 200, type: "application/json", body: { status: "ok" } },
    {
      why: "A small program asks this every minute; without a clear yes it calls Grandma out of bed.",
      look: "Look at GET /health in src/app.ts (task 1).",
      mistakes: [jsonAsText, takenAbove],
    },
  );
  await mustHaveAnsweredOnce(shop, answer);
});

/* Task 2: say which hours the shop keeps. */

test("GET /hours says which hours the shop keeps on Saturday", async () => {
  await using shop = await openShop();

  const answer = await shop.get("/hours?day=sat");

  answer.mustBe(
    { status: 200, type: "application/json", body: { day: "sat", opens: "10:00", closes: "14:00" } },
    {
      why: "Customers plan their Saturday by this answer.",
      look: "Look at GET /hours in src/app.ts: it asks findHours for the day that stands in req.query (task 2).",
      mistakes: [forgottenAwait],
    },
  );
  await mustHaveAnsweredOnce(shop, answer);
});

test("GET /hours refuses a day that does not exist", async () => {
  await using shop = await openShop();

  const someday = await shop.get("/hours?day=someday");

  someday.mustBe(problem(400), {
    why: "The slip is in the request; only a 400 tells the page to say so and to ask again.",
    look: "Look at what GET /hours in src/app.ts does when findHours finds nothing (task 2).",
    mistakes: [dayOfNoCalendar, noProblem, partsMissing],
  });
  await mustHaveAnsweredOnce(shop, someday);

  const noDay = await shop.get("/hours");

  noDay.mustBe(problem(400), {
    why: "A visitor who names no day should read what to ask for.",
    look: "Look at GET /hours in src/app.ts: what is req.query.day when the request names no day? (task 2, hint 1)",
    mistakes: [missingParameter, noProblem, partsMissing],
  });
});

test("GET /hours does not mix up two requests at once", async () => {
  await using shop = await openShop();

  const because = {
    why: "Customers ask while others wait; each must get the hours of the day they asked for.",
    look: "Look at GET /hours in src/app.ts: is every day answered from the sign on the door? (task 2)",
    mistakes: [sharedVariable, dayRefused],
  };

  const [monday, sunday] = await shop.together("/hours?day=mon", "/hours?day=sun");
  monday.mustBe({ status: 200, body: { day: "mon", opens: "09:00", closes: "17:00" } }, because);
  sunday.mustBe({ status: 200, body: { day: "sun", opens: "11:00", closes: "12:00" } }, because);

  const [tuesday, friday] = await shop.together("/hours?day=tue", "/hours?day=fri");
  tuesday.mustBe({ status: 200, body: { day: "tue", opens: "09:00", closes: "18:00" } }, because);
  friday.mustBe({ status: 200, body: { day: "fri", opens: "09:00", closes: "20:00" } }, because);

  const [wednesday, thursday] = await shop.together("/hours?day=wed", "/hours?day=thu");
  wednesday.mustBe({ status: 200, body: { day: "wed", opens: "09:00", closes: "13:00" } }, because);
  thursday.mustBe({ status: 200, body: { day: "thu", opens: "09:00", closes: "19:00" } }, because);
});

/* Task 3: name the method that is allowed. */

test("POST /health names the allowed method", async () => {
  await using shop = await openShop();

  const answer = await shop.post("/health");

  answer.mustBe(
    { ...problem(405), headers: { allow: /\bGET\b/ } },
    {
      why: "A visitor who is told no should be told what would work.",
      look: 'Look at app.all("/health") in src/app.ts (task 3).',
      mistakes: [nothingAllowed, noProblem, partsMissing],
    },
  );
  await mustHaveAnsweredOnce(shop, answer);
});

/* Task 4: say that there is no such page. */

test("GET /cart answers 404 for a page that does not exist", async () => {
  await using shop = await openShop();

  const answer = await shop.get("/cart");

  answer.mustBe(problem(404), {
    why: "Search engines and programs forget a page only when the status says that it is not there.",
    look: "Look at the last app.use in src/app.ts (task 4).",
    mistakes: [missingPageAsSuccess, leftToExpress, noProblem, partsMissing],
  });

  const other = await shop.get("/cart/otter");

  other.mustBe(problem(404), {
    why: "There are more wrong addresses than anybody can list.",
    look: "Look at the last app.use in src/app.ts: which paths come there? (task 4, hint 2)",
    mistakes: [onlySomePaths, noProblem, partsMissing],
  });

  const posted = await shop.post("/health/otter");

  posted.mustBe(problem(404), {
    why: "Nothing is there, however somebody asks for it.",
    look: "Look at the last app.use in src/app.ts: which requests come there? (task 4, hint 2)",
    mistakes: [onlySomeMethods, everythingBelow, noProblem, partsMissing],
  });
});

/* What usually goes wrong, and what to say then. */

interface Mistake {
  readonly when: (answer: Answer) => boolean;
  readonly what?: string;
  readonly why: string;
  readonly look?: string;
}

const takenAbove: Mistake = {
  when: ({ status, type }) => (status === 404 || status === 405) && type === "application/problem+json",
  why: "Express asks from top to bottom, and the first that takes a request answers it. Another handler took this one.",
  look: "Look for this route in src/app.ts: is it there, and what stands above it? The handler for what is left over stays the last one (task 4, hint 2).",
};

const jsonAsText: Mistake = {
  when: ({ status, type, json }) => status === 200 && type === "text/html" && json !== undefined,
  what: "GET /health -> the right text, but sent as text/html, not JSON",
  why: "A program reads Content-Type before the body, and takes this for a page to show instead of data to read.",
  look: "Look at the last call of GET /health in src/app.ts: who says what type the body has? (task 1, hint 2)",
};

const forgottenAwait: Mistake = {
  when: ({ status, text }) => status === 200 && text.includes('"sat"') && !text.includes("10:00"),
  what: "GET /hours?day=sat -> the day without its hours: an `await` is missing",
  why: "The answer left before the sign on the door was read, so the customer sees an empty line.",
  look: "Look at the call of findHours in src/app.ts: what does it give at once, and what later? (task 2, hint 1)",
};

const dayOfNoCalendar: Mistake = {
  when: ({ status }) => status === 200,
  why: "A day that no calendar has looked like success: the page would show it to customers.",
};

const noProblem: Mistake = {
  when: ({ status, type }) => status >= 400 && status < 500 && type !== "application/problem+json",
  why: "Programs know a refusal by its type, application/problem+json; anything else they take for a page or an answer.",
  look: "Look at this refusal in src/app.ts: json() keeps a type that was set before it (task 2, hint 3).",
};

const partsMissing: Mistake = {
  when: ({ status, type, json }) =>
    status >= 400 && status < 500 && type === "application/problem+json" && problemBody(status)(json ?? {}) !== true,
  why: "A program that reads refusals looks for these three in each of them, whoever sent it.",
  look: "Look at this refusal in src/app.ts, and at the lines below the table in the README: what is in a problem?",
};

const missingParameter: Mistake = {
  when: ({ status }) => status === 500,
  why: "A missing parameter became a 500: the shop calls itself broken, and the visitor waits instead of asking again.",
};

const sharedVariable: Mistake = {
  when: ({ request, text }) => text.includes(request.path.endsWith("mon") ? '"sun"' : '"mon"'),
  what: "GET /hours?day=mon and ?day=sun at once -> one visitor got the other visitor's day",
  why: "The requests share a variable: while the first waits at its await, the second writes over it.",
  look: "Look for a variable outside the handler in src/app.ts that a request writes to (README, Keep true, 4).",
};

const dayRefused: Mistake = {
  when: ({ status }) => status === 400,
  why: "This day stands on the sign on the door, and the shop says that there is no such day.",
  look: "Look at GET /hours in src/app.ts: what decides there whether a day exists? findHours knows (task 2, hint 2).",
};

const nothingAllowed: Mistake = {
  when: ({ status, headers }) => status === 405 && headers.allow === undefined,
  what: "POST /health -> 405, but no Allow header",
  why: "The answer refuses the method and does not say which one is allowed; the standard asks for both.",
  look: 'Look at app.all("/health") in src/app.ts: what is set before the body is sent? (task 3, hint 2)',
};

const missingPageAsSuccess: Mistake = {
  when: ({ status }) => status === 200,
  why: "A missing page looked like success: programs read the status line, whatever the body says.",
  look: "Look at the last app.use in src/app.ts: what sets the status? (task 4, hint 1)",
};

const leftToExpress: Mistake = {
  when: ({ status, type }) => status === 404 && type === "text/html",
  why: "This is the page that Express shows to people by itself; a program cannot read in it what went wrong.",
  look: "Look at the end of src/app.ts: is there an app.use for what is left over? One that takes four parameters is for errors only. (task 4, hint 2)",
};

const onlySomePaths: Mistake = {
  when: ({ status, type }) => status === 404 && type === "text/html",
  what: "GET /cart/otter -> the page that Express shows to people, while GET /cart got a problem",
  why: "The last handler takes only some of the paths that no route has answered; the others are left to Express.",
  look: "Look at the end of src/app.ts: which paths does the handler of the 404 take? (task 4, hint 2)",
};

const onlySomeMethods: Mistake = {
  when: ({ status, type }) => status === 404 && type === "text/html",
  what: "POST /health/otter -> the page that Express shows to people, while GET /cart got a problem",
  why: "The last handler takes only some of the methods; the others are left to Express.",
  look: "Look at the end of src/app.ts: app.get takes GET alone. Which methods come to the handler of the 404? (task 4, hint 2)",
};

const everythingBelow: Mistake = {
  when: ({ status }) => status === 405,
  what: "POST /health/otter -> expected 404, got 405: the handler of /health took a page below it",
  why: "405 says that the page is there. There is none.",
  look: "Look at the 405 in src/app.ts: app.use takes every path that begins with its own, app.all only that one path.",
};

/* Nobody sees a second answer; what gives it away is the error that Express prints. */
async function mustHaveAnsweredOnce(shop: Shop, { asked }: Answer): Promise<void> {
  const printed = await shop.printed();
  must(!printed.some((line) => line.includes("Cannot set headers after they are sent")), {
    what: `${asked} -> answered twice: a \`return\` is missing, or a \`next()\` is too many`,
    why: "Sending an answer does not end the handler. The second one failed, and Express cut the connection: a slow visitor loses the first, too.",
    look: "Look at the lines after the first answer in this handler of src/app.ts: are they reached? (task 2, hint 3)",
  });
}

/* Says what it expected, when a body is no problem of that status. */
function problemBody(status: number) {
  return (body: { type?: unknown; title?: unknown; status?: unknown } | null | undefined) =>
    (typeof body?.type === "string" && typeof body.title === "string" && body.status === status) ||
    `a body with "type", "title" and "status":${status}`;
}
