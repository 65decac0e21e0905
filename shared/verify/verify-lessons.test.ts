import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { Checker } from "#shared/check/checker.ts";
import { openPostgres } from "#shared/postgres/ladder.ts";
import { openRun, type Run } from "#shared/runs/run.ts";
import { runReadme } from "./readme-run/run-readme.ts";
import { copyLesson, type LessonCopy, repositoryRoot as root } from "./testing/lesson-copy.ts";
import { proofsOf } from "./verify-lesson.ts";
import { verifyLessons } from "./verify-lessons.ts";

/* What the running of a lesson proves; its words have a test of their own (texts/check-texts.test.ts). */

let run: Run;
let checker: Checker;
const postgres = () => Promise.reject(new Error("lesson 01 has no database"));

beforeAll(async () => {
  run = await openRun(root);
  checker = new Checker({ root, run, postgres });
});
afterAll(async () => {
  await checker[Symbol.asyncDispose]();
  await run[Symbol.asyncDispose]();
});

const readme = () => ({ root, run, postgres });

/** What the steps of these names find after the copy was changed. */
async function problemsOf(step: RegExp, breakIt: (copy: LessonCopy) => void): Promise<string> {
  using copy = copyLesson();
  breakIt(copy);
  const proofs = proofsOf(copy.lesson(), readme()).filter(({ name }) => step.test(name));
  expect(proofs).not.toEqual([]);
  const problems = [];
  for (const { find } of proofs) problems.push(...(await find(checker)));
  return problems.join("\n");
}

const readmeFile = "lessons/README.md";
const shelf = [
  "```console",
  "=> begin;",
  "BEGIN",
  "=*> select kind",
  "-> from loaves;",
  " kind",
  "------",
  " rye",
  "(1 row)",
  "",
  "=*> rollback;",
  "ROLLBACK",
  "```",
].join("\n");
const starterApp = "solutions/starter/src/app.ts";
const health = /throw new Error\("TODO 1[^;]*;/;

test.each<[string, RegExp, (copy: LessonCopy) => void, RegExp]>([
  [
    "no untouched starter",
    /^starter$/,
    (c) => c.remove("solutions/starter"),
    /its untouched starter is missing\. Make it: npm run starters 01/,
  ],
  [
    "a starter that passes",
    /^starter$/,
    (c) => c.edit(starterApp, (t) => t.replace(health, 'res.json({ status: "ok" });').replace("_res", "res")),
    /the starter already passes "GET \/health answers health as JSON" of task 1/,
  ],
  [
    "a starter that crashes",
    /^starter$/,
    (c) => c.edit(starterApp, (t) => `import "no-such-package";\n${t}`),
    /the starter fails "GET \/ greets the visitor", which lesson\.yaml declares as given/,
  ],
  [
    "a starter red for another reason",
    /^starter$/,
    (c) => c.edit(starterApp, (t) => t.replaceAll("TODO 1:", "oops:")),
    /the starter fails "GET \/health answers health as JSON" without printing "TODO 1:"/,
  ],
  [
    "a starter red at another task's TODO",
    /^starter$/,
    (c) => c.edit(starterApp, (t) => t.replaceAll("TODO 1:", "TODO 7:")),
    /without printing "TODO 1:"; the end of its log has "TODO 7:" \(/,
  ],
  [
    "a starter whose types are wrong, though it runs",
    /^types$/,
    (c) => c.edit(starterApp, (t) => `${t}\nexport const open: number = String(9);\n`),
    /mend the type at solutions\/01-open-for-business\/starter\/src\/app\.ts:\d+, where no test sees it: Type 'string' is not/,
  ],
  [
    "an alternative whose types are wrong",
    /^types$/,
    (c) => c.write("solutions/alternatives/other/src/server.ts", "export const port: number = process.env.PORT;"),
    /alternatives\/other\/src\/server\.ts:1, where no test sees it: Type 'string \| undefined' is not/,
  ],
  [
    "a solution that fails",
    /^solution$/,
    (c) => c.edit("solutions/src/app.ts", (t) => t.replace('"ok"', '"well"')),
    /the solution fails "GET \/health answers health as JSON"/,
  ],
  [
    "an alternative that fails",
    /^alternatives\//,
    (c) =>
      c.edit("solutions/src/app.ts", (t) => {
        c.write("solutions/alternatives/other/src/server.ts", "process.exit(1);");
        return `${t}\n`;
      }),
    /the alternative other fails "GET \/ greets the visitor"/,
  ],
  [
    "a mistake that is none",
    /^mistakes\/none$/,
    (c) => {
      c.write("solutions/mistakes/none/mistake.yaml", "misconception: a\ntest: GET / greets the visitor\nwords: b\n");
    },
    /the mistake none is not caught: "GET \/ greets the visitor" passed/,
  ],
  [
    "a mistake of an unknown test",
    /^mistakes\/none$/,
    (c) => c.write("solutions/mistakes/none/mistake.yaml", "misconception: a\ntest: no such test\nwords: b\n"),
    /the mistake none names a test that lesson\.yaml does not have/,
  ],
  [
    "a mistake without its words",
    /^mistakes\/fixed-port$/,
    (c) => c.edit("solutions/mistakes/fixed-port/mistake.yaml", (t) => t.replace(/words: .*/, "words: no such words")),
    /the mistake fixed-port is caught without its words "no such words"/,
  ],
  [
    "a curl that answers otherwise",
    /^README/,
    (c) => c.edit(readmeFile, (t) => t.replace("HTTP/1.1 500 Internal", "HTTP/1.1 501 Internal")),
    /under "What breaks today": `curl -I .*` does not print what is shown there\. It printed:\nHTTP\/1\.1 500/,
  ],
  [
    "an example that prints otherwise",
    /^README/,
    (c) => c.edit(readmeFile, (t) => t.replace('"title":"Not Found"', '"title":"No Loaf"')),
    /under "The baker next door": `curl .*` does not print/,
  ],
  [
    "a curl into a pipe",
    /^README/,
    (c) =>
      c.edit(readmeFile, (t) => t.replace('$ curl -I "$SHOP/hours?day=sat"', '$ curl -I "$SHOP/hours?day=sat" | head')),
    /is more than one command with its words/,
  ],
  [
    "SQL in a lesson without a database",
    /^README/,
    (c) => c.edit(readmeFile, (t) => `${t}\n${shelf}\n`),
    /SQL is shown, and this lesson has no database/,
  ],
  [
    "a line to try that fails",
    /^lines to try$/,
    (c) =>
      c.edit("lessons/lesson.yaml", (t) => t.replace('curl -i "{url}/health"', "curl --no-such-option {url}/health")),
    /of the lines to try, `curl --no-such-option \{url\}\/health` fails with the solution/,
  ],
])("%s is refused in a sentence", async (_what, step, breakIt, sentence) => {
  expect(await problemsOf(step, breakIt)).toMatch(sentence);
});

test("SQL is typed again, prompts included, and what prints otherwise is refused with what came", async () => {
  await using server = await openPostgres({
    root,
    run,
    env: { HOOD_POSTGRES: "url", DATABASE_URL: inject("postgres").adminUrl },
  });
  using copy = copyLesson();
  copy.write("lessons/schema.sql", "create table loaves (kind text); insert into loaves values ('rye');");
  copy.edit(readmeFile, (t) => `${t}\n${shelf}\n`);
  const readAgain = () => runReadme({ root, run, postgres: async () => server }, copy.lesson());

  expect(await readAgain()).toEqual([]);
  copy.edit(readmeFile, (t) => t.replace("=*> select kind", "=> select kind"));
  expect(await readAgain()).toEqual([
    expect.stringMatching(
      /this SQL does not print what is shown there\. It printed:\n=> begin;\nBEGIN\n=\*> select kind\n/,
    ),
  ]);
});

test("a lesson that cannot be read is a problem of its own, and the next one is proved", async () => {
  using whole = copyLesson();
  using broken = copyLesson();
  broken.remove("solutions/mistakes/fixed-port/mistake.yaml");
  whole.remove("solutions/mistakes");
  const steps: number[] = [];

  const [first, second] = await verifyLessons({
    lessons: [broken.lesson(), whole.lesson()],
    checkers: [checker],
    readme: readme(),
    onStep: (done) => steps.push(done),
  });

  expect(first?.problems.join("\n")).toMatch(/its files could not be proved: .*mistake\.yaml cannot be read/);
  expect(second?.problems).toEqual([expect.stringContaining("it has 0 mistakes")]);
  expect(steps).toHaveLength(1 + (second?.proofs ?? 0));
});
