// Says how the pages of the shop hang together.
import { Router } from "express";
import type { MenuPage } from "./menu-pages.ts";

interface MenuItem {
  readonly slug: string;
  readonly title: string;
  readonly children: readonly MenuItem[];
}

export function createMenuRoutes(pages: readonly MenuPage[]): Router {
  const router = Router();

  router.get("/menu", (_req, res) => {
    res.json({ items: itemsUnder(null, pages) });
  });

  return router;
}

/** The items below a page, each with its own below it; an empty list below a page that has none. */
function itemsUnder(parent: string | null, pages: readonly MenuPage[]): MenuItem[] {
  return pages
    .filter(({ under }) => under === parent)
    .map((page) => ({ ...page, children: itemsUnder(page.slug, pages) }));
}
