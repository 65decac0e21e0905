import { createInterface, type Interface } from "node:readline";
import type { SqlPrompt } from "#shared/postgres/prompt/index.ts";
import { words } from "../words/index.ts";

const goodbyes = ["\\q", "exit", "quit"];

export interface TypeOptions {
  readonly prompt: SqlPrompt;
  /** What the course says about it; PostgreSQL's answers are the prompt's own to print. */
  readonly tell: (text: string) => void;
  /** Whether somebody sits there, who wants to see a prompt. */
  readonly isTerminal: boolean;
  /** Lines can be edited, and earlier ones come back with the arrow keys. */
  readonly isEditable: boolean;
  readonly stop: AbortSignal;
}

/**
 * Hands what is typed to the prompt, line by line, until its end. False when a statement that came through a pipe failed, or
 * was never complete. Rejects when the connection is lost.
 */
export async function typeLines({ prompt, tell, isTerminal, isEditable, stop }: TypeOptions): Promise<boolean> {
  const { stdin, stdout } = process;
  const input = createInterface({ input: stdin, ...(isTerminal && { output: stdout }), terminal: isEditable });
  let isOver = false;
  input.once("close", () => {
    isOver = true;
  });
  const ask = () => {
    if (!isTerminal || isOver) return;
    input.setPrompt(prompt.text);
    input.prompt();
  };
  const interrupt = () => prompt.interrupt().catch((error) => tell(words.sql.notStopped(error.message)));
  const end = () => {
    input.close();
    void interrupt();
  };
  stop.addEventListener("abort", end, { once: true });
  let lost: Error | undefined;
  void prompt.lost.then((error) => {
    lost = error;
    if (isTerminal) stdout.write("\n"); // the prompt stands in this line
    input.close();
  });

  const explainWaiting = (typed: string) => {
    if (typed === "") tell(words.sql.needsSemicolon);
    if (typed.endsWith(";")) tell(words.sql.stillOpen);
  };

  let isRunning = false;
  input.on("SIGINT", async () => {
    const isIdle = input.line === "" && prompt.rest === "" && !isRunning;
    stdout.write("^C\n");
    if (isIdle) tell(words.sql.howToEnd);
    if (input.line !== "") dropLine(input);
    await interrupt();
    if (!isRunning) ask();
  });

  let isFine = true;
  if (stop.aborted) end();
  else ask();
  for await (const line of input) {
    const word = prompt.rest === "" ? line.trim() : "";
    if (goodbyes.includes(word.replace(/;$/, ""))) break;
    if (word === "\\?" || word === "help") tell(words.sql.inside);
    else if (word.startsWith("\\")) tell(words.sql.onlySql(word));
    else {
      isRunning = true;
      isFine = (await prompt.type(line)) && isFine;
      isRunning = false;
      if (isTerminal && prompt.rest !== "") explainWaiting(line.trim());
    }
    ask();
  }
  input.close();
  if (lost) throw lost;
  if (isTerminal) return true; // who sat there has seen it
  if (prompt.rest === "") return isFine;
  // As psql does with the end of a pipe.
  isFine = (await prompt.type(";")) && isFine;
  if (prompt.rest === "") return isFine;
  tell(words.sql.stillOpenAtEnd);
  return false;
}

/* Readline has no word for it but the keys: to the end of the line, then delete all before. */
function dropLine(input: Interface): void {
  for (const name of ["e", "u"]) input.write(null, { ctrl: true, name });
}
