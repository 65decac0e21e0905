// The pages of the shop, in the order in which Grandma wrote them down. Given; nothing to do here.

export interface MenuPage {
  /** The page's name in an address; among the pages under "cards", also the occasion. */
  readonly slug: string;
  readonly title: string;
  /** The slug of the page that it belongs under; `null` for a page at the top. */
  readonly under: string | null;
}

export const menuPages: MenuPage[] = [
  { slug: "cards", title: "Cards", under: null },
  { slug: "birthday", title: "Birthday", under: "cards" },
  { slug: "wedding", title: "Wedding", under: "cards" },
  { slug: "by-bus", title: "By bus", under: "find-us" },
  { slug: "about", title: "About Grandma", under: null },
  { slug: "find-us", title: "Find us", under: "about" },
  { slug: "thanks", title: "Thank you", under: "cards" },
  { slug: "get-well", title: "Get well", under: "cards" },
];
