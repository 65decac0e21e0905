import { current } from "../evidence.ts";
import { explainServerError } from "./explain-limit.ts";
import { cleanWords, type Words } from "./lesson-failure.ts";

/** The first status that says that the service itself has failed. */
const serverError = 500;

/** Better words for a test that failed at an answer of 500 and more: the limit that the service has met, if one is known. */
export async function explainFailedAnswer(): Promise<Words | undefined> {
  const exchanges = current.clients.flatMap((client) => client.exchanges).sort((a, b) => a.endedAt - b.endedAt);
  const answer = exchanges.at(-1)?.answer;
  if (!answer || answer.status < serverError) return undefined;
  for (const { context, service } of current.logs) {
    await service.flushLog();
    const words = explainServerError(context, service, answer.asked);
    if (words) return cleanWords(words);
  }
  return undefined;
}
