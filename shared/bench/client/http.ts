import { type Agent, type IncomingMessage, request } from "node:http";

/** Bytes of an answer's body that are read; a lesson's largest is a few kilobytes. */
const bodyLimit = 5 * 1024 * 1024;

export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case; a header that was sent several times is joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Milliseconds after which it was certain that no answer will come; `undefined` when it never was. */
export type Hopeless = Promise<number | undefined>;

/** Why there was no whole answer. */
export type HttpProblem =
  | { readonly kind: "no-answer"; readonly afterMs: number }
  | { readonly kind: "half-answer"; readonly status: number; readonly text: string; readonly waited: boolean }
  | { readonly kind: "too-long"; readonly status: number }
  | { readonly kind: "connection"; readonly code: string };

export class HttpFailure extends Error {
  override readonly name = "HttpFailure";
  readonly problem: HttpProblem;

  constructor(problem: HttpProblem, options?: ErrorOptions) {
    super(problem.kind, options);
    this.problem = problem;
  }
}

/**
 * One request over node:http, which, unlike fetch, tells a half body from a whole one, keeps no connections of its own
 * and adds no headers that the test did not write. Redirects are answers like any other.
 */
export function ask(
  port: number,
  agent: Agent,
  asked: HttpRequest,
  deadlineMs: number,
  hopeless?: Hopeless,
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const { method, path, headers, body } = asked;
    const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const outgoing = request({ host: "127.0.0.1", port, method, path, agent, headers: { ...length, ...headers } });
    let partial: { message: IncomingMessage; text: () => string } | undefined;
    const fail = (problem: HttpProblem, cause?: Error) => {
      clearTimeout(timer);
      outgoing.destroy();
      reject(new HttpFailure(problem, cause && { cause }));
    };
    const half = (waited: boolean, cause?: Error) =>
      partial &&
      fail({ kind: "half-answer", status: partial.message.statusCode ?? 0, text: partial.text(), waited }, cause);
    const giveUp = (afterMs: number) => half(true) ?? fail({ kind: "no-answer", afterMs });
    const timer = setTimeout(giveUp, deadlineMs, deadlineMs);
    void hopeless?.then((afterMs) => afterMs !== undefined && giveUp(afterMs));
    outgoing.once("error", (error: NodeJS.ErrnoException) => {
      half(false, error) ?? fail({ kind: "connection", code: error.code ?? error.message }, error);
    });
    outgoing.once("response", (message) => {
      const chunks: Buffer[] = [];
      const text = () => Buffer.concat(chunks).toString("utf8");
      partial = { message, text };
      let size = 0;
      message.on("data", (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size > bodyLimit) fail({ kind: "too-long", status: message.statusCode ?? 0 });
      });
      message.once("error", (error) => half(false, error));
      message.once("end", () => {
        if (!message.complete) return half(false);
        clearTimeout(timer);
        resolve({ status: message.statusCode ?? 0, headers: plainHeaders(message), text: text() });
      });
    });
    outgoing.end(body);
  });
}

function plainHeaders(message: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(", ") : (value ?? ""),
    ]),
  );
}
