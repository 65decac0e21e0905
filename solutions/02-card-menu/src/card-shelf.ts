// The cards that the shop sells, in the order in which they stand on the shelf. Given; nothing to do here.

export interface Card {
  /** Printed on the back of the card. A number is never given to another card, so some are missing. */
  readonly id: number;
  readonly title: string;
  readonly occasion: string;
  readonly priceCents: number;
  /** What the printer takes for one card. Between Grandma and the printer. */
  readonly paidCents: number;
}

export const cardShelf: Card[] = [
  { id: 1, title: "Happy birthday, Otter!", occasion: "birthday", priceCents: 450, paidCents: 130 },
  { id: 2, title: "Two otters, one umbrella", occasion: "wedding", priceCents: 395, paidCents: 110 },
  { id: 4, title: "A cake with a view", occasion: "birthday", priceCents: 395, paidCents: 140 },
  { id: 7, title: "Pop-up castle", occasion: "birthday", priceCents: 1250, paidCents: 600 },
  { id: 9, title: "Golden rings", occasion: "wedding", priceCents: 520, paidCents: 105 },
  { id: 12, title: "Thank you, neighbour", occasion: "thanks", priceCents: 280, paidCents: 90 },
];
