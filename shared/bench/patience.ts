/** The longest time that a timer can be set to, 24 days: nobody sits at a breakpoint for longer. */
export const forEver = 2 ** 31 - 1;

let told: (() => void) | undefined;

/**
 * Called before each run. With a listener, a person debugs the service: no deadline of the bench may pass meanwhile,
 * and the listener is called whenever a service waits for their debugger.
 */
export function setDebugging(onWaiting: (() => void) | undefined): void {
  told = onWaiting;
}

/** A deadline in milliseconds, or for ever while a person debugs the service. */
export const patience = (ms: number): number => (told ? forEver : ms);

/** Says that a service waits for the debugger. */
export const debuggerIsAwaited = (): void => told?.();
