// Says how the pages of the shop hang together.
import { Router } from "express";
import type { MenuPage } from "./menu-pages.ts";

export function createMenuRoutes(pages: readonly MenuPage[]): Router {
  const router = Router();
  const items = new Map(pages.map(({ slug, title }) => [slug, { slug, title, children: [] as object[] }]));

  router.get("/menu", (_req, res) => {
    const top: object[] = [];
    for (const { slug, under } of pages) {
      const siblings = under === null ? top : items.get(under)?.children;
      siblings?.push(items.get(slug) ?? {});
    }
    res.json({ items: top });
  });

  return router;
}
