import { expect, test } from "vitest";
import { type Check, type Machine, named, note, ok, problem } from "./check.ts";
import { examineMachine, type Side } from "./examine-machine.ts";
import { renderChecks } from "./render-checks.ts";
import { withoutRepeats } from "./without-repeats.ts";

const machine: Machine = { root: "/course", env: {}, platform: "linux", run: undefined };
const side = (name: string, look: Side["look"]): Side => ({ name, deadlineMs: 20, look });

test("a look that fails and a look that never ends are problems, and stop no other", async () => {
  const found = await examineMachine(machine, [
    side("Broken", async () => {
      throw new Error("no such thing");
    }),
    side("Hanging", () => new Promise(() => undefined)),
    side("Well", async () => [named("Well", ok("all is well"))]),
  ]);

  expect(found).toEqual([
    named("Broken", problem("Error: no such thing", expect.stringContaining("npm run doctor"))),
    named("Hanging", problem("this look did not come to an end within 0.02 s.", expect.stringContaining("Hanging"))),
    named("Well", ok("all is well")),
  ]);
});

test("what one step mends is told once, as a problem before a note", () => {
  const checks = [
    named("Docker", note("is not running", "Start it: docker")),
    named("Compose", note("is not running", "Start it: docker")),
    named("Disk", note("is tight", "Make room: clean")),
    named("Write", problem("is full", "Make room: clean")),
    named("Letters", ok("UTF-8")),
    named("Clock", ok("right")),
  ];

  expect(withoutRepeats(checks).map(({ name }) => name)).toEqual(["Docker", "Write", "Letters", "Clock"]);
});

test("the verdict comes first, then what to mend, and commands stand on lines of their own", () => {
  const checks: Check[] = [
    named("Node", ok("24.21.0, the course's own")),
    named("Memory", note("900 MB are free; that is little.", "Close programs that you do not need.")),
    named(
      "Disk space",
      problem(
        "only 12 MB are free on the drive of /home/otter/course/.hood; the course needs 200 MB.",
        "Make room: clean",
      ),
    ),
  ];

  expect(renderChecks(checks)).toEqual([
    "1 thing needs mending.",
    "",
    "MEND  Disk space: only 12 MB are free on the drive of /home/otter/course/.hood;",
    "      the course needs 200 MB.",
    "      Make room:",
    "        clean",
    "",
    "note  Memory: 900 MB are free; that is little.",
    "      Close programs that you do not need.",
    "",
    "ok    Node: 24.21.0, the course's own",
  ]);
  expect(renderChecks([named("Node", ok("new"))])[0]).toBe("The course can run.");
});
