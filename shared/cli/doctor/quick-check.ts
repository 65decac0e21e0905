import { words } from "../words/index.ts";
import { type Check, type Finding, named } from "./check.ts";
import { diskCheck } from "./disk-check.ts";
import { installCheck } from "./install-check.ts";
import { withoutRepeats } from "./without-repeats.ts";
import { writeCheck } from "./write-check.ts";

const { names } = words.doctor;
const looks: readonly (readonly [string, (root: string) => Finding])[] = [
  [names.install, installCheck],
  [names.disk, diskCheck],
  [names.write, writeCheck],
];

/** The problems that can be seen within some milliseconds, without starting anything. The door has looked at Node. */
export async function quickCheck(root: string): Promise<Check[]> {
  const checks = looks.flatMap(([name, look]) => {
    try {
      return [named(name, look(root))];
    } catch {
      return []; // the doctor says why it cannot be looked at
    }
  });
  return withoutRepeats(checks.filter(({ outcome }) => outcome === "problem"));
}
