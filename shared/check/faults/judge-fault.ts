import { firstFailure, type Verdict } from "../verdict.ts";
import type { ServiceFault } from "./fault.ts";

/** What the verdict on a faulty service does not say, or says and should not; a sentence each. */
export function judgeFault(fault: ServiceFault, verdict: Verdict): string[] {
  if (verdict.outcome !== fault.outcome) {
    return [`its outcome should be ${fault.outcome}, and is ${verdict.outcome}: ${wordsOf(verdict) || "no words"}`];
  }
  const failing = firstFailure(verdict)?.title;
  const said = wordsOf(verdict);
  return [
    ...(failing === fault.test ? [] : [`"${fault.test}" should fail first, and "${failing}" does: ${said}`]),
    ...(fault.words === undefined || fault.words.test(said)
      ? []
      : [`its words should match ${fault.words}, and are:\n${said}`]),
    ...(hasControlCharacters(verdict) ? ["its verdict holds control characters, which a terminal would obey"] : []),
  ];
}

/** What the verdict on a right service holds against it; `who` opens the sentence. */
export function judgeRight(who: string, verdict: Verdict): string[] {
  if (verdict.outcome === "passed") return [];
  return [`${who} should pass, and is ${verdict.outcome}: ${wordsOf(verdict)}`];
}

/** The trouble, or the three lines of the first failure. */
export function wordsOf(verdict: Verdict): string {
  return verdict.trouble ?? Object.values(firstFailure(verdict)?.message ?? {}).join("\n");
}

/** Ports that the service was told to listen on, as far as its words name them. */
export function namedPorts(verdict: Verdict): number[] {
  return [...new Set([...wordsOf(verdict).matchAll(/PORT=(\d+)/g)].map(([, port]) => Number(port)))];
}

function hasControlCharacters(verdict: Verdict): boolean {
  // JSON writes those below a space as escapes, and these only; a backslash it doubles.
  const json = JSON.stringify(verdict).replaceAll("\\\\", "");
  return /\\u00|\\[bfr]|[\u007f-\u009f]/.test(json);
}
