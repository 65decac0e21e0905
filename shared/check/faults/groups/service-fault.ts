import type { ServiceFault } from "../fault.ts";

type Must = Omit<ServiceFault, "kind" | "name" | "what" | "lesson" | "outcome"> &
  Partial<Pick<ServiceFault, "lesson" | "outcome">>;

/** A wrong service of the lesson about a greeting, which must fail, where nothing else is said. */
export function serviceFault(name: string, what: string, must: Must): ServiceFault {
  return { kind: "service", name, what, lesson: "greeting", outcome: "failed", ...must };
}
