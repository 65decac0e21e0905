// Says how the pages of the shop hang together.
import { Router } from "express";
import type { MenuPage } from "./menu-pages.ts";

export function createMenuRoutes(pages: MenuPage[]): Router {
  const router = Router();

  router.get("/menu", (_req, _res) => {
    // TODO 5: every page below the page that it belongs under, however deep. Every page has children, be it an empty list.
    throw new Error("TODO 5: draw the menu (src/menu-routes.ts)");
  });

  return router;
}
