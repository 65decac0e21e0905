import { join } from "node:path";
import { spawn } from "@lydell/node-pty";
import xterm from "@xterm/headless";
import { repositoryRoot } from "../session.ts";

/* Only for tests: a real terminal, without a window, in which a person's keys are pressed and the screen is read. */

export interface TerminalOptions {
  readonly columns?: number;
  readonly rows?: number;
  /** On top of this process's own; without NO_COLOR unless given here. */
  readonly env?: NodeJS.ProcessEnv;
}

export interface Terminal extends AsyncDisposable {
  readonly pid: number;
  /** The rows that can be seen now, without the blanks at their ends. */
  screen(): string[];
  /** The same as text; a line that the terminal had to wrap, such as a long path, is one line again. */
  text(): string;
  /** The same with what is not plain named in front of it: `{red bold}FAIL{}`. */
  painted(): string[];
  /** Everything that was ever sent to the terminal. */
  readonly raw: string;
  /** Resolves with the screen as soon as its text matches; rejects after 45 s with what it shows then. */
  waitFor(pattern: RegExp): Promise<string[]>;
  /** Types; see `keys` for those that have no letter. */
  press(text: string): void;
  resize(columns: number, rows: number): void;
  /** Whether the other screen is shown, the one without a history. */
  readonly isAlternate: boolean;
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<{ readonly code: number; readonly signal: number | undefined }>;
}

export const keys = {
  enter: "\r",
  escape: "\u001b",
  up: "\u001b[A",
  down: "\u001b[B",
  pageDown: "\u001b[6~",
  pageUp: "\u001b[5~",
  ctrlC: "\u0003",
  ctrlZ: "\u001a",
} as const;

/** Starts a command (as its npm script would) in a terminal of 80x24, or of the given size. */
export function openTerminal(words: readonly string[], options: TerminalOptions = {}): Terminal {
  return openProgram(process.execPath, [join(repositoryRoot, "shared/cli/hood.cjs"), ...words], options);
}

/** Any program, such as a shell that starts a command. */
export function openProgram(program: string, words: readonly string[], options: TerminalOptions = {}): Terminal {
  const { columns = 80, rows = 24, env = {} } = options;
  const { NO_COLOR, CI, FORCE_COLOR, ...inherited } = process.env;
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
  const child = spawn(program, [...words], {
    cols: columns,
    rows,
    cwd: repositoryRoot,
    name: "xterm-256color",
    env: { ...inherited, HOOD_POSTGRES: "embedded", COLORTERM: "truecolor", ...env } as Record<string, string>,
  });
  const looks = new Set<() => void>();
  let raw = "";
  child.onData((data) => {
    raw += data;
    terminal.write(data, () => {
      for (const look of [...looks]) look();
    });
  });
  // What the terminal answers by itself, such as where its cursor is.
  terminal.onData((data) => child.write(data));
  const ended = new Promise<{ code: number; signal: number | undefined }>((resolve) =>
    child.onExit(({ exitCode, signal }) => terminal.write("", () => resolve({ code: exitCode, signal }))),
  );
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  const lines = () => {
    const { active } = terminal.buffer;
    return Array.from({ length: terminal.rows }, (_, row) => active.getLine(active.viewportY + row));
  };
  const screen = () => trimmed(lines().map((line) => line?.translateToString(true) ?? ""));
  const text = () => {
    const rows = lines().map((line) => `${line?.isWrapped ? "" : "\n"}${line?.translateToString(true) ?? ""}`);
    return rows.join("").slice(1).replace(/ +$/gm, "").trimEnd();
  };
  return {
    pid: child.pid,
    screen,
    text,
    painted: () => trimmed(lines().map((line) => (line ? paintedLine(line, terminal.cols) : ""))),
    get raw() {
      return raw;
    },
    waitFor: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!pattern.test(text())) return;
          clearTimeout(deadline);
          looks.delete(look);
          resolve(screen());
        };
        const deadline = setTimeout(() => {
          looks.delete(look);
          reject(new Error(`The screen never showed ${pattern}; at the end it showed:\n${text()}`));
        }, 45_000);
        looks.add(look);
        look();
      }),
    press: (text) => child.write(text),
    resize(newColumns, newRows) {
      terminal.resize(newColumns, newRows);
      child.resize(newColumns, newRows);
    },
    get isAlternate() {
      return terminal.buffer.active.type === "alternate";
    },
    kill: (signal) => child.kill(signal),
    ended,
    async [Symbol.asyncDispose]() {
      if (!isOver) child.kill("SIGKILL");
      await ended;
      terminal.dispose();
    },
  };
}

function trimmed(rows: string[]): string[] {
  const last = rows.findLastIndex((row) => row.trim() !== "");
  return rows.slice(0, last + 1).map((row) => row.trimEnd());
}

const colourNames = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];

function paintedLine(line: xterm.IBufferLine, columns: number): string {
  let text = "";
  let before = "";
  for (let column = 0; column < columns; column += 1) {
    const cell = line.getCell(column);
    if (!cell || cell.getWidth() === 0) continue;
    const style = styleOf(cell);
    if (style !== before) text += `{${style}}`;
    before = style;
    text += cell.getChars() || " ";
  }
  return (before === "" ? text : `${text}{}`).trimEnd();
}

function styleOf(cell: xterm.IBufferCell): string {
  const colour = cell.isFgPalette() ? (colourNames[cell.getFgColor() % 8] ?? "") : "";
  const words = [colour, cell.isBold() && "bold", cell.isDim() && "dim", cell.isInverse() && "inverse"];
  return [...words, cell.isUnderline() && "underline"].filter(Boolean).join(" ");
}
