import { serialize } from "pg-protocol";
import type { Unit } from "./expected-answers.ts";
import type { ServerError } from "./server-error.ts";
import type { OpenStatement } from "./statement.ts";

/**
 * How a statement is made to fail: the server runs, in its place, a block that raises exactly the wanted SQLSTATE. The
 * error, the transaction's state after it and the skipping up to Sync are then the server's own and cannot disagree with
 * each other; the relay invents none of it and only removes the traces of PL/pgSQL from the answer.
 *
 * In the extended protocol only the Execute is replaced. Parse and Bind go through, so parameters never have to fit a
 * substitute, a named statement exists afterwards just as after a real failure, and a statement that is wrong in itself
 * is refused with its own error. The substitute uses names of its own: the unnamed statement and portal stay untouched.
 *
 * COMMIT is special: when a real one fails, the transaction is rolled back and over. So ROLLBACK runs first, unseen.
 */
export interface Substitute {
  readonly messages: readonly Buffer[];
  readonly units: readonly Unit[];
}

export interface Failure {
  readonly statement: OpenStatement;
  readonly error: ServerError;
  readonly loseAnswer: boolean;
}

export function failingQuery({ statement, error, loseAnswer }: Failure): Substitute {
  const sql = endsTransaction(statement) ? `rollback; ${raise(error)}` : raise(error);
  return {
    messages: [serialize.query(sql)],
    units: [{ kind: "query", statement, provoked: error, loseAnswer }],
  };
}

export function failingExecute({ statement, error, loseAnswer }: Failure): Substitute {
  const messages: Buffer[] = [];
  const units: Unit[] = [];
  const add = (name: string, text: string, provoked?: ServerError): void => {
    const common = { hidden: true, ...(provoked ? { provoked, statement, loseAnswer } : {}) };
    messages.push(
      // Closing what does not exist is no error: the names are free even when an earlier fault left them behind.
      serialize.close({ type: "P", name }),
      serialize.close({ type: "S", name }),
      serialize.parse({ name, text }),
      serialize.bind({ portal: name, statement: name }),
      serialize.execute({ portal: name }),
    );
    for (const kind of ["close", "close", "parse", "bind", "execute"] as const) units.push({ kind, ...common });
  };
  if (endsTransaction(statement)) add("hood_rollback", "rollback");
  add("hood_failure", raise(error), error);
  return { messages, units };
}

function endsTransaction({ text }: OpenStatement): boolean {
  return /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*(?:commit|end)\b/i.test(text);
}

function raise({ code, message, detail, constraint }: ServerError): string {
  const using = [`errcode = ${literal(code)}`, `message = ${literal(message)}`];
  if (detail !== undefined) using.push(`detail = ${literal(detail)}`);
  if (constraint !== undefined) using.push(`constraint = ${literal(constraint)}`);
  return `do $hood$ begin raise exception using ${using.join(", ")}; end $hood$`;
}

/** An escape string in plain ASCII, which neither the connection's settings nor the dollar quotes around it can change. */
function literal(text: string): string {
  const escaped = text
    .toWellFormed()
    .replaceAll("\0", "")
    .replace(/[^ !#%&(-[\]-~]/gu, (character) => {
      const code = (character.codePointAt(0) ?? 0).toString(16);
      return `\\U${code.padStart(8, "0")}`;
    });
  return `E'${escaped}'`;
}
