// Turns everything that goes wrong into an answer of the type application/problem+json (RFC 9457).
// Given; nothing to do here. Throw an HttpProblem from a handler: Express 5 brings it to answerWithProblem.
import { STATUS_CODES } from "node:http";
import type { ErrorRequestHandler } from "express";
import type { z } from "zod";

export interface FieldError {
  /** A JSON pointer (RFC 6901) to the wrong field: `/priceCents`. */
  readonly pointer: string;
  readonly detail: string;
}

/** A request that is refused: `throw new HttpProblem(404, "There is no card 7.")`. */
export class HttpProblem extends Error {
  override readonly name = "HttpProblem";
  readonly status: number;
  readonly errors: readonly FieldError[] | undefined;

  constructor(status: number, detail: string, errors?: readonly FieldError[]) {
    super(detail);
    this.status = status;
    this.errors = errors;
  }
}

/** The input as the schema describes it. Throws a 422 that names every wrong field, or the given refusal. */
export function parse<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  refusal?: HttpProblem,
): z.infer<Schema> {
  const { success, data, error } = schema.safeParse(input);
  if (success) return data;
  throw refusal ?? new HttpProblem(422, "Some fields are not as they should be.", error.issues.flatMap(toFieldErrors));
}

export const answerWithProblem: ErrorRequestHandler = (error, _req, res, next) => {
  if (res.headersSent) return next(error);
  const { status, message, errors } = toProblem(error);
  // The log gets the truth, the visitor does not: an error of ours may hold SQL, paths or somebody's data.
  if (status >= 500) console.error(error);
  res
    .status(status)
    .type("application/problem+json")
    .json({ type: "about:blank", title: STATUS_CODES[status], status, detail: message, errors });
};

function toProblem(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error;
  // express.json() refuses a body that is no JSON, or too large, with an error of its own.
  if (error instanceof Error && "status" in error && typeof error.status === "number" && error.status < 500) {
    return new HttpProblem(error.status, error.message);
  }
  return new HttpProblem(500, "Something went wrong in the shop.");
}

function toFieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ pointer: `/${key}`, detail: "There is no such field." }));
  }
  return [{ pointer: issue.path.map((step) => `/${String(step)}`).join(""), detail: issue.message }];
}
