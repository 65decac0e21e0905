import { daysUntil, dueCards, localDay, nextDueDay } from "#shared/progress/quiz-cards.ts";
import { runCommand, UsageError } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { cardToJson } from "../quiz/card-to-json.ts";
import { mixLessons } from "../quiz/mix-lessons.ts";
import { takeQuiz } from "../quiz/take-quiz.ts";
import { openCourse } from "../session.ts";
import { wrap } from "../terminal/wrap.ts";
import { words } from "../words/index.ts";

/** As many as one sits down for. */
const atMost = 10;

await runCommand({
  help: words.review.help,
  options: { all: { type: "boolean" }, json: { type: "boolean" } },
  async run({ positionals, values }) {
    if (positionals.length > 0) throw new UsageError(`${words.review.noWords}\n\n${words.review.help}`);
    await using session = await openCourse({ course: values.course });
    const today = localDay(new Date());
    const { lessons } = session;
    const { progress } = session.progress;
    const due = dueCards(lessons, progress, today);
    const cards = mixLessons(values.all ? due : due.slice(0, atMost));
    const next = nextDueDay(lessons, progress);
    const say = (text: string) => wrap(text).forEach((line) => void console.log(line));
    if (values.json) console.log(JSON.stringify({ today, due: due.map(cardToJson), next: next ?? null }, null, 2));
    else if (cards.length > 0) {
      say(`${words.review.due(cards.length, due.length)}\n`);
      await takeQuiz(session, cards, values.plain === true);
    } else say(next === undefined ? words.review.nothingKnown : words.review.nothingDue(daysUntil(next, today)));
    return exitCode.passed;
  },
});
