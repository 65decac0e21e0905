import { codeBlocks, type Readme } from "../texts/lesson-texts.ts";

/** A command that a README shows with what it printed. */
export interface ShownCommand {
  readonly kind: "command";
  /** The heading under which it stands. */
  readonly section: string;
  /** As a person types it, behind the `$ `. */
  readonly command: string;
  readonly printed: readonly string[];
}

/** What a README shows of `npm run sql`, prompts included. */
export interface ShownSql {
  readonly kind: "sql";
  readonly section: string;
  /** What a person types, behind the prompts. */
  readonly lines: readonly string[];
  readonly printed: readonly string[];
}

export type Shown = ShownCommand | ShownSql;

const prompt = "$ ";
const sqlPrompt = /^(?:=[*!]?|-)> /;

/**
 * The commands and the SQL of all console blocks, in order. A command alone in a block for copying (no `$ `) shows no
 * output.
 */
export function shownCommands(readme: Readme): Shown[] {
  return codeBlocks(readme).flatMap(({ section, text }): Shown[] => {
    const lines = text.split("\n");
    if (text.startsWith(prompt)) return commandsIn(section, lines);
    return sqlPrompt.test(text) ? [sqlIn(section, lines)] : [];
  });
}

function commandsIn(section: string, lines: readonly string[]): ShownCommand[] {
  const commands: { command: string; printed: string[] }[] = [];
  for (const line of lines) {
    const last = commands.at(-1);
    if (line.startsWith(prompt)) commands.push({ command: line.slice(prompt.length), printed: [] });
    else if (last && last.printed.length === 0 && last.command.endsWith("\\"))
      last.command = `${last.command.slice(0, -1)} ${line.trim()}`;
    else last?.printed.push(line);
  }
  return commands.map(({ command, printed }) => ({
    kind: "command",
    section,
    command,
    printed: withoutLastBlanks(printed),
  }));
}

function sqlIn(section: string, printed: readonly string[]): ShownSql {
  const lines = printed.filter((line) => sqlPrompt.test(line)).map((line) => line.replace(sqlPrompt, ""));
  return { kind: "sql", section, lines, printed };
}

function withoutLastBlanks(lines: readonly string[]): string[] {
  return lines.slice(0, lines.findLastIndex((line) => line.trim() !== "") + 1);
}
