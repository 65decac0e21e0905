// What a request may say about cards. Whatever a visitor sends passes through one of these before it is used.
import { z } from "zod";

/** The query of GET /cards, such as `?occasion=birthday&sort=title`. */
export const cardQuery = z.object({
  // TODO 2: the occasion: one text, which may be missing.
  // TODO 3: the sort: one of the two names in the contract, which may be missing.
});

/** `:id` in an address, which is text. */
// TODO 4: a whole number, 1 or more.
export const cardId = z.string();
