// Turns everything that goes wrong into an answer of the type application/problem+json (RFC 9457).
// Given; nothing to do here. Throw an HttpProblem from a handler: Express brings it to answerWithProblem.
import { STATUS_CODES } from "node:http";
import type { ErrorRequestHandler } from "express";

/** A request that is refused: `throw new HttpProblem(404, "There is nothing at /basket.")`. */
export class HttpProblem extends Error {
  override readonly name = "HttpProblem";
  readonly status: number;

  constructor(status: number, detail: string) {
    super(detail);
    this.status = status;
  }
}

export const answerWithProblem: ErrorRequestHandler = (error, _req, res, next) => {
  if (res.headersSent) return next(error);
  const { status, message } = toProblem(error);
  // The log gets the truth, the visitor does not: an error of ours may hold paths or somebody's data.
  if (status >= 500) console.error(error);
  res
    .status(status)
    .type("application/problem+json")
    .json({ type: "about:blank", title: STATUS_CODES[status], status, detail: message });
};

function toProblem(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error;
  // Express refuses an address that cannot be decoded with an error of its own.
  if (error instanceof Error && "status" in error && error.status === 400) return new HttpProblem(400, error.message);
  return new HttpProblem(500, "Something went wrong in the shop.");
}
