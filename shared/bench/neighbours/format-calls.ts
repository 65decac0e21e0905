import { stripVTControlCharacters } from "node:util";
import type { RecordedCall } from "./recorded-call.ts";

/** How much of a list of calls is shown. Lengths are in characters. */
const limits = { calls: 20, path: 100, header: 60, body: 120, reason: 100 } as const;

/** Headers that say who calls, and whether it is the same call again. */
const shownHeaders = { authorization: "Authorization", "idempotency-key": "Idempotency-Key" } as const;

/** One bounded line a call, secrets masked: `POST /payments {"cents":450} -> 201`. The newest calls, when there are many. */
export function formatCalls(calls: readonly RecordedCall<unknown>[]): string[] {
  const mask = maskFor(calls);
  const lines = calls.slice(-limits.calls).map((call) => formatCall(call, mask));
  const left = calls.length - lines.length;
  return left > 0 ? [`... ${left} earlier ${left === 1 ? "call" : "calls"}`, ...lines] : lines;
}

function formatCall(call: RecordedCall<unknown>, mask: (text: string) => string): string {
  const part = (text: string, limit: number) => shorten(mask(text), limit);
  const headers = Object.entries(shownHeaders).flatMap(([name, title]) => {
    const value = call.headers[name];
    if (value === undefined) return [];
    return `[${title}: ${name === "authorization" ? maskCredentials(value) : part(value, limits.header)}]`;
  });
  const reason = call.trouble ?? call.unreadable;
  const because = call.trouble === undefined ? "unreadable" : "the neighbour's own fault";
  const parts = [
    shorten(call.method, limits.header),
    part(call.path, limits.path),
    ...headers,
    part(call.body, limits.body),
    "->",
    describeEnd(call),
    reason === undefined ? "" : `(${because}: ${part(reason, limits.reason)})`,
  ];
  return parts.filter((text) => text !== "").join(" ");
}

function describeEnd({ outcome, status, received, waitedMs = 0 }: RecordedCall<unknown>): string {
  const half = status === undefined ? "" : `${status}, body unfinished, `;
  switch (outcome) {
    case "pending":
      return received ? `${half}no end yet` : "request not complete yet";
    case "answered":
      return status === undefined ? "bytes that are not HTTP" : String(status);
    case "aborted by caller":
      return `${half}aborted by caller after ${Math.round(waitedMs)} ms`;
    case "unanswered":
      return `${half}connection reset after ${Math.round(waitedMs)} ms`;
    default:
      return outcome satisfies never;
  }
}

/** `Bearer abc` becomes `Bearer ***`; a value without a scheme becomes `***`. */
function maskCredentials(value: string): string {
  const scheme = /^([A-Za-z][\w-]{0,19}) +\S/.exec(value)?.[1];
  return scheme === undefined ? "***" : `${scheme} ***`;
}

/** Hides what any of the calls sent as Authorization wherever else it shows, and what is named like a secret. */
function maskFor(calls: readonly RecordedCall<unknown>[]): (text: string) => string {
  const credentials = calls.flatMap(({ headers }) => {
    const value = headers.authorization?.trim() ?? "";
    return [value, value.replace(/^\S+ +/, "")];
  });
  // Shorter ones would blacken ordinary words, and hide nothing that a person could not guess.
  const secrets = [...new Set(credentials.flatMap((text) => [text, encodeURIComponent(text)]))]
    .filter((text) => text.length >= 4)
    .sort((a, b) => b.length - a.length);
  return (text) => {
    const masked = secrets.reduce((rest, secret) => rest.replaceAll(secret, "***"), text);
    return masked.replace(/\b(access_token|client_secret|password)("?\s*[=:]\s*"?)[^"&\s]+/gi, "$1$2***");
  };
}

/** One line without control characters, at most `limit` characters and a mark where it was cut. */
function shorten(text: string, limit: number): string {
  const part = text.slice(0, limit * 4);
  const line = stripVTControlCharacters(part)
    .replace(/\s+/g, " ")
    .replace(/\p{Cc}/gu, "\ufffd")
    .trim();
  const isCut = part.length < text.length || line.length > limit;
  return isCut ? `${line.slice(0, limit).toWellFormed()}...` : line;
}
