// Says which request gets which answer. How money moves is the repository's business. Given; nothing to do here.
import { Router } from "express";
import { HttpProblem, parse } from "./http-errors.ts";
import type { TransferRepository } from "./transfer-repository.ts";
import { newTransfer } from "./transfer-schemas.ts";

export function createTransferRoutes(transfers: TransferRepository): Router {
  const router = Router();

  router.post("/transfers", async (req, res) => {
    const outcome = await transfers.move(parse(newTransfer, req.body));
    switch (outcome.kind) {
      case "moved": {
        const { transferId, fromBalanceCents } = outcome;
        res.status(201).json({ transferId, fromBalanceCents });
        return;
      }
      case "no-account":
        throw new HttpProblem(404, "One of the two accounts does not exist.");
      case "not-enough":
        throw new HttpProblem(409, "There is not enough on the account.");
      default:
        outcome satisfies never;
    }
  });

  return router;
}
