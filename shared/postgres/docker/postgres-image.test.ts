import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { postgresImage } from "./postgres-image.ts";

test("docker-compose.yml and the container rung have the same default image", async () => {
  const text = await readFile(new URL("../../../docker-compose.yml", import.meta.url), "utf8");
  const file = z.object({ services: z.object({ postgres: z.object({ image: z.string() }) }) }).parse(parse(text));

  expect(file.services.postgres.image).toBe(`\${POSTGRES_IMAGE:-${postgresImage({})}}`);
});

test("POSTGRES_IMAGE replaces the default, and counts as unset when empty, as in docker-compose.yml", () => {
  expect(postgresImage({ POSTGRES_IMAGE: "postgres:17" })).toBe("postgres:17");
  expect(postgresImage({ POSTGRES_IMAGE: "" })).toBe(postgresImage({}));
});
