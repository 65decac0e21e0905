import type { ExitCode } from "./exit-code.ts";
import { type CourseSession, openCourse } from "./session.ts";

/** Does a command's work with the course, and says what was wrong with the learner's progress, also when it throws. */
export async function withCourse(
  course: string | undefined,
  work: (session: CourseSession) => ExitCode | Promise<ExitCode>,
): Promise<ExitCode> {
  await using session = await openCourse({ course });
  try {
    return await work(session);
  } finally {
    for (const warning of session.progress.takeWarnings()) console.error(warning);
  }
}
