export const bench = {
  /** `names`: the measurements, one line each. */
  help: (
    names: string,
  ) => `Measures what the course promises about its speed, each number beside its rival in the same run.

  npm run bench                     everything, about ten minutes on two cores
  npm run bench -- --only save      one measurement (names below)
  npm run bench -- --runs 3         each side of each measurement three times
  npm run bench -- --json           the result as JSON

${names}

Numbers are only as good as the machine is quiet: close what else is running.
Exit code: 0 measured, whatever the numbers, 2 could not run.`,

  onlyOptions: "Nothing can follow but options.",
  noMeasurement: (asked: string | undefined) => `There is no measurement "${asked}".`,
  runsNeedsNumber: "--runs needs a number.",

  notMeasured: (name: string, why: string) => `${name} could not be measured: ${why}`,
  withoutDocker: (why: string) => `Without the rivals that need Docker: ${why}`,
  load: (load: string, isBusy: boolean) =>
    `The load of the last minute was ${load}${isBusy ? ": others are at work, and times are longer" : ""}.`,
  shown: "Shown: median (smallest - largest).",
};
