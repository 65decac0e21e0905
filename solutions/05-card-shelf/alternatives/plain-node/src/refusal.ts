// What is thrown when a request gets no for an answer.
export interface WrongField {
  readonly pointer: string;
  readonly detail: string;
}

export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;
  readonly errors: readonly WrongField[];

  constructor(status: number, message: string, errors: readonly WrongField[] = []) {
    super(message);
    this.status = status;
    this.errors = errors;
  }
}
