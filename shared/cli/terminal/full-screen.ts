const other = "\u001b[?1049h\u001b[?25l";
const usual = "\u001b[?25h\u001b[?1049l";

export interface FullScreen extends Disposable {
  enter(): void;
  leave(): void;
}

/** Shows the terminal's other screen, the one without a history, until disposed or until the process ends. */
export function fullScreen(): FullScreen {
  const enter = () => void process.stdout.write(other);
  const leave = () => void process.stdout.write(usual);
  // Writing to a terminal is done when write() returns, so this also works in the last moment of a process.
  process.on("exit", leave);
  enter();
  return {
    enter,
    leave,
    [Symbol.dispose]() {
      process.off("exit", leave);
      leave();
    },
  };
}

/** Draws all rows at once, so that nobody sees half a screen. */
export function draw(frame: string): void {
  process.stdout.write(`\u001b[?2026h\u001b[H\u001b[J${frame}\u001b[?2026l`);
}
