// What Grandma can rely on when a reader presses Share. The three networks are neighbours of the test: they note every
// call, and can be slow, wrong or down.
import { test } from "vitest";
import { type Answer, MissingCalls, must, openShop, patience, type Shop, stretched } from "#shared/bench/index.ts";

type Name = "mastodon" | "x" | "facebook";

/* Post 1, as schema.sql has it. */
const title = "New on the shelf: Happy birthday, Otter!";
const link = "https://cards.example/posts/1";
const text = `${title} ${link}`;

const everywhere: readonly Name[] = ["mastodon", "x", "facebook"];
const share = (shop: Shop, ...networks: readonly Name[]) => shop.post("/posts/1/share", { networks });

/* So many milliseconds a network may keep a click waiting, more when the machine is busy. Else it is two seconds. */
const within = (ms: number) => ({ SHARE_TIMEOUT_MS: String(stretched(ms)) });

/* Given: src/app.ts does this. */

test("POST /posts/1/share refuses a network that nobody knows, and an address from the visitor", async () => {
  await using shop = await openShop();
  const because = {
    why: "Who may say where the shop sends its posts could make it call anything, its own database too.",
    look: "Look at shareRequest in src/app.ts: as you found it, it does this.",
  };

  const unknown = await shop.post("/posts/1/share", { networks: ["pigeons"] });
  const told = await shop.post("/posts/1/share", { networks: ["x"], url: "http://127.0.0.1:5432" });
  const missing = await shop.post("/posts/999/share", { networks: ["x"] });

  unknown.mustBe({ status: 422, type: "application/problem+json" }, because);
  told.mustBe({ status: 422, type: "application/problem+json" }, because);
  missing.mustBe({ status: 404, type: "application/problem+json" }, { ...because, why: "There is no post 999." });
});

test("GET /posts/1/shares is an empty list before the first click", async () => {
  await using shop = await openShop();

  const answer = await shop.get("/posts/1/shares");

  answer.mustBe(
    { status: 200, body: { shares: [] } },
    { why: "Nobody has shared this post.", look: "Look at list() in src/share-repository.ts: it was given." },
  );
});

/* Task 1: post, and believe only a clear yes. */

test("a click posts, on each network, and tells where to read it", async () => {
  await using shop = await openShop();
  const wanted = { mastodon: text, x: text, facebook: `${title} | ${link}` };

  const shares: object[] = [];
  for (const network of ["facebook", "mastodon", "x"] as const) {
    const answer = await share(shop, network);

    const [post = "nothing"] = posted(shop)[network];
    const told = resultOf(answer, network)?.status;
    const { calls } = shop.neighbour(network);
    const answered = calls.find(({ outcome }) => outcome === "answered");
    must(told !== "unknown" || answered !== undefined, {
      what: `${display[network]} is up -> got unknown: the call was over before ${display[network]} ${calls.length > 0 ? "could answer" : "was reached"}`,
      why: "It would have answered at once. Nobody sees the post, and Grandma is told to look for it.",
      look: "Look at fetch in src/call-network.ts: what makes it throw? timeoutMs is in milliseconds.",
    });
    must(answer.status !== 200 || post === wanted[network], {
      what: `POST /posts/1/share -> 200 ${told}, and on ${display[network]} stands: ${post}`,
      why: `${told === "shared" ? "Grandma sees a tick. " : ""}Her readers have to see the post.`,
      look: "Look at fetch in src/call-network.ts: url, headers and body come from the request (task 1, hint 1).",
    });
    const result = { network, status: "shared", url: address(shop, network) };
    answer.mustBe(
      { status: 200, body: { results: [result] } },
      {
        why: "Grandma clicks on this address to see what her readers see.",
        look: "Look at src/call-network.ts: network.readAddress finds the address in the answer (task 1, hint 1).",
        mistakes: [
          {
            when: () => told === "failed" || told === "unknown",
            what: `${display[network]} posts and answers ${answered?.status} -> expected shared, got ${told}`,
            why: "The post is there. Any 2xx may be a yes, 201 as well as 200: its JSON decides.",
            look: "Look at toOutcome() in src/call-network.ts: which answers does it take for a yes? (task 1, hints 1 and 2)",
          },
        ],
      },
    );
    shares.push(result);
  }

  const kept = await shop.get("/posts/1/shares");
  kept.mustBe(
    { body: { shares } },
    {
      why: "Tomorrow she wants to see it again.",
      look: "Look at shareOn() in src/share-service.ts: settle() keeps what became of each call.",
    },
  );
});

test("a network that breaks down with a 500 has not shared the post", async () => {
  await using shop = await openShop();
  await shop.neighbour("x").setMood({ kind: "failing", status: 500 });

  const answer = await share(shop, "x");

  mustTell(answer, "x", ["unknown"], {
    why: "X broke down in the middle of its work. Nobody can say whether it has posted.",
    look: "Look at toOutcome() in src/call-network.ts: which statuses say yes, which no? (task 1, hint 2)",
    wrong: {
      shared: { what: "X answers 500 -> a 500 counted as shared: fetch does not throw for a status", why: emptyTick },
      failed: {
        what: "X answers 500 -> expected unknown, got failed: a 500 is no clear no",
        why: "It may have posted before it broke down. Told that it failed, Grandma clicks again, and the post is there twice.",
      },
    },
  });
});

test("an HTML page or half a JSON is no proof that the post is there", async () => {
  await using shop = await openShop();
  await shop.neighbour("x").setMood({ kind: "garbage", content: "html" });
  await shop.neighbour("facebook").setMood({ kind: "garbage", content: "invalid-json" });

  for (const [name, sent] of [
    ["x", "an HTML page"],
    ["facebook", "half a JSON"],
  ] as const) {
    const answer = await share(shop, name);

    mustTell(answer, name, ["unknown"], {
      why: "It comes from a proxy or a cut line. What the network itself has done, it does not say.",
      look: "Look at toOutcome() in src/call-network.ts: what if the body is no JSON, or has no id? (task 1, hint 2)",
      wrong: {
        shared: {
          what: `A network answers 200 with ${sent} -> it counted as shared`,
          why: "A proxy's page says `we will be back soon` with status 200. Only the network's own answer names the post.",
        },
      },
      broken: {
        what: `A network answers 200 with ${sent} -> got ${answer.status}: reading it as JSON failed, and nobody caught that`,
        why: "One odd answer, and Grandma gets an error page. Sharing on three networks, she would hear of none.",
      },
    });
  }
});

test("a post that a network refuses is reported as failed", async () => {
  await using shop = await openShop();
  shop.neighbour("x").state.posts.push({ id: "1", text }); // so X refuses the same text: 403

  const answer = await share(shop, "x");

  mustTell(answer, "x", ["failed"], {
    why: "A 4xx is a clear no: nothing was posted, and Grandma may change something and click again.",
    look: "Look at toOutcome() in src/call-network.ts: which branch takes a status from 400 to 499? (task 1, hint 2)",
    wrong: {
      shared: {
        what: "X answers 403 -> a refusal counted as shared: fetch does not throw for a status",
        why: emptyTick,
      },
      unknown: {
        what: "X answers 403 -> expected failed, got unknown: the status was not looked at, or not told from a breakdown",
        why: "A 4xx is a clear no: nothing was posted. Called unknown, Grandma would look for it, and may not click again.",
      },
    },
  });
});

test("only the configured hosts are called, also after a redirect", async () => {
  await using shop = await openShop();
  const stranger = await shop.openStranger();
  await shop.neighbour("facebook").setMood({ kind: "redirecting", to: `${stranger.url}/feed` });

  const named = await shop.post(`/posts/1/share?instance=${encodeURIComponent(stranger.url)}`, {
    networks: ["mastodon"],
  });
  must(stranger.calls.length === 0, {
    what: "POST /posts/1/share?instance=<address> -> the shop called the address that the visitor named",
    why: "With the shop as a messenger a visitor reaches what only the shop can reach, and the shop's token with it.",
    look: "Follow the url of the call back from src/call-network.ts: it is made in networks.ts, of nothing that a visitor sends.",
  });
  mustTell(named, "mastodon", ["shared"], {
    why: "A query that the contract does not know changes nothing.",
    look: "Look at the request and its answer below.",
  });

  const redirected = await share(shop, "facebook");
  const token = stranger.calls.some(({ body }) => body.includes("access_token"))
    ? ", with Grandma's token in the body"
    : "";
  must(stranger.calls.length === 0, {
    what: `Facebook answers 307 -> the redirect was followed, and a stranger was called${token}`,
    why: "fetch follows redirects by itself, with method and body. Whoever can send one chooses who gets the token.",
    look: "Look at fetch in src/call-network.ts: which option says what to do with a redirect? (task 1, hint 3)",
  });
  mustTell(redirected, "facebook", ["failed", "unknown"], {
    why: "A redirect is no yes.",
    look: "Look at toOutcome() in src/call-network.ts (task 1, hint 3).",
  });
});

test("no token stands in an answer, in the log or in the database", async () => {
  // Facebook repeats a token that it does not like; Mastodon and X do not know theirs either.
  const tokens = {
    MASTODON_TOKEN: "mastodon-revoked-4711",
    X_TOKEN: "x-revoked-4712",
    FACEBOOK_TOKEN: "EAAG-revoked-4713",
  };
  await using shop = await openShop({ env: tokens });

  const texts: string[] = [];
  for (const name of everywhere) {
    const answer = await share(shop, name);
    texts.push(answer.text);
    mustTell(answer, name, ["failed"], {
      why: "A network that does not know the token refuses the post: a clear no.",
      look: "Look at toOutcome() in src/call-network.ts (task 1, hint 2).",
    });
  }
  const kept = await shop.get("/posts/1/shares");
  const rows = await shop.rows("select * from shares");
  const places = {
    "the answer": [...texts, kept.text],
    "the log": await shop.printed(),
    "the table shares": rows.map((row) => JSON.stringify(row)),
  };
  for (const [place, lines] of Object.entries(places)) {
    const leaked = Object.entries(tokens).find(([, token]) => lines.some((line) => line.includes(token)));
    must(leaked === undefined, {
      what: `A network refuses a token -> ${leaked?.[0]} stands in ${place}`,
      why: "Logs are copied and answers are read by many. Whoever reads the token can post in Grandma's name.",
      look:
        place === "the log"
          ? "Look at what console prints: a request holds its token, in the headers or in the body (task 1, hint 3)."
          : "Look at what goes into error: a network's answer may repeat the token (task 1, hint 3).",
    });
  }
});

/* Task 2: wait for nobody longer than a click may take. */

test("one network that is down does not stop the others", async () => {
  await using shop = await openShop();
  await shop.neighbour("facebook").setMood("down");

  const answer = await share(shop, "facebook", "mastodon", "x");

  await shop.neighbour("mastodon").waitForCalls(1, { deadlineMs: 300 }).catch(isMissing); // it may be on its way
  const on = posted(shop);
  const because = {
    why: "Facebook being down is no reason to keep the post from everybody else.",
    look: "Look at callNetwork() in src/call-network.ts: what does fetch do when nobody listens? (task 2, hint 1)",
  };
  must(answer.status === 200, {
    ...because,
    what:
      on.mastodon.length > 0
        ? `Facebook is down -> got ${answer.status}, and Mastodon's success was lost`
        : `Facebook is down -> got ${answer.status}, and Mastodon and X were never asked`,
  });
  mustTell(answer, "facebook", ["failed", "unknown"], because);
  mustTell(answer, "mastodon", ["shared"], because);
  mustTell(answer, "x", ["shared"], because);
});

test("all networks are asked at the same time", async () => {
  await using shop = await openShop();
  // Every network answers once all three were asked: who asks them one after the other waits in vain.
  const all = Promise.all(everywhere.map((name) => shop.neighbour(name).waitForCalls(1, { deadlineMs: 700 })));
  all.catch(() => undefined); // looked at below, once the answer is there
  for (const name of everywhere) await shop.neighbour(name).setMood({ kind: "slow", until: all });

  const answer = await share(shop, ...everywhere);

  must(await all.then(() => true, isMissing), {
    what: "POST /posts/1/share for three networks -> they were asked one after the other",
    why: "Three slow networks keep Grandma waiting three times as long. They do not know each other: ask them together.",
    look: "Look at share() in src/share-service.ts: what is awaited before the next one is asked? (task 2, hint 2)",
  });
  for (const name of everywhere)
    mustTell(answer, name, ["shared"], { why: "Each has posted.", look: "Look at share() in src/share-service.ts." });
});

test("a mute network is given up", async () => {
  const aMinute = within(60_000);
  await using patient = await openShop({ env: aMinute });
  const x = patient.neighbour("x");
  const released = Promise.withResolvers<void>();
  await x.setMoods([{ kind: "slow", until: released.promise }, "mute"]);

  // The same code with a minute to wait begins first. Whoever reads the setting is still waiting when the other gives up.
  const waiting = patient.post("/posts/2/share", { networks: ["x", "mastodon"] }).catch(() => undefined);
  await Promise.race([waiting, x.waitForCalls(1).catch(isMissing)]);
  const shop = await patient.openSecond({ env: within(400) });
  const look = "Look at fetch in src/call-network.ts: who tells it when to stop? (task 2, hint 3)";
  const words = {
    hung: {
      what: "X takes the request and keeps silent -> the click hung; the default of fetch is minutes",
      why: "A visitor leaves after three seconds. X may be silent for an hour.",
      look,
    },
    left: {
      what: "X takes the request and keeps silent -> the click was answered, but the call to X was left open",
      why: "A race only stops the waiting. Each click leaves a connection behind, until the shop has none left.",
      look,
    },
  };
  const answer = await untilGivenUp(shop, "x", share(shop, "x", "mastodon"), words, x.calls.length + 1);

  const [long] = x.calls;
  must(long?.outcome !== "aborted by caller", {
    what: `SHARE_TIMEOUT_MS is ${aMinute.SHARE_TIMEOUT_MS}, and X keeps silent -> its call was ended after ${seconds(long?.waitedMs ?? 0)}`,
    why: "Whoever runs the shop says how long a click may last. A number in the code does not listen.",
    look: "Look at where the limit of a call comes from: timeoutMs in src/share-service.ts has the setting.",
  });
  released.resolve();
  mustTell(answer, "x", ["unknown"], {
    why: "X has read the request. Whether it posts, nobody knows.",
    look: "Look at the catch in callNetwork() in src/call-network.ts (task 2, hint 3).",
    wrong: {
      failed: {
        what: "X takes the request and keeps silent -> expected unknown, got failed",
        why: "X has read the request and may have posted. Told that it failed, Grandma clicks again.",
      },
    },
  });
  mustTell(answer, "mastodon", ["shared"], {
    why: "Mastodon has answered at once.",
    look: "Look at share() in src/share-service.ts.",
  });
});

test("a network that falls silent in the middle of its answer is given up, too", async () => {
  await using shop = await openShop({ env: within(400) });
  await shop.neighbour("x").setMood("drip"); // headers and half of the body, then nothing
  await shop.neighbour("facebook").setMood({ kind: "drip", everyMs: 20 }); // and here a blank now and then
  const because = {
    why: "fetch is done when the headers are there. The body has to come within the same time.",
    look: "Look at callNetwork() in src/call-network.ts: does the limit hold for response.text(), too? (task 2, hint 3)",
  };

  const answering = share(shop, "x", "facebook");
  const givenUp = (name: Name) => {
    const what = `${display[name]} sends half of its answer and falls silent ->`;
    return untilGivenUp(shop, name, answering, {
      hung: { ...because, what: `${what} the body stalled for ever` },
      left: { ...because, what: `${what} the click was answered, but the call was left open` },
    });
  };
  await givenUp("x");
  const answer = await givenUp("facebook");

  mustTell(answer, "x", ["unknown"], because);
  mustTell(answer, "facebook", ["unknown"], because);
});

/* Task 3: try again without posting twice. */

test("a call that got lost is made again, and Mastodon posts once", async () => {
  await using shop = await openShop();
  const mastodon = shop.neighbour("mastodon");
  // First it is overloaded. Then it posts, and the line breaks before it can say so.
  await mastodon.setMoods([
    { kind: "failing", status: 503 },
    { kind: "reset", takesEffect: true },
  ]);

  const answer = await share(shop, "mastodon");

  const calls = mastodon.calls.length;
  const met = calls > 1 ? "was busy, then its answer got lost" : "was busy (503)";
  const leftAlone = { what: `Mastodon ${met} -> it was asked ${times(calls)}, then left alone` };
  must(posted(shop).mastodon.length <= 1, {
    what: "Mastodon posts, and its answer is lost -> asked again, Mastodon posted twice",
    why: `To Mastodon a new ${keys(shop).length > 1 ? "Idempotency-Key" : "request without a key"} is a new post. The same key says: it is still that one.`,
    look: "Look at where the key of a further call comes from in src/share-service.ts (task 3, hint 2).",
  });
  mustTell(answer, "mastodon", ["shared"], {
    why: "It was busy for a moment, and a line broke. With its key Mastodon may be asked again, three times in all.",
    look: "Look at src/share-service.ts: after which outcomes is Mastodon asked again? (task 3, hint 1)",
    wrong: { unknown: leftAlone, failed: leftAlone },
  });

  await mastodon.setMood({ kind: "failing", status: 503 }); // and for post 2 it stays overloaded
  await shop.post("/posts/2/share", { networks: ["mastodon"] });

  const more = mastodon.calls.length - calls;
  must(more <= 3, {
    what: `Mastodon answers 503 every time -> it was asked ${times(more)} in a click, expected three calls at most`,
    why: "It has too much to do. Whoever keeps asking gives it more.",
    look: "Look at the counter in src/share-service.ts: is the first call counted, too? (task 3, hint 3)",
  });
});

test("a 401 is not tried again", async () => {
  await using shop = await openShop({ env: { MASTODON_TOKEN: "revoked" } });

  const answer = await share(shop, "mastodon");

  const calls = shop.neighbour("mastodon").calls.length;
  must(calls <= 1, {
    what: `Mastodon answers 401 -> the bad token was sent ${times(calls)}`,
    why: "It will be as bad the next time. Networks lock accounts that keep trying.",
    look: "Look at src/share-service.ts: which outcomes can a further call change? (task 3, hint 1)",
  });
  mustTell(answer, "mastodon", ["failed"], {
    why: "A 401 is a clear no.",
    look: "Look at toOutcome() in src/call-network.ts.",
  });
});

test("a 429 is tried again when Mastodon says, not before", async () => {
  await using shop = await openShop();
  const mastodon = shop.neighbour("mastodon");
  mastodon.state.counter.useUp({ forMs: 400 });

  const answer = await share(shop, "mastodon");

  const look = "Look at src/share-service.ts: retryAt is the time that Mastodon names (task 3, hint 3).";
  must(answer.status !== 500, {
    what: "Mastodon answers 429 and names a time 0.4 s ahead -> got 500: the service stumbled over it",
    why: "One network has a limit, and Grandma gets an error page.",
    look: "Look at the error in the log below. What does toOutcome() in src/call-network.ts get from retryTime()? (task 3, hint 2)",
  });
  const [first, second] = mastodon.calls;
  must(second !== undefined, {
    what: "Mastodon answers 429 and names a time 0.4 s ahead -> it was not asked again",
    why: "So short a pause fits into a click. Grandma would have to press again for nothing.",
    look: "Look at toOutcome() in src/call-network.ts: does it set retryAt? Then at who reads it in src/share-service.ts (task 3, hints 2 and 3).",
  });
  // Mastodon's clock counts whole milliseconds, a timer may be one early: hence the 10.
  const early = Math.round((first?.startedAt ?? 0) + 400 - (second?.startedAt ?? 0));
  must(early < 10, {
    what: `Mastodon answers 429 and names a time -> it was asked again ${early} ms before that`,
    why: lockedOut,
    look,
  });
  mustTell(answer, "mastodon", ["shared"], { why: "Once the time has come, Mastodon takes the post.", look });
});

test("a 429 never makes a click last too long", async () => {
  const limit = within(800);
  await using shop = await openShop({ env: limit });
  const mastodon = shop.neighbour("mastodon");
  mastodon.state.counter.useUp({ forMs: 5 * 60_000 });
  const because = {
    why: "Mastodon counts for five minutes. Grandma would sit before a spinning wheel all that time.",
    look: "Look at the pause in src/share-service.ts: does it fit into the time of the click? (task 3, hint 3)",
  };

  const answer = await inTime(share(shop, "mastodon"), {
    ...because,
    what: "Mastodon answers 429 and names a time 5 minutes ahead -> the click waits for it",
  });

  must(mastodon.calls.length <= 1, {
    what: `Mastodon answers 429 and names a time 5 minutes ahead -> it was asked ${times(mastodon.calls.length)} all the same`,
    why: lockedOut,
    look: because.look,
  });
  mustTell(answer, "mastodon", ["failed"], because);

  // For post 2 the time that it names fits into the click. Then it keeps silent: 1.4 s, if that call had 0.8 s of its own.
  mastodon.state.counter.useUp({ forMs: stretched(600) });
  const tooLong = patience(1_300);
  await mastodon.setMoods(["fine", "mute"]);
  await shop.post("/posts/2/share", { networks: ["mastodon"] });

  await mastodon.waitForCalls(mastodon.calls.length, { ended: true }).catch(isMissing);
  const [, first, second] = mastodon.calls;
  const lasted = (second?.endedAt ?? 0) - (first?.startedAt ?? 0);
  must(lasted < tooLong, {
    what: `SHARE_TIMEOUT_MS is ${limit.SHARE_TIMEOUT_MS}. Mastodon answers 429, then keeps silent -> the click lasted ${seconds(lasted)}`,
    why: "Grandma waits for the click, not for a call: the calls and pauses of a click share its time.",
    look: "Look at the limit of the second call in src/share-service.ts: how much time is left then? (task 3, hint 3)",
  });
});

test("X and Facebook are not asked again when nobody knows what they did", async () => {
  await using shop = await openShop();
  await shop.neighbour("x").setMood({ kind: "reset", takesEffect: true }, { times: 1 });
  await shop.neighbour("facebook").setMood({ kind: "failing", status: 500 }, { times: 1 });

  for (const name of ["x", "facebook"] as const) {
    const answer = await share(shop, name);

    const calls = shop.neighbour(name).calls.length;
    must(calls <= 1, {
      what: `${display[name]} gives no clear answer -> it was asked ${times(calls)}: an unknown outcome must be checked or left`,
      why: `${display[name]} documents no key: to it, every call is a new post. Whoever asks again may post twice.`,
      look: "Look at src/share-service.ts: honoursKeys says where a further call is safe (task 3, hint 2).",
    });
    mustTell(answer, name, ["unknown"], {
      why: "It may have posted. Somebody has to look.",
      look: "Look at toOutcome() in src/call-network.ts.",
    });
  }
});

/* Task 4: survive the second click. */

test("a second click on a shared post asks nobody", async () => {
  await using shop = await openShop();

  for (const name of everywhere) {
    const first = await share(shop, name);
    const second = await share(shop, name);

    must(shop.neighbour(name).calls.length <= 1, {
      what: `A second click on a shared post -> ${display[name]} was asked again`,
      why: "It is posted, and nothing is left to ask. Without a key a further call posts it twice, or is refused.",
      look: "Look at claim() in src/share-repository.ts: what does it find in the table? (task 4, hint 1)",
    });
    second.mustBe(
      { status: 200, body: first.json },
      {
        why: "The second click gets what the first one got: a tick.",
        look: "Look at claim() in src/share-repository.ts: a row is there, and it is shared (task 4, hint 1).",
        mistakes: [metOwnRow],
      },
    );

    await shop.post("/posts/2/share", { networks: [name] }); // another post is no second click
    const sameKey = name === "mastodon" && keys(shop).length === 1;
    must(posted(shop)[name].length === 2, {
      what: `Posts 1 and 2 are shared on ${display[name]} -> one of them stands there${sameKey ? `: both came with the key "${keys(shop)}"` : ""}`,
      why: `${sameKey ? "To Mastodon one key is one post: it answers with the one that it has. " : ""}Readers never see the other.`,
      look: "Look at claim() in src/share-repository.ts, and at who uses its key: each post has its own (task 4, hint 2).",
    });
  }
});

test("a second click after a lost answer posts once, even after a restart", async () => {
  await using shop = await openShop();
  const mastodon = shop.neighbour("mastodon");
  await mastodon.setMood({ kind: "reset", takesEffect: true }); // it posts, and can never say so

  const first = await share(shop, "mastodon");
  const [row] = await shop.rows<{ key: string }>("select key from shares");
  const isKept = keys(shop).includes(row?.key ?? "none");
  await mastodon.setMood("fine");
  await shop.restart();
  const second = await share(shop, "mastodon");

  mustTell(first, "mastodon", ["unknown"], {
    why: "Every line to Mastodon broke before it could answer.",
    look: "Look at callNetwork() in src/call-network.ts (task 2).",
  });
  must(posted(shop).mastodon.length <= 1, {
    what: "Mastodon posts, and its answer is lost; after a restart a second click -> posted twice",
    why: `The second click had another key. ${isKept ? "The first one was in the table shares; the second click did not take it, or wrote over it." : "The one that was sent first is not in the table shares, and memory is gone."}`,
    look: "Look at claim() in src/share-repository.ts: which key does a second click get? (task 4, hint 2)",
  });
  mustTell(second, "mastodon", ["shared"], {
    why: "With the first key Mastodon says that the post is there: now Grandma knows.",
    look: "Look at claim() in src/share-repository.ts: where may an unknown outcome be asked again? (task 4, hint 2)",
    wrong: {
      unknown: {
        what: "Mastodon's answer was lost; a second click -> Mastodon was not asked again, though its key makes it safe",
      },
    },
    broken: metOwnRowWords,
  });
});

test("a second click leaves an unknown outcome on X alone", async () => {
  await using shop = await openShop();
  const x = shop.neighbour("x");
  await x.setMood({ kind: "reset", takesEffect: true }, { times: 1 });
  const because = {
    why: "X has posted, and its answer was lost. X documents no key: to it, a second call is a second post.",
    look: "Look at claim() in src/share-repository.ts: where may an unknown outcome be asked again? (task 4, hint 3)",
  };

  await share(shop, "x");
  const second = await share(shop, "x");

  must(x.calls.length <= 1, {
    ...because,
    what: "X gave no clear answer; a second click -> X was asked again: an unknown outcome must be checked or left",
  });
  mustTell(second, "x", ["unknown"], { ...because, broken: metOwnRowWords });
});

test("a second click tries a network again that has refused", async () => {
  await using shop = await openShop();
  const x = shop.neighbour("x");
  await x.setMood({ kind: "failing", status: 429 }, { times: 1 });
  const because = {
    why: "X had a limit, and the limit is over. A clear no is no reason never to ask again.",
    look: "Look at claim() in src/share-repository.ts: what may follow after failed? (task 4, hint 3)",
  };

  await share(shop, "x");
  const second = await share(shop, "x");

  must(second.status !== 200 || x.calls.length === 2, {
    ...because,
    what: `X refused; a second click -> X was asked ${times(x.calls.length)}, expected twice`,
  });
  mustTell(second, "x", ["shared"], { ...because, broken: metOwnRowWords });
});

test("two clicks at once post once", async () => {
  await using shop = await openShop();
  const x = shop.neighbour("x");
  const released = Promise.withResolvers<void>();
  await x.setMood({ kind: "slow", until: released.promise }); // it posts at once and answers later
  const because = {
    why: "Whoever sees nothing happen presses again. While X is being asked, nobody else may ask it.",
    look: "Look at claim() in src/share-repository.ts: one statement has to look and to note (task 4, hint 3).",
  };

  const { answers, noted } = await twoClicks(shop, released.resolve);

  must(x.calls.length <= 1, {
    ...because,
    what: `Two clicks at once -> X was asked twice${noted ? "" : ": while the first one asked, the table shares knew nothing of it"}`,
  });
  mustTell(answers[0], "x", ["shared"], because);
  mustTell(answers[1], "x", ["unknown", "shared"], { ...because, broken: metOwnRowWords });
});

test("two clicks at once post once, also after X has refused", async () => {
  await using shop = await openShop();
  const x = shop.neighbour("x");
  const released = Promise.withResolvers<void>();
  await x.setMood({ kind: "failing", status: 429 }, { times: 1 });
  const because = {
    why: "A new try is as open as the first one: until X has answered, nobody knows, and nobody else may ask.",
    look: "Look at claim() in src/share-repository.ts: which status has the row while X is asked again? (task 4, hint 3)",
  };

  await share(shop, "x");
  await x.setMood({ kind: "slow", until: released.promise });
  const { answers } = await twoClicks(shop, released.resolve, x.calls.length);

  must(x.calls.length <= 2, {
    ...because,
    what: "X refused; two clicks at once -> X was asked twice more: the row still said failed",
  });
  mustTell(answers[0], "x", ["shared"], { ...because, broken: metOwnRowWords });
  mustTell(answers[1], "x", ["unknown", "shared"], { ...because, broken: metOwnRowWords });
});

/* What the tests look at. */

const display = { mastodon: "Mastodon", x: "X", facebook: "Facebook" } as const;

/**
 * Two clicks, the second while the first waits for X, which answers when it is released; `noted`: the table knew of the
 * first by then. `before`: calls until now.
 */
async function twoClicks(shop: Shop, release: () => void, before = 0) {
  const x = shop.neighbour("x");
  const first = share(shop, "x");
  await Promise.race([first, x.waitForCalls(before + 1)]);
  const noted = (await shop.rows("select status from shares")).length > 0;
  const second = share(shop, "x");
  // A second call has arrived, or will not.
  await Promise.race([second, x.waitForCalls(before + 2, { deadlineMs: 500 })]).catch(isMissing);
  release();
  return { answers: await Promise.all([first, second]), noted };
}

/** What stands on Grandma's pages. */
function posted(shop: Shop) {
  return {
    mastodon: shop.neighbour("mastodon").state.statuses.map((status) => status.text),
    x: shop.neighbour("x").state.posts.map((post) => post.text),
    facebook: shop.neighbour("facebook").state.posts.map((post) => `${post.message} | ${post.link}`),
  };
}

/** Where the first post on a network can be read. */
function address(shop: Shop, network: Name): string | undefined {
  const [status] = shop.neighbour("mastodon").state.statuses;
  const [onX] = shop.neighbour("x").state.posts;
  const [onFacebook] = shop.neighbour("facebook").state.posts;
  return {
    mastodon: status?.url,
    x: `https://x.com/i/web/status/${onX?.id}`,
    facebook: `https://www.facebook.com/${onFacebook?.id}`,
  }[network];
}

/** The keys that Mastodon was sent, each once. */
const keys = (shop: Shop) => [
  ...new Set(shop.neighbour("mastodon").calls.flatMap(({ headers }) => headers["idempotency-key"] ?? [])),
];

const seconds = (ms: number) => `${Math.round(ms / 100) / 10} s`;

const times = (count: number) => (count === 1 ? "once" : count === 2 ? "twice" : `${count} times`);

type Failure = Parameters<typeof must>[1];
type Status = "shared" | "failed" | "unknown";

interface Words {
  readonly what?: string;
  readonly why?: string;
}

/** The result for a network has to be one of these, complete; `wrong` and `broken` hold words for known mistakes. */
function mustTell(
  answer: Answer,
  network: Name,
  statuses: readonly Status[],
  words: {
    readonly why: string;
    readonly look: string;
    readonly wrong?: Partial<Record<Status, Words>>;
    readonly broken?: Words;
  },
): void {
  const { why, look, wrong = {}, broken } = words;
  const said = resultOf(answer, network);
  const known = answer.status >= 500 ? broken : wrong[said?.status as Status];
  answer.mustBe(
    {
      status: 200,
      body: () =>
        (said !== undefined && statuses.includes(said.status as Status) && isComplete(said)) ||
        `{"network":"${network}","status":"${statuses.join('" or "')}",${statuses[0] === "shared" ? '"url"' : '"error"'}:...}`,
    },
    { why, look, mistakes: known ? [{ when: () => true, ...known }] : [] },
  );
  const asked = (JSON.parse(answer.request.body ?? "{}") as { networks: Name[] }).networks.join(", ");
  const got = resultsOf(answer)
    .map((result) => result.network)
    .join(", ");
  must(got === asked, {
    what: `${answer.asked} for ${asked} -> got the results of ${got}: not in the order asked`,
    why: "Who reads the first result as that of the first network puts a tick on the wrong one.",
    look: "Look at share() in src/share-service.ts: who decides which result comes first? (task 2, hint 2)",
  });
}

function resultsOf(answer: Answer): Record<string, unknown>[] {
  const { results } = (answer.json ?? {}) as { results?: unknown };
  return Array.isArray(results) ? results.filter((result) => result !== null) : [];
}

const resultOf = (answer: Answer, network: Name) => resultsOf(answer).find((result) => result.network === network);

const isComplete = ({ status, url, error }: Record<string, unknown>) =>
  typeof (status === "shared" ? url : error) === "string";

const isMissing = (error: unknown) => {
  if (error instanceof MissingCalls) return false;
  throw error;
};

/**
 * The answer, once the service has closed its call to a silent network; the words `hung` when there is neither within
 * 2.5 s, the words `left` when there is an answer and the call is still open. `call`: which one it is at the
 * network.
 */
async function untilGivenUp(
  shop: Shop,
  name: Name,
  answering: Promise<Answer>,
  words: { readonly hung: Failure; readonly left: Failure },
  call = 1,
): Promise<Answer> {
  const neighbour = shop.neighbour(name);
  const over = answering.then(
    () => words.left,
    () => words.hung, // what is missing at the network says it better
  );
  // First it has to arrive, however long a busy machine takes for that; from then on the time counts.
  await Promise.race([neighbour.waitForCalls(call, { deadlineMs: 5_000 }).catch(isMissing), over]);
  const closed = neighbour.waitForCalls(1, { ended: true, deadlineMs: 2_500 }).then(() => true, isMissing);
  await Promise.race([closed, over]);
  if (neighbour.calls.length > 0 && !(await closed)) must(false, await Promise.race([over, words.hung]));
  return answering;
}

/** The answer; these words when it does not come within 2.5 s, more than a click may take. */
async function inTime(answering: Promise<Answer>, words: Failure): Promise<Answer> {
  answering.catch(() => undefined);
  const late = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => late.resolve(undefined), patience(2_500));
  const answer = await Promise.race([answering, late.promise]);
  clearTimeout(timer);
  must(answer !== undefined, words);
  return answering;
}

/* Mistakes that the tests know by sight. */

const emptyTick = "Grandma sees a tick, and nobody sees the post. Only the status tells a yes from a no.";

const lockedOut = "Calls before that time are refused, and counted. Whoever keeps knocking is locked out for longer.";

const metOwnRowWords = {
  what: "A second click -> got 500: it met the row of the first, and nobody expected it",
  why: "Whoever presses twice gets an error page. PostgreSQL refuses a second row for a post and network (23505).",
};

const metOwnRow = { when: ({ status }: Answer) => status === 500, ...metOwnRowWords };
