import { Agent } from "node:http";
import { patience } from "../patience.ts";
import { Answer } from "./answer.ts";
import { askTogether } from "./ask-together.ts";
import { ask, type Hopeless, HttpFailure, type HttpProblem, type HttpRequest } from "./http.ts";

export interface RequestOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, with its content type. */
  readonly json?: unknown;
  /** Sent as it is; give the content type in `headers`. */
  readonly body?: string;
}

/** A request for `together`. */
export interface Together extends RequestOptions {
  readonly method: string;
  readonly path: string;
}

/** One request and what came of it, kept as evidence for a failure. */
export interface Exchange {
  readonly request: HttpRequest;
  /** `performance.now()` milliseconds: sent, and answered or given up. */
  readonly startedAt: number;
  readonly endedAt: number;
  readonly answer?: Answer;
  readonly problem?: HttpProblem;
}

/** Milliseconds that an answer may take. A lesson's answers take a few; the rest is for a busy machine. */
const answerDeadline = 3_000;

/** Side 1 of the bench: asks the service over HTTP and keeps every exchange. */
export abstract class Client {
  readonly exchanges: Exchange[] = [];
  readonly #agent = new Agent({ keepAlive: true });

  /** The port on which the service listens now. */
  protected abstract get port(): number;
  /** Turns a request without a whole answer into the error that the test fails with. */
  protected abstract explain(request: HttpRequest, problem: HttpProblem): Promise<Error>;
  /** Resolves with true as soon as it is certain that no answer will come; with false when the signal comes first. */
  protected abstract untilHopeless(signal: AbortSignal): Promise<boolean>;

  get(path: string, options?: RequestOptions): Promise<Answer> {
    return this.request("GET", path, options);
  }
  post(path: string, json?: unknown, options?: RequestOptions): Promise<Answer> {
    return this.request("POST", path, { json, ...options });
  }
  put(path: string, json?: unknown, options?: RequestOptions): Promise<Answer> {
    return this.request("PUT", path, { json, ...options });
  }
  patch(path: string, json?: unknown, options?: RequestOptions): Promise<Answer> {
    return this.request("PATCH", path, { json, ...options });
  }
  delete(path: string, options?: RequestOptions): Promise<Answer> {
    return this.request("DELETE", path, options);
  }

  async request(method: string, path: string, options: RequestOptions = {}): Promise<Answer> {
    const request = toRequest(method, path, options);
    const startedAt = performance.now();
    try {
      const got = await this.#whileHopeful((hopeless) =>
        ask(this.port, this.#agent, request, patience(answerDeadline), hopeless),
      );
      const answer = new Answer(request, got);
      this.exchanges.push({ request, startedAt, endedAt: performance.now(), answer });
      return answer;
    } catch (error) {
      if (!(error instanceof HttpFailure)) throw error;
      this.exchanges.push({ request, startedAt, endedAt: performance.now(), problem: error.problem });
      throw await this.explain(request, error.problem);
    }
  }

  /**
   * Sends several requests so that they meet inside the service: each is begun before any of them hears from the
   * database. A path alone is a GET.
   */
  async together<Asked extends readonly (string | Together)[]>(
    ...asked: Asked
  ): Promise<{ [Index in keyof Asked]: Answer }> {
    const requests = asked.map((one) =>
      typeof one === "string" ? toRequest("GET", one, {}) : toRequest(one.method, one.path, one),
    );
    const startedAt = performance.now();
    const { answers, problem } = await this.#whileHopeful((hopeless) =>
      askTogether(this.port, requests, patience(answerDeadline), hopeless),
    );
    const times = { startedAt, endedAt: performance.now() };
    const found: Answer[] = [];
    for (const [index, request] of requests.entries()) {
      const got = answers[index];
      if (got) {
        const answer = new Answer(request, got);
        found.push(answer);
        this.exchanges.push({ request, ...times, answer });
      } else if (problem) {
        this.exchanges.push({ request, ...times, problem });
        throw await this.explain(request, problem);
      }
    }
    return found as { [Index in keyof Asked]: Answer };
  }

  async #whileHopeful<Result>(wait: (hopeless: Hopeless) => Promise<Result>): Promise<Result> {
    const over = new AbortController();
    const startedAt = performance.now();
    const hopeless = this.untilHopeless(over.signal).then((is) => (is ? performance.now() - startedAt : undefined));
    return wait(hopeless).finally(() => over.abort());
  }

  /** Closes its connections, so that the service does not wait for them when it is told to end. */
  close(): void {
    this.#agent.destroy();
  }
}

function toRequest(method: string, path: string, { headers = {}, json, body }: RequestOptions): HttpRequest {
  if (json === undefined) return { method, path, headers, body };
  return { method, path, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(json) };
}
