import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { askTogether } from "./ask-together.ts";

let server: Server;

async function serve(listener: RequestListener): Promise<number> {
  server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

afterEach(() => {
  server.close();
  server.closeAllConnections();
});

const get = (path: string) => ({ method: "GET", path, headers: {}, body: undefined });

test("every request is begun before any goes on after its first await", async () => {
  const order: string[] = [];
  const port = await serve(async ({ url }, res) => {
    order.push(`begin ${url}`);
    await undefined;
    order.push(`end ${url}`);
    res.end(url);
  });

  const { answers } = await askTogether(port, [get("/a"), get("/b"), get("/c")], 2_000);

  expect(order).toEqual(["begin /a", "begin /b", "begin /c", "end /a", "end /b", "end /c"]);
  expect(answers.map(({ text }) => text)).toEqual(["/a", "/b", "/c"]);
});

test("bodies have arrived, too, before any request goes on after a wait for something outside", async () => {
  const order: string[] = [];
  const port = await serve(async (req, res) => {
    let body = "";
    for await (const chunk of req) body += chunk;
    order.push(`read ${body}`);
    await readFile(import.meta.filename);
    order.push(`end ${body}`);
    res.end(body);
  });
  const post = (body: string) => ({ method: "POST", path: "/", headers: { "content-type": "text/plain" }, body });

  const { answers } = await askTogether(port, [post("ä"), post("b"), post("c")], 2_000);

  expect(order.slice(0, 3)).toEqual(["read ä", "read b", "read c"]);
  expect(answers.map(({ text }) => text)).toEqual(["ä", "b", "c"]);
});

test("answers are told apart, whether they give their length, come in chunks or have no body", async () => {
  const port = await serve(({ url }, res) => {
    res.setHeader("X-Path", url ?? "");
    if (url === "/length") res.end('{"é":1}');
    else if (url === "/none") res.writeHead(204).end();
    else {
      res.write("one é, ");
      setTimeout(() => res.end("two"), 5);
    }
  });

  const { answers, problem } = await askTogether(port, ["/chunks", "/none", "/length"].map(get), 2_000);

  expect(problem).toBeUndefined();
  expect(answers.map(({ status, headers, text }) => [headers["x-path"], status, text])).toEqual([
    ["/chunks", 200, "one é, two"],
    ["/none", 204, ""],
    ["/length", 200, '{"é":1}'],
  ]);
});

test("a connection that is closed too early leaves the answers that came, and says why there are no more", async () => {
  const port = await serve(({ url, socket }, res) => {
    // Closed once the first answer is out, and never before.
    if (url === "/a") res.end("a", () => socket.end());
  });

  const { answers, problem } = await askTogether(port, [get("/a"), get("/b")], 2_000);

  expect(answers.map(({ text }) => text)).toEqual(["a"]);
  expect(problem).toEqual({ kind: "connection", code: "ECONNRESET" });
});

test("a service that closes after each answer is asked over a connection for each request, and they meet", async () => {
  const begun: string[] = [];
  const port = await serve(async ({ url }, res) => {
    begun.push(url ?? "");
    await readFile(import.meta.filename);
    const met = begun.length;
    res.setHeader("Connection", "close").end(`${url} of ${met}`);
  });

  const { answers, problem } = await askTogether(port, [get("/a"), get("/b")], 2_000);

  expect(problem).toBeUndefined();
  expect(begun).toEqual(["/a", "/b", "/a", "/b"]);
  expect(answers.map(({ text }) => text)).toEqual(["/a of 4", "/b of 4"]);
});

test("where an answer closed the connection, a request that changes something is not sent again", async () => {
  const seen: string[] = [];
  const port = await serve(async (req, res) => {
    seen.push(`${req.method} ${req.url}`);
    res.setHeader("Connection", "close").end(req.url);
  });
  server.maxRequestsPerSocket = 1; // what follows gets 503 from Node, and no handler sees it
  const post = (path: string) => ({ ...get(path), method: "POST" });

  const { answers } = await askTogether(port, [post("/a"), post("/b")], 2_000);

  expect(answers.map(({ text }) => text)).toEqual(["/a", "/b"]);
  expect(seen.filter((asked) => asked === "POST /a")).toHaveLength(1);
});

test("a request that is never answered ends with the deadline", async () => {
  const port = await serve(({ url }, res) => {
    if (url === "/a") res.end("a");
  });

  const { answers, problem } = await askTogether(port, [get("/a"), get("/b")], 100);

  expect(answers).toHaveLength(1);
  expect(problem).toEqual({ kind: "no-answer", afterMs: 100 });
});
