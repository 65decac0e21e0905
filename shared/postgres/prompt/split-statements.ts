import { loadModule, scanSync } from "libpg-query";

export interface TypedSql {
  /** Each with its `;`, in order. */
  readonly statements: readonly string[];
  /** What has no `;` yet; empty when there is nothing in it but blanks and comments. */
  readonly rest: string;
}

const semicolon = 59;
const [opening, closing] = [40, 41];
const comments: readonly string[] = ["SQL_COMMENT", "C_COMMENT"];

/** To be awaited once before `splitStatements`. */
export const loadSplitter = loadModule;

/**
 * Cuts what was typed into statements, as psql does: at each `;` that stands outside quotes, comments and parentheses.
 * PostgreSQL's own scanner reads it. While a quote or a comment is open, all of it is `rest`; what the scanner refuses for
 * another reason is one statement, so that PostgreSQL says what is wrong with it.
 */
export function splitStatements(typed: string): TypedSql {
  const tokens = scan(typed);
  if (tokens === "open") return { statements: [], rest: typed };
  if (tokens === "refused") {
    return typed.trimEnd().endsWith(";") ? { statements: [typed.trim()], rest: "" } : { statements: [], rest: typed };
  }
  const bytes = Buffer.from(typed); // the scanner counts bytes
  const statements: string[] = [];
  let begin = 0;
  let depth = 0;
  let isEmpty = true;
  for (const { end, tokenType, tokenName } of tokens) {
    if (comments.includes(tokenName)) continue;
    if (tokenType === opening) depth += 1;
    if (tokenType === closing) depth = Math.max(0, depth - 1);
    const isEnd = tokenType === semicolon && depth === 0;
    if (isEnd && !isEmpty) statements.push(bytes.subarray(begin, end).toString().trim());
    if (isEnd) begin = end;
    isEmpty = isEnd;
  }
  return { statements, rest: isEmpty ? "" : bytes.subarray(begin).toString().trimStart() };
}

function scan(typed: string) {
  if (typed.trim() === "") return [];
  try {
    return scanSync(typed).tokens;
  } catch (error) {
    // Of PostgreSQL's "unterminated quoted string" the package lets only the first letters through.
    return (error as Error).message.includes("unterminat") ? "open" : "refused";
  }
}
