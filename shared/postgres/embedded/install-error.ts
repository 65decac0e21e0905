/** Something that npm left undone: what, as one clause, and the step that does it. */
export class InstallError extends Error {
  override readonly name = "InstallError";
  readonly next: string;

  constructor(message: string, next: string, options?: ErrorOptions) {
    super(message, options);
    this.next = next;
  }
}
