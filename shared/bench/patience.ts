/** The longest time that a timer can be set to, 24 days: nobody sits at a breakpoint for longer. */
export const forEver = 2 ** 31 - 1;

/** Milliseconds after which a test was slow, whatever it waited for. */
const slowTest = 1_000;

export interface Patience {
  /** A person debugs the service: no deadline passes, and this is called whenever a service waits for their debugger. */
  readonly onWaiting?: (() => void) | undefined;
  /** How many times longer than usual everything may take. */
  readonly factor: number;
}

let current: Patience = { factor: 1 };
let earliest = Number.POSITIVE_INFINITY;
let certain = false;

/** Called before each run. */
export function setPatience(patience: Patience): void {
  current = patience;
}

/** A deadline in milliseconds that begins now; every deadline of the bench comes from here. */
export function patience(ms: number): number {
  return current.onWaiting ? forEver : stretched(ms);
}

/** A time that a service or a neighbour is told, in milliseconds: it grows as a deadline does, and no debugger stops it. */
export function stretched(ms: number): number {
  const time = ms * current.factor;
  earliest = Math.min(earliest, performance.now() + time);
  return time;
}

/** Says that this test fails for what another one has waited for in vain. */
export function noteWaitInVain(): void {
  earliest = performance.now();
}

/** Says that this test fails for what no machine's slowness brings about, however long it took. */
export function noteCertainty(): void {
  certain = true;
}

/** Called before each test. */
export function forgetDeadlines(): void {
  earliest = Number.POSITIVE_INFINITY;
  certain = false;
}

/** Whether the failure of a test that took this long can be the machine's: only if somebody waited in vain meanwhile. */
export const canBeSlowness = (durationMs: number): boolean =>
  !certain && (durationMs >= slowTest || performance.now() >= earliest);

/** Says that a service waits for the debugger. */
export const debuggerIsAwaited = (): void => current.onWaiting?.();
