import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Tokens } from "marked";
import type { Problem } from "../problem.ts";
import { allTokens, type LessonTexts } from "./lesson-texts.ts";

const mostLinks = 3;

/** At most three links to read on, and every link to a file of the repository leads to one. */
export function links({ readme, name }: LessonTexts): Problem[] {
  const file = name(readme.file);
  const all = [...allTokens(readme.opening), ...readme.sections.flatMap(({ tokens }) => [...allTokens(tokens)])];
  const addresses = all.filter((token): token is Tokens.Link => token.type === "link").map(({ href }) => href);
  const outside = addresses.filter((href) => /^[a-z]+:/i.test(href));
  const problems: Problem[] = [];
  if (outside.length > mostLinks) problems.push(`${file}: it has ${outside.length} links; ${mostLinks} are the most.`);
  for (const href of outside) {
    if (!href.startsWith("https://") || !URL.canParse(href)) problems.push(`${file}: ${href} is no https address.`);
  }
  for (const href of addresses.filter((address) => !outside.includes(address) && !address.startsWith("#"))) {
    const target = join(dirname(readme.file), decodeURI(href.replace(/#.*$/, "")));
    if (!existsSync(target)) problems.push(`${file}: the link to ${href} leads nowhere.`);
  }
  return problems;
}
