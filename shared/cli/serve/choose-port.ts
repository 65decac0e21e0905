import { isFree } from "#shared/postgres/free-port.ts";
import { UsageError } from "../command.ts";
import { words } from "../words/index.ts";

const lastPort = 65_535;

/** Of a lesson's own port: the same every day, so that a bookmark and a shell's history keep working. */
const firstPort = 4_000;

/** The port that PORT asks for, or the lesson's own. Throws a UsageError when PORT is no port. */
export function wantedPort(lessonNumber: string, asked: string | undefined): number {
  if (!asked) return firstPort + Number(lessonNumber);
  const port = Number(asked);
  if (/^\d+$/.test(asked) && port >= 1 && port <= lastPort) return port;
  throw new UsageError(words.serve.noPort(asked));
}

/** The wanted port, or the next one that nobody listens on. */
export async function choosePort(wanted: number, isAvailable = isFree): Promise<number> {
  for (let port = wanted; port <= lastPort; port += 1) if (await isAvailable(port)) return port;
  throw new UsageError(words.serve.noFreePort(wanted));
}
