import { codeBlocks, type Readme } from "../texts/lesson-texts.ts";

/** A command that a README shows with what it printed. */
export interface ShownCommand {
  /** The heading under which it stands. */
  readonly section: string;
  /** As a person types it, behind the `$ `. */
  readonly command: string;
  readonly printed: readonly string[];
}

const prompt = "$ ";

/** The commands of all console blocks, in order. A command alone in a block for copying (no `$ `) shows no output. */
export function shownCommands(readme: Readme): ShownCommand[] {
  return codeBlocks(readme)
    .filter(({ text }) => text.startsWith(prompt))
    .flatMap(({ section, text }) => {
      const commands: { command: string; printed: string[] }[] = [];
      for (const line of text.split("\n")) {
        const last = commands.at(-1);
        if (line.startsWith(prompt)) commands.push({ command: line.slice(prompt.length), printed: [] });
        else if (last && last.printed.length === 0 && last.command.endsWith("\\"))
          last.command = `${last.command.slice(0, -1)} ${line.trim()}`;
        else last?.printed.push(line);
      }
      return commands.map(({ command, printed }) => ({ section, command, printed: withoutLastBlanks(printed) }));
    });
}

function withoutLastBlanks(lines: readonly string[]): string[] {
  return lines.slice(0, lines.findLastIndex((line) => line.trim() !== "") + 1);
}
