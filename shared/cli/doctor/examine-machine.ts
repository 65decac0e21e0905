import { words } from "../words/index.ts";
import { type Check, type Finding, type Machine, named, problem } from "./check.ts";
import { clockCheck } from "./clock-check.ts";
import { diskCheck } from "./disk-check.ts";
import { dockerChecks } from "./docker-check.ts";
import { driveCheck } from "./drive-check.ts";
import { guardsCheck } from "./guards-check.ts";
import { installCheck } from "./install-check.ts";
import { localeCheck } from "./locale-check.ts";
import { memoryCheck } from "./memory-check.ts";
import { nodeCheck } from "./node-check.ts";
import { portCheck } from "./port-check.ts";
import { postgresChecks } from "./postgres-check.ts";
import { watchCheck } from "./watch-check.ts";
import { withoutRepeats } from "./without-repeats.ts";
import { writeCheck } from "./write-check.ts";

/** One side of the machine, and how to look at it. */
export interface Side {
  readonly name: string;
  readonly deadlineMs: number;
  readonly look: (machine: Machine) => Promise<readonly Check[]>;
}

const names = words.doctor.names;

/** A side about which there is one thing to say, or none. */
const side = (name: string, look: (machine: Machine) => Finding | undefined | Promise<Finding>): Side => ({
  name,
  deadlineMs: 10_000,
  async look(machine) {
    const finding = await look(machine);
    return finding ? [named(name, finding)] : [];
  },
});

const sides: readonly Side[] = [
  side(names.node, ({ root }) => nodeCheck(root)),
  side(names.install, ({ root }) => installCheck(root)),
  side(names.disk, ({ root }) => diskCheck(root)),
  side(names.write, ({ root }) => writeCheck(root)),
  side(names.memory, ({ platform }) => memoryCheck(platform)),
  side(names.ports, ({ platform }) => portCheck(platform)),
  { name: names.docker, deadlineMs: 10_000, look: ({ env }) => dockerChecks(env) },
  // A container has a minute to start.
  { name: names.postgres, deadlineMs: 75_000, look: (machine) => postgresChecks(machine) },
  { ...side(names.guards, (machine) => guardsCheck(machine)), deadlineMs: 20_000 },
  side(names.watching, (machine) => watchCheck(machine)),
  side(names.drive, ({ root }) => driveCheck(root)),
  side(names.locale, ({ env, platform }) => localeCheck(env, platform)),
  side(names.clock, ({ root, platform }) => clockCheck(root, platform)),
];

/** Looks at all sides at the same time. A look that fails or does not end is a problem of its own, and stops no other. */
export async function examineMachine(machine: Machine, all: readonly Side[] = sides): Promise<Check[]> {
  const found = await Promise.all(all.map((one) => lookInTime(one, machine)));
  return withoutRepeats(found.flat());
}

async function lookInTime({ name, deadlineMs, look }: Side, machine: Machine): Promise<readonly Check[]> {
  const say = words.doctor;
  const { promise: late, resolve } = Promise.withResolvers<readonly Check[]>();
  const timer = setTimeout(() => resolve([named(name, problem(say.noEnd(deadlineMs), say.again(name)))]), deadlineMs);
  const looking = look(machine).catch((error) => [named(name, problem(String(error), say.again(name)))]);
  const found = await Promise.race([looking, late]);
  clearTimeout(timer);
  return found;
}
