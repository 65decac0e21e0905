import { defineNeighbour } from "./index.ts";

export interface Payment {
  readonly key: string | undefined;
  readonly cents: number;
}

/** The neighbour of this room's own tests: books payments, the same key once. */
export const bankDefinition = defineNeighbour({
  name: "bank",
  variable: "BANK_URL",
  createState: () => ({ payments: [] as Payment[] }),
  read: (request): Payment => {
    const { cents } = request.json() as { cents?: unknown };
    if (typeof cents !== "number") throw new Error("cents must be a number");
    return { key: request.headers["idempotency-key"], cents };
  },
  answer: (payment, { payments }) => {
    const known = payment.key !== undefined && payments.some(({ key }) => key === payment.key);
    if (!known) payments.push(payment);
    return { status: 201, json: { booked: payment.cents } };
  },
});

/** `POST /payments` as a service would send it. */
export function pay(url: string, cents: number, init: RequestInit = {}): Promise<Response> {
  return fetch(`${url}/payments`, { method: "POST", body: JSON.stringify({ cents }), ...init });
}

/** Why a fetch failed: `ECONNREFUSED`, `TimeoutError`; `undefined` when it did not. */
export async function failureCode(answer: Promise<unknown>): Promise<unknown> {
  try {
    await answer;
    return undefined;
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    if (!(cause instanceof Error)) return cause;
    return "code" in cause && typeof cause.code === "string" ? cause.code : cause.name;
  }
}
