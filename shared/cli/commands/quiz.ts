import { cardsOf } from "#shared/progress/quiz-cards.ts";
import { chooseLesson } from "../choose-lesson.ts";
import { runCommand, UsageError } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { cardToJson } from "../quiz/card-to-json.ts";
import { takeQuiz } from "../quiz/take-quiz.ts";
import { openCourse } from "../session.ts";
import { words } from "../words/index.ts";

await runCommand({
  help: words.quiz.help,
  options: { json: { type: "boolean" } },
  async run({ positionals, values }) {
    if (positionals.length > 1) throw new UsageError(`${words.quiz.oneAtATime}\n\n${words.quiz.help}`);
    await using session = await openCourse({ course: values.course });
    const lesson = chooseLesson(session, positionals[0]);
    const cards = cardsOf([lesson], session.progress.progress);
    if (values.json) console.log(JSON.stringify(cards.map(cardToJson), null, 2));
    else await takeQuiz(session, cards, values.plain === true);
    return exitCode.passed;
  },
});
