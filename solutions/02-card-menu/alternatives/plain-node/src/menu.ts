// The menu, drawn once, when the service starts: first every page alone, then each into the page that it belongs under.
interface Item {
  readonly children: Item[];
  readonly title: string;
  readonly slug: string;
}

const pages = [
  "cards: Cards",
  "cards/birthday: Birthday",
  "cards/wedding: Wedding",
  "find-us/by-bus: By bus",
  "about: About Grandma",
  "about/find-us: Find us",
  "cards/thanks: Thank you",
  "cards/get-well: Get well",
];

export function drawMenu(): { items: Item[] } {
  const items: Item[] = [];
  const bySlug = new Map<string, Item>();
  const parents: string[] = [];
  for (const page of pages) {
    const [path = "", title = ""] = page.split(": ");
    const [slug = "", parent = ""] = path.split("/").reverse();
    bySlug.set(slug, { children: [], title, slug });
    parents.push(parent);
  }
  for (const [place, item] of [...bySlug.values()].entries()) {
    const siblings = bySlug.get(parents[place] ?? "")?.children ?? items;
    siblings.push(item);
  }
  return { items };
}
