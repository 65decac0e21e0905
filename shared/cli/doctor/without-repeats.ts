import type { Check } from "./check.ts";

/**
 * What one step mends is told once, where it matters most: Docker's trouble again by each PostgreSQL that would have
 * come from Docker, a full disk by all that could not be written.
 */
export function withoutRepeats(checks: readonly Check[]): Check[] {
  const bySeverity = ["problem", "note", "ok"].flatMap((wanted) => checks.filter(({ outcome }) => outcome === wanted));
  const told = (check: Check) => bySeverity.find(({ mend }) => mend === check.mend);
  return checks.filter((check) => check.mend === undefined || told(check) === check);
}
