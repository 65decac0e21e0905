/** Throws the sentence when what must hold does not: the fault was not survived. */
export function must(holds: boolean, sentence: string): asserts holds {
  if (!holds) throw new Error(sentence);
}

/** How a command must have ended: its exit code, and what it must have said, however its lines were wrapped. */
export function mustEnd(
  ended: { readonly code: number | null; readonly output: string },
  expected: { readonly code: number; readonly says: RegExp },
): void {
  const { code, output } = ended;
  must(code === expected.code, `It ended with ${code} instead of ${expected.code}, and said:\n${output}`);
  must(expected.says.test(oneLine(output)), `It said nothing like ${expected.says}, but:\n${output}`);
  must(!/^ +at .*:\d+:\d+\)?$/m.test(output), `It showed a stack, which is for the course's authors:\n${output}`);
}

const oneLine = (text: string) => text.replace(/\s+/g, " ");

/** Waits until a look finds nothing to complain about; throws its last complaint after `withinMs`. */
export async function mustSoon(
  withinMs: number,
  look: () => string | undefined | Promise<string | undefined>,
): Promise<void> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const complaint = await look();
    if (complaint === undefined) return;
    must(performance.now() < deadline, `After ${withinMs / 1000} s: ${complaint}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
