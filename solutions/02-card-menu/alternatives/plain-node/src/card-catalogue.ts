// The shelf: what may be asked about cards, and what a customer gets to see of them.
import { Refusal } from "./refusal.ts";

interface PublicCard {
  readonly occasion: string;
  readonly title: string;
  readonly priceCents: number;
  readonly id: number;
}

/* id, occasion, title, price, and what the printer takes */
const rows = [
  [1, "birthday", "Happy birthday, Otter!", 450, 130],
  [2, "wedding", "Two otters, one umbrella", 395, 110],
  [4, "birthday", "A cake with a view", 395, 140],
  [7, "birthday", "Pop-up castle", 1250, 600],
  [9, "wedding", "Golden rings", 520, 105],
  [12, "thanks", "Thank you, neighbour", 280, 90],
] as const;

export class CardCatalogue {
  readonly #cards = new Map<string, PublicCard>();

  constructor() {
    for (const [id, occasion, title, priceCents] of rows) {
      this.#cards.set(String(id), { occasion, title, priceCents, id });
    }
  }

  /** By the text of its number: the Map's keys are texts, as addresses are. */
  card(id: string): PublicCard {
    const card = this.#cards.get(id);
    if (card) return card;
    throw /^[1-9][0-9]*$/.test(id) ? new Refusal(404, "Gone") : new Refusal(400, "That is no number of a card");
  }

  list(occasions: readonly string[], sorts: readonly string[]): PublicCard[] {
    if (occasions.length > 1 || sorts.length > 1) throw new Refusal(400, "One thing at a time");
    const [occasion] = occasions;
    const cards = [...this.#cards.values()].filter((card) => occasion === undefined || card.occasion === occasion);
    switch (sorts[0]) {
      case undefined:
        return cards;
      case "title":
        return cards.sort((one, other) => (one.title < other.title ? -1 : 1));
      case "priceCents":
        return cards.sort((one, other) => one.priceCents - other.priceCents || one.id - other.id);
      default:
        throw new Refusal(400, "Sort by title or priceCents");
    }
  }
}
