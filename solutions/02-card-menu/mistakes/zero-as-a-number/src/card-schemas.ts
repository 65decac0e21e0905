// What a request may say about cards. Whatever a visitor sends passes through one of these before it is used.
import { z } from "zod";

/** The query of GET /cards, such as `?occasion=birthday&sort=title`. */
export const cardQuery = z.object({
  occasion: z.string().optional(),
  sort: z.enum(["title", "priceCents"]).optional(),
});

/** `:id` in an address, which is text. */
export const cardId = z.coerce.number().int();
