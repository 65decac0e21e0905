import type { Token, Tokens } from "marked";
import type { Problem } from "../problem.ts";
import { allTokens, type LessonTexts, prose } from "./lesson-texts.ts";
import { taskHeadings } from "./task-numbers.ts";

/** The order in which every lesson tells its story; the two in brackets have titles of their own. */
const parts = [
  "You will",
  "Run",
  "What breaks today",
  "Keep true",
  "Predict",
  "(a worked example)",
  "(the tasks)",
  "Checkpoint",
  "How the front end sees it",
  "In other languages",
  "Go further",
  "Read",
];
const fewestWords = 400;
const mostWords = 1_200;

/** The README has all parts in their order, a contract before them, and neither too few nor too many words. */
export function readmeParts({ lesson, readme, name }: LessonTexts): Problem[] {
  const file = name(readme.file);
  const problems: Problem[] = [];
  const title = `${lesson.number} ${lesson.title}`;
  if (readme.title !== title) problems.push(`${file}: its title is "${readme.title}"; lesson.yaml says "${title}".`);
  if (readme.opening.find(({ type }) => type !== "space")?.type !== "paragraph")
    problems.push(`${file}: Grandma's wish is missing, two to four sentences before the contract.`);
  if (!readme.opening.some(({ type }) => type === "table"))
    problems.push(`${file}: the contract is missing, a table of request and answer before "You will".`);
  problems.push(...orderProblems(file, sectionKinds(readme)));
  const words = prose(readme).split(" ").length;
  if (words < fewestWords || words > mostWords)
    problems.push(`${file}: it has ${words} words; a lesson has ${fewestWords} to ${mostWords}.`);
  const folded = (part: string) =>
    sectionHas(readme, part, (token) => token.type === "html" && /<details>/.test(token.raw));
  if (!folded("Predict")) problems.push(`${file}: fold the answer of "Predict" away, in <details>.`);
  const rules = sectionList(readme, "Keep true");
  if (!rules?.ordered || rules.items.length < 3 || rules.items.length > 5)
    problems.push(`${file}: "Keep true" is a numbered list of three to five invariants.`);
  return problems;
}

/** The sections by the names in `parts`; all tasks count as one. */
function sectionKinds(readme: LessonTexts["readme"]): string[] {
  const kinds = readme.sections.map(({ title }) =>
    parts.includes(title) ? title : taskHeadings.test(title) ? "(the tasks)" : "(a worked example)",
  );
  return kinds.filter((kind, index) => kind !== "(the tasks)" || kinds[index - 1] !== kind);
}

function orderProblems(file: string, kinds: readonly string[]): Problem[] {
  const missing = parts.filter((part) => !kinds.includes(part));
  if (missing.length > 0) return missing.map((part) => `${file}: the part "${part}" is missing.`);
  const late = kinds.findIndex((kind, index) => kind !== parts[index]);
  if (late === -1) return [];
  return [
    `${file}: "${kinds[late]}" stands where "${parts[late] ?? "nothing more"}" belongs; the order is: ${parts.join(", ")}.`,
  ];
}

const sectionTokens = ({ sections }: LessonTexts["readme"], part: string): readonly Token[] =>
  sections.find(({ title }) => title === part)?.tokens ?? [];

const sectionHas = (readme: LessonTexts["readme"], part: string, wanted: (token: Token) => boolean): boolean =>
  [...allTokens(sectionTokens(readme, part))].some(wanted);

const sectionList = (readme: LessonTexts["readme"], part: string): Tokens.List | undefined =>
  sectionTokens(readme, part).find((token): token is Tokens.List => token.type === "list");
