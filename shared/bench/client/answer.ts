import { isDeepStrictEqual } from "node:util";
import { LessonFailure, type Words } from "../messages/lesson-failure.ts";
import { cleanText } from "../service/log.ts";
import type { HttpAnswer, HttpRequest } from "./http.ts";
import { sayOddProperties } from "./odd-properties.ts";

/** Characters of a body that a message shows. */
const shownBody = 160;
/** And of one that is JSON, where it is the status that is wrong. */
const shownJson = 70;

/** What the test expects of an answer. What is left out is not looked at; `body` is compared whole. */
export interface Expected {
  readonly status?: number;
  /** The media type, without parameters: `application/json`. */
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string | RegExp>>;
  /** A JSON value, compared whole, or a function that says whether the body is right: `true`, or what it should be. */
  readonly body?: unknown;
}

/** A known misconception: when the answer looks like this, these words replace the test's general ones. */
export interface Misconception extends Partial<Words> {
  readonly when: (answer: Answer) => boolean;
}

export interface Because extends Omit<Words, "what"> {
  readonly mistakes?: readonly Misconception[];
}

/** One HTTP answer, with the request it answers. */
export class Answer {
  readonly request: HttpRequest;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;

  constructor(request: HttpRequest, answer: HttpAnswer) {
    this.request = request;
    this.status = answer.status;
    this.headers = answer.headers;
    this.text = answer.text;
  }

  /** The media type without parameters, in lower case; empty when there is none. */
  get type(): string {
    return (this.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  }

  /** The body as JSON; `undefined` when it is none. */
  get json(): unknown {
    try {
      return JSON.parse(this.text);
    } catch {
      return undefined;
    }
  }

  /** Fails the test, in three lines, unless the answer is as expected. */
  mustBe(expected: Expected, because: Because): this {
    const difference = firstDifference(this, expected);
    if (difference === undefined) return this;
    const { mistakes = [], ...words } = because;
    const known = mistakes.find(({ when }) => when(this));
    const what = known?.what ?? `${this.asked} -> ${difference}`;
    throw new LessonFailure({ what, why: known?.why ?? words.why, look: known?.look ?? words.look });
  }

  /** The request as a person would write it: `GET /cards?q=otter`. */
  get asked(): string {
    return `${this.request.method} ${this.request.path}`;
  }

  /** The answer in one line: status and the beginning of the body; of a problem its words alone. It stands below whole. */
  get got(): string {
    const said = detailOf(this);
    if (said !== undefined) return `${this.status}: ${shorten(said)}`;
    return `${this.status} ${shorten(this.readable, this.json === undefined ? shownBody : shownJson)}`.trim();
  }

  /** The body as a visitor would read it: of an HTML page, the words only. */
  get readable(): string {
    return this.type === "text/html" ? withoutTags(this.text) : this.text;
  }
}

function firstDifference(answer: Answer, expected: Expected): string | undefined {
  if (expected.status !== undefined && answer.status !== expected.status) {
    return `expected ${expected.status}, got ${answer.got}`;
  }
  if (expected.type !== undefined && answer.type !== expected.type) {
    return `expected Content-Type ${expected.type}, got ${answer.type || "none"}`;
  }
  for (const [name, wanted] of Object.entries(expected.headers ?? {})) {
    const got = answer.headers[name.toLowerCase()];
    const right = got !== undefined && (wanted instanceof RegExp ? wanted.test(got) : got === wanted);
    if (!right) return `expected ${name}: ${wanted instanceof RegExp ? wanted.source : wanted}, got ${got ?? "none"}`;
  }
  if (!("body" in expected)) return undefined;
  if (typeof expected.body === "function") {
    const said: unknown = expected.body(answer.json);
    const got = shorten(answer.text) || "an empty body";
    if (typeof said === "string") return `expected ${said}, got ${got}`;
    return said ? undefined : `got an unexpected body ${got}`;
  }
  if (isDeepStrictEqual(answer.json, expected.body)) return undefined;
  const wanted = JSON.stringify(expected.body) ?? "none";
  const cut = Math.max(wanted.length, answer.text.length) > shownBody;
  const odd = cut && sayOddProperties(answer.json, expected.body);
  if (odd) return odd;
  return `expected body ${shorten(wanted)}, got ${shorten(answer.text) || "an empty body"}`;
}

/* Of a whole problem (RFC 9457) that names no fields, what it says in words: the rest repeats the status. */
function detailOf({ type, status, json }: Answer): string | undefined {
  if (type !== "application/problem+json") return undefined;
  const problem = (json ?? {}) as { status?: unknown; detail?: unknown; errors?: unknown };
  if (problem.status !== status || problem.errors !== undefined) return undefined;
  return typeof problem.detail === "string" ? problem.detail : undefined;
}

/* Of an HTML page, what a visitor would read. */
const withoutTags = (html: string) => html.replace(/<(style|script)\b.*?<\/\1>|<title>.*?<\/title>|<[^>]*>/gis, " ");

/** One bounded line of text from outside, safe to print. */
export function shorten(text: string, limit = shownBody): string {
  const line = cleanText(text).replace(/\s+/g, " ").trim();
  return line.length > limit ? `${line.slice(0, limit)}...` : line;
}
