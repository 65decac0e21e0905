import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { Hopeless, HttpAnswer, HttpProblem, HttpRequest } from "./http.ts";

export interface AnswersTogether {
  /** In the order of the requests; fewer when one got no whole answer. */
  readonly answers: readonly HttpAnswer[];
  /** Why the first request without an answer has none. */
  readonly problem?: HttpProblem;
}

/**
 * Sends requests over one connection, in one packet (pipelining, RFC 9112 section 9.3.2). Node hands all of them to the
 * service, with their bodies, before any of them goes on after its first `await` for something outside: they meet inside
 * the service every time, which requests over several connections do only by luck. Keep them below 64 KB together.
 *
 * A service may say `Connection: close` with its first answer, and what follows on the connection is not heard (section
 * 9.6). It is asked again over one connection for each request: all that only read, of others those without an answer.
 */
export async function askTogether(
  port: number,
  requests: readonly HttpRequest[],
  deadlineMs: number,
  hopeless?: Hopeless,
): Promise<AnswersTogether> {
  const found = await converse(open(port), requests, deadlineMs, hopeless);
  const last = found.answers.findIndex(({ headers }) => /\bclose\b/i.test(headers.connection ?? ""));
  if (last === -1 || last === requests.length - 1) return found;
  const answers = requests.every(({ method }) => method === "GET") ? [] : found.answers.slice(0, last + 1);
  const others = await askApart(port, requests.slice(answers.length), deadlineMs, hopeless);
  return { ...others, answers: [...answers, ...others.answers] };
}

/* Over a connection each, all of which are open before the first request leaves. */
async function askApart(
  port: number,
  requests: readonly HttpRequest[],
  deadlineMs: number,
  hopeless?: Hopeless,
): Promise<AnswersTogether> {
  const sockets = requests.map(() => open(port));
  // One that cannot connect has closed, which converse() tells.
  await Promise.all(sockets.map((socket) => once(socket, "connect").catch(() => undefined)));
  const found = await Promise.all(
    sockets.map((socket, index) => converse(socket, requests.slice(index, index + 1), deadlineMs, hopeless)),
  );
  const failed = found.findIndex(({ problem }) => problem);
  const { problem } = found[failed] ?? {};
  const whole = failed === -1 ? found : found.slice(0, failed);
  return { answers: whole.flatMap(({ answers }) => answers), ...(problem && { problem }) };
}

/* An error that comes while nobody listens is told by the `close` behind it. */
const open = (port: number) => connect({ host: "127.0.0.1", port }).on("error", () => undefined);

function converse(
  socket: Socket,
  requests: readonly HttpRequest[],
  deadlineMs: number,
  hopeless?: Hopeless,
): Promise<AnswersTogether> {
  return new Promise((resolve) => {
    const answers: HttpAnswer[] = [];
    let rest: Buffer = Buffer.alloc(0);
    const finish = (problem?: HttpProblem) => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ answers, ...(problem && answers.length < requests.length && { problem }) });
    };
    const giveUp = (afterMs: number) => finish({ kind: "no-answer", afterMs });
    const timer = setTimeout(giveUp, deadlineMs, deadlineMs);
    void hopeless?.then((afterMs) => afterMs !== undefined && giveUp(afterMs));
    socket.on("data", (chunk: Buffer) => {
      rest = Buffer.concat([rest, chunk]);
      for (let found = readAnswer(rest); found; found = readAnswer(rest)) {
        answers.push(found.answer);
        rest = rest.subarray(found.length);
      }
      if (answers.length >= requests.length) finish();
    });
    socket.once("error", (error: NodeJS.ErrnoException) => finish({ kind: "connection", code: error.code ?? "" }));
    socket.once("close", () => finish({ kind: "connection", code: "ECONNRESET" }));
    if (socket.destroyed) return finish({ kind: "connection", code: "ECONNREFUSED" });
    socket.write(requests.map(written).join(""));
  });
}

function written({ method, path, headers, body }: HttpRequest): string {
  const length = body === undefined ? {} : { "content-length": Buffer.byteLength(body) };
  const fields = Object.entries({ host: "127.0.0.1", ...length, ...headers });
  const lines = [`${method} ${path} HTTP/1.1`, ...fields.map(([name, value]) => `${name}: ${value}`)];
  return `${lines.join("\r\n")}\r\n\r\n${body ?? ""}`;
}

/* The answer at the beginning of the bytes and how long it is; nothing while it is not whole. */
function readAnswer(bytes: Buffer): { answer: HttpAnswer; length: number } | undefined {
  const headEnd = bytes.indexOf("\r\n\r\n");
  if (headEnd === -1) return undefined;
  const [statusLine = "", ...lines] = bytes.subarray(0, headEnd).toString("latin1").split("\r\n");
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const [, name = "", value = ""] = /^([^:]*):\s*(.*)$/.exec(line) ?? [];
    const key = name.toLowerCase();
    headers[key] = key in headers ? `${headers[key]}, ${value}` : value;
  }
  const begin = headEnd + 4;
  const body = /chunked/i.test(headers["transfer-encoding"] ?? "")
    ? readChunks(bytes, begin)
    : readLength(bytes, begin, Number(headers["content-length"] ?? 0));
  if (!body) return undefined;
  const status = Number(statusLine.split(" ")[1]);
  return { answer: { status, headers, text: body.text }, length: body.end };
}

function readLength(bytes: Buffer, begin: number, length: number): { text: string; end: number } | undefined {
  const end = begin + length;
  return bytes.length < end ? undefined : { text: bytes.toString("utf8", begin, end), end };
}

function readChunks(bytes: Buffer, begin: number): { text: string; end: number } | undefined {
  const parts: Buffer[] = [];
  for (let at = begin; ; ) {
    const sizeEnd = bytes.indexOf("\r\n", at);
    if (sizeEnd === -1) return undefined;
    const size = Number.parseInt(bytes.toString("latin1", at, sizeEnd), 16);
    const next = sizeEnd + 2 + size + 2;
    if (bytes.length < next) return undefined;
    if (size === 0) return { text: Buffer.concat(parts).toString("utf8"), end: next };
    parts.push(bytes.subarray(sizeEnd + 2, sizeEnd + 2 + size));
    at = next;
  }
}
