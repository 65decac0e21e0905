// Says which request gets which answer. What happens between shop and networks is the service's business.
// Given; nothing to do here.
import express, { type Express } from "express";
import { z } from "zod";
import { answerWithProblem, HttpProblem, parse } from "./http-errors.ts";
import { networkNames } from "./networks.ts";
import type { ShareRepository } from "./share-repository.ts";
import type { ShareService } from "./share-service.ts";

/** The body of POST /posts/:id/share. Strict: nobody tells the shop which address to call. */
const shareRequest = z.strictObject({
  networks: z
    .array(z.enum(networkNames))
    .min(1)
    .refine((names) => new Set(names).size === names.length, "Each network once."),
});

const postId = z.coerce.number().pipe(z.int32().positive());

export interface AppParts {
  readonly shares: ShareRepository;
  readonly service: ShareService;
}

export function createApp({ shares, service }: AppParts): Express {
  const app = express();
  app.use(express.json());

  app.post("/posts/:id/share", async (req, res) => {
    const { networks } = parse(shareRequest, req.body);
    const post = await findPost(req.params.id);
    res.json({ results: await service.share(post, networks) });
  });

  app.get("/posts/:id/shares", async (req, res) => {
    const post = await findPost(req.params.id);
    res.json({ shares: await shares.list(post.id) });
  });

  app.use((req) => {
    throw new HttpProblem(404, `There is nothing at ${req.path}.`);
  });
  app.use(answerWithProblem);
  return app;

  async function findPost(id: string) {
    const missing = new HttpProblem(404, `There is no post ${id}.`);
    const post = await shares.findPost(parse(postId, id, missing));
    if (!post) throw missing;
    return post;
  }
}
