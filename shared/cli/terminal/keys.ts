import { emitKeypressEvents } from "node:readline";
import { canSuspend, suspend } from "./suspend.ts";

interface Key {
  readonly name?: string;
  readonly sequence?: string;
  readonly ctrl?: boolean;
}

export interface KeyOptions {
  /** Before the terminal is the shell's for a while (Ctrl-Z), and when it is ours again. */
  readonly leave?: () => void;
  readonly enter?: () => void;
  /** The terminal is gone. */
  readonly closed?: () => void;
}

/**
 * Calls back for each key pressed in a terminal, by name (`down`, `return`, `h`, `?`, `ctrl-l`); does nothing elsewhere.
 * Ctrl-C and Ctrl-Z do what they do where nobody listens. What is pasted is no key. Returns a function that gives the
 * keys back.
 */
export function onKey(listener: (key: string) => void, options: KeyOptions = {}): () => void {
  const { stdin, stdout } = process;
  const { leave = nothing, enter = nothing, closed = nothing } = options;
  if (!stdin.isTTY || !stdout.isTTY) return nothing;
  let isPasting = false;
  const pressed = (_text: string | undefined, { name, sequence, ctrl }: Key) => {
    if (name === "paste-start" || name === "paste-end") isPasting = name === "paste-start";
    else if (isPasting) return;
    // A raw terminal turns neither of these into a signal.
    else if (ctrl && name === "c") process.kill(process.pid, "SIGINT");
    else if (ctrl && name === "z") stop();
    else if (name === "enter")
      listener("return"); // a terminal that sends a line feed
    else if (name ?? sequence) listener(`${ctrl ? "ctrl-" : ""}${name ?? sequence}`);
  };
  const stop = () => {
    if (!canSuspend) return;
    leave();
    stdin.setRawMode(false);
    // Without a listener the signal does what it is for.
    process.off("SIGTSTP", stop);
    suspend();
    process.on("SIGTSTP", stop);
    goOn();
  };
  const goOn = () => {
    stdin.setRawMode(false); // the shell may have changed it, of which Node knows nothing
    stdin.setRawMode(true);
    enter();
  };
  emitKeypressEvents(stdin);
  stdin.setRawMode(true);
  stdin.on("keypress", pressed);
  stdin.on("end", closed);
  stdin.on("error", closed);
  if (canSuspend) process.on("SIGTSTP", stop).on("SIGCONT", goOn);
  stdin.resume();
  return () => {
    stdin.off("keypress", pressed);
    stdin.off("end", closed);
    stdin.off("error", closed);
    if (canSuspend) process.off("SIGTSTP", stop).off("SIGCONT", goOn);
    stdin.off("error", nothing).on("error", nothing); // a terminal that is gone cannot be given back
    stdin.setRawMode(false);
    stdin.pause();
  };
}

const nothing = () => undefined;
