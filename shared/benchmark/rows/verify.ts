import { verifyLessons } from "#shared/verify/verify-lessons.ts";
import type { Bench } from "../bench.ts";
import type { Row } from "../row.ts";
import { summarise } from "../statistics.ts";
import { rest } from "../waiting.ts";

const usualRounds = 2;

/** How long each lesson takes to prove itself, two steps at a time. */
export async function measureVerify(bench: Bench): Promise<Row[]> {
  const { course, root, run, postgres, signal } = bench;
  await using checker = bench.openChecker();
  await using second = bench.openChecker();
  const checkers = [checker, second];
  for (const each of checkers) each.warm();
  const readme = { root, run, postgres: async () => postgres };
  const lessons = course.map((lesson) => ({ lesson, times: [] as number[], checks: 0, problems: 0 }));
  const rounds = bench.rounds ?? usualRounds;
  for (let round = 1; round <= rounds; round += 1) {
    for (const seen of lessons) {
      await rest(signal);
      const startedAt = performance.now();
      const [report] = await verifyLessons({ lessons: [seen.lesson], checkers, readme });
      const { proofs: checks = 0, problems = [] } = report ?? {};
      signal.throwIfAborted();
      // A lesson that cannot be judged at all is fast, and says nothing.
      if (problems.length >= checks) throw new Error(problems[0] ?? `${seen.lesson.name} has nothing to prove`);
      seen.times.push(performance.now() - startedAt);
      seen.checks = checks;
      seen.problems = problems.length;
    }
    bench.say(`verify: round ${round} of ${rounds}`);
  }
  return [
    {
      name: "verify",
      what: "verifying the course, per lesson (starter, solution, mistakes); a sample is a lesson's median",
      unit: "ms",
      samples: lessons.map(({ times }) => summarise(times).median),
      target: { below: 5_000, of: "every" },
      rivals: [],
      notes: lessons.map(({ lesson, times, checks, problems }) => {
        const { median } = summarise(times);
        const each = checks > 0 ? `, ${Math.round(median / checks)} ms each` : "";
        const unproven = problems > 0 ? `; ${problems} promises not kept` : "";
        return `${lesson.name}: ${(median / 1_000).toFixed(1)} s for ${checks} checks${each}${unproven}`;
      }),
    },
  ];
}
