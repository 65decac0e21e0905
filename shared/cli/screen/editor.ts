import { spawn } from "node:child_process";
import { basename } from "node:path";
import { isOnPath } from "#shared/postgres/docker/program-path.ts";

export interface Editor {
  readonly program: string;
  /** What stands behind the program's name in $EDITOR. */
  readonly words: readonly string[];
  /** It is used in this terminal, and done when it ends; others have a window of their own. */
  readonly takesTerminal: boolean;
}

/** How programs are told a line. A name that is not here gets the file alone. */
const placed: readonly (readonly [RegExp, (file: string, line: number) => string[]])[] = [
  [/^(code|code-insiders|codium|vscodium|cursor|windsurf|positron)$/, (file, line) => ["-g", `${file}:${line}`]],
  [/^(hx|helix|subl|zed)$/, (file, line) => [`${file}:${line}`]],
  [/^(vi|vim|nvim|gvim|mvim|nano|micro|emacs|emacsclient|joe|kak|ne|mg|gedit)$/, (file, line) => [`+${line}`, file]],
  [/^(kate|mate|idea|webstorm)$/, (file, line) => ["--line", String(line), file]],
];

const haveWindows =
  /^(code|code-insiders|codium|vscodium|cursor|windsurf|positron|subl|zed|gvim|mvim|gedit|kate|mate|idea|webstorm|notepad|notepad\+\+|open|xdg-open)$/;

/** The learner's editor: $VISUAL, $EDITOR, else VS Code where it is at hand. */
export function chooseEditor(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): Editor | undefined {
  const named = env.VISUAL || env.EDITOR;
  const hasCode = env.TERM_PROGRAM === "vscode" || isOnPath("code", env, platform);
  const [program, ...words] = splitWords(named || (hasCode ? "code" : ""));
  return program === undefined ? undefined : { program, words, takesTerminal: !haveWindows.test(nameOf(program)) };
}

/** What to start for a place in a file. */
export function editorCommand({ program, words }: Editor, file: string, line: number | undefined): string[] {
  const place = placed.find(([names]) => names.test(nameOf(program)))?.[1];
  return [program, ...words, ...(place && line !== undefined ? place(file, line) : [file])];
}

/** Resolves with why it could not be opened, or with nothing: at its end, or when it has a window. */
export function runEditor(command: readonly string[], takesTerminal: boolean): Promise<string | undefined> {
  const [program = "", ...words] = command;
  const stdio = takesTerminal ? "inherit" : "ignore";
  // On Windows such programs are .cmd files, which a shell has to run. A path there holds no quotes.
  const child =
    process.platform === "win32"
      ? spawn(command.map((word) => `"${word}"`).join(" "), { stdio, shell: true })
      : spawn(program, words, { stdio });
  return new Promise((resolve) => {
    child.once("error", ({ message }) => resolve(message));
    child.once("exit", (code) => resolve(code ? `exit code ${code}` : undefined));
  });
}

/* EDITOR="code --wait", EDITOR='"/Applications/My Editor" -n' */
const splitWords = (line: string) =>
  (line.match(/"[^"]*"|'[^']*'|\S+/g) ?? []).map((word) => word.replace(/^(["'])(.*)\1$/, "$2"));

const nameOf = (program: string) => basename(program.replaceAll("\\", "/")).replace(/\.(exe|cmd)$/i, "");
