interface Count {
  readonly survived: number;
  readonly tried: number;
  readonly notTried: number;
}

const counted = ({ survived, tried, notTried }: Count) =>
  `${survived} of ${tried} survived${notTried === 0 ? "" : `, ${notTried} not tried`}`;

export const faults = {
  help: `Tries the course on services that go wrong, and on accidents that happen to the runner itself. Each fault must end
within its limit, with the right outcome and words that name the cause; nothing of it may be left; every file must be as
it was; a good solution checked next must pass, and so must the fault's good twin.

  npm run faults                         the whole corpus
  npm run faults stops                   one group: stops, broken, too-much, looks-right, runner
  npm run faults loops-in-handler        one fault
  npm run faults stops -- --repeat 20    again and again, to hunt one that depends on luck
  npm run faults -- --json               the results as JSON

Exit code: 0 all survived, 1 not all, 2 could not run.`,
  repeatNeedsNumber: "--repeat needs a number.",
  unknown: (name: string) => `There is no fault and no group "${name}". npm run faults -- --help names the groups.`,
  step: (done: number, all: number, what: string) => `${done} of ${all}  ${what}`,
  time: (seconds: string, limit: string, busy: boolean) =>
    busy ? `${seconds} s (limit ${limit} s while the cores are busy)` : `${seconds} s (limit ${limit} s)`,
  survived: (name: string, what: string, time: string) => `ok    ${name}   ${what}   ${time}`,
  notSurvived: (name: string, what: string, time: string) => `FAIL  ${name}   ${what}   ${time}`,
  notTried: (name: string, what: string, why: string) => `--    ${name}   ${what}   not tried: ${why}`,
  group: (name: string, count: Count) => `${name}: ${counted(count)}`,
  total: (count: Count, seconds: string) => `In all: ${counted(count)}, in ${seconds} s`,
  stopped: "Stopped before the end.",
};
