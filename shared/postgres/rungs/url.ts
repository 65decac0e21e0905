import { connectionProblem, malformedUrlProblem, unfitProblem, withoutEncryption } from "../database-url.ts";
import type { AbsentRung, OpenRung, Rung } from "../rung.ts";
import { askServer, type ServerFacts } from "../server-facts.ts";

const deadlineMs = 5000;

/** The server that the user names in DATABASE_URL. Somebody else started it, and nobody here stops it. */
export const urlRung: Rung = {
  name: "url",
  async open({ env }): Promise<OpenRung | AbsentRung> {
    const url = env.DATABASE_URL;
    if (!url) {
      return {
        kind: "absent",
        why: "DATABASE_URL is not set",
        next: "Set it to postgres://user:password@localhost:5432/postgres",
      };
    }
    const malformed = malformedUrlProblem(url);
    if (malformed) return { kind: "absent", ...malformed };
    let facts: ServerFacts;
    try {
      facts = await askServer(url, deadlineMs);
      // Services reach it through the bench's relay, which reads what they say.
      await askServer(withoutEncryption(url), deadlineMs);
    } catch (error) {
      return { kind: "absent", ...connectionProblem(error, url, deadlineMs) };
    }
    const unfit = unfitProblem(facts);
    if (unfit) return { kind: "absent", ...unfit };
    return {
      kind: "open",
      adminUrl: completeUrl(url, facts),
      description: `role ${facts.role} at ${new URL(url).host || "the default address"}`,
      outlivesRun: true,
      stop: async () => undefined,
    };
  },
};

/** A URL may leave out the role and the database, and pg then takes the system user's name; others need to read them. */
function completeUrl(url: string, facts: ServerFacts): string {
  const complete = new URL(url);
  if (complete.username === "") complete.username = encodeURIComponent(facts.role);
  if (complete.pathname === "" || complete.pathname === "/")
    complete.pathname = `/${encodeURIComponent(facts.database)}`;
  return complete.href;
}
