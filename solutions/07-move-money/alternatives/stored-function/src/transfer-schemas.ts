// What a transfer is, what a request may say about one, and what can come of it.
import { z } from "zod";

/** A number that fits the column. */
const accountId = z.int32().positive();

/** The body of POST /transfers. Strict: a misspelt field is refused, not ignored. */
export const newTransfer = z
  .strictObject({ fromAccountId: accountId, toAccountId: accountId, amountCents: z.int32().positive() })
  .refine(({ fromAccountId, toAccountId }) => fromAccountId !== toAccountId, {
    path: ["toAccountId"],
    error: "This is the account that the money comes from.",
  });

export type NewTransfer = z.infer<typeof newTransfer>;

/** What came of a transfer. */
export type Outcome =
  | { readonly kind: "moved"; readonly transferId: number; readonly fromBalanceCents: number }
  | { readonly kind: "no-account" }
  | { readonly kind: "not-enough" };
