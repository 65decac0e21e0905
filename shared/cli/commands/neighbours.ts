import {
  type AnyNeighbour,
  formatCalls,
  type MoodDesk,
  openMoodDesk,
  openStreet,
  standingPort,
} from "#shared/bench/neighbours/index.ts";
import { type NeighbourName, neighbourNames } from "#shared/lessons/neighbour-names.ts";
import { runCommand, UsageError } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { stopSignal } from "../on-stop.ts";
import { bold, dim } from "../terminal/style.ts";
import { wrap } from "../terminal/wrap.ts";
import { words } from "../words/index.ts";

const say = words.neighbours;

await runCommand({
  help: say.help,
  options: { port: { type: "string", default: String(standingPort - 1) } },
  async run({ positionals, values }) {
    const names = positionals.length === 0 ? neighbourNames : positionals.map(toName);
    const port = toPort(values.port);
    const stop = stopSignal();
    const over = new Promise<void>((resolve) => stop.addEventListener("abort", () => resolve(), { once: true }));
    await using opened = new AsyncDisposableStack();
    try {
      const street = opened.use(await openStreet(names, { firstPort: port + 1 }));
      const desk = opened.use(await openMoodDesk(street.neighbours, { port }));
      for (const line of introduce(street.neighbours, desk)) console.log(line);
      for (const neighbour of street.neighbours) {
        neighbour.onCallEnd((call) => {
          for (const line of formatCalls([call])) console.log(`${neighbour.name}: ${line}`);
        });
      }
    } catch (error) {
      const { code, port: taken } = error as { readonly code?: string; readonly port?: number };
      if (code !== "EADDRINUSE" || taken === undefined) throw error;
      throw new UsageError(say.portTaken(taken, port + 1_000));
    }
    await over;
    return exitCode.passed;
  },
});

function toName(asked: string): NeighbourName {
  const name = neighbourNames.find((candidate) => candidate === asked.toLowerCase());
  if (name) return name;
  throw new UsageError(say.unknown(asked, neighbourNames));
}

function toPort(asked: string): number {
  const port = Number(asked);
  if (/^\d+$/.test(asked) && port >= 1_024 && port <= 65_000) return port;
  throw new UsageError(say.noPort(asked));
}

/* What is to be copied stays on one line, however narrow the terminal. */
function introduce(neighbours: readonly AnyNeighbour[], desk: MoodDesk): string[] {
  const [first] = neighbours;
  return [
    ...wrap(say.open),
    ...neighbours.flatMap(({ name, env }) => [
      "",
      bold(name),
      ...Object.entries(env).map(([key, value]) => `  ${key}=${value}`),
    ]),
    "",
    ...wrap(say.tryIt),
    ...neighbours.map(({ curl = "" }) => `  ${forWindows(curl)}`),
    "",
    ...wrap(say.moods),
    `  ${forWindows(`curl -d mute ${desk.url}/${first?.name}`)}`,
    ...wrap(say.moodsWithMore),
    `  ${forWindows(`curl -d "{\\"kind\\":\\"slow\\",\\"ms\\":5000}" ${desk.url}/${first?.name}`)}`,
    `  ${forWindows(`curl -d "{\\"kind\\":\\"failing\\",\\"status\\":503}" ${desk.url}/${first?.name}`)}`,
    "",
    ...wrap(say.calls).map(dim),
  ];
}

/* In Windows PowerShell, curl is another program's name. */
function forWindows(line: string): string {
  return process.platform === "win32" ? line.replace(/^curl /, "curl.exe ") : line;
}
