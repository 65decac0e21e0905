import type { Statement } from "../wire/index.ts";
import { attribute } from "./attribute.ts";
import { type Request, requestName } from "./requests.ts";

export interface Labels {
  /** True when they name requests. */
  readonly known: boolean;
  readonly of: ReadonlyMap<Statement, string>;
}

/** By request when every statement's is known, else all by connection: half a truth would mislead. */
export function labelStatements(requests: readonly Request[], sent: readonly (readonly Statement[])[]): Labels {
  const byRequest = new Map<Statement, string>();
  const byConnection = new Map<Statement, string>();
  let known = true;
  for (const [side, statements] of sent.entries()) {
    const own = [...requests.entries()].filter(([, request]) => request.side === side);
    const owners = attribute(
      own.map(([, request]) => request),
      statements,
    );
    known &&= owners !== undefined;
    const process = sent.length > 1 ? `process ${side + 1}, ` : "";
    for (const statement of statements) {
      const [index = 0] = own[owners?.get(statement) ?? 0] ?? [];
      byRequest.set(statement, requestName(index));
      byConnection.set(statement, `${process}connection ${statement.connection}`);
    }
  }
  return { known, of: known ? byRequest : byConnection };
}
