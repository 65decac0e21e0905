// Reads the settings from the environment, once. Given; nothing to do here.
import { z } from "zod";

const baseUrl = z.url({ protocol: /^https?$/ });
const text = z.string().min(1);

const environment = z.object({
  PORT: z.coerce.number().int().min(1).max(65_535),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  MASTODON_URL: baseUrl,
  MASTODON_TOKEN: text,
  X_URL: baseUrl,
  X_TOKEN: text,
  FACEBOOK_URL: baseUrl,
  FACEBOOK_PAGE: text,
  FACEBOOK_TOKEN: text,
  // Milliseconds that one network may keep a click waiting.
  SHARE_TIMEOUT_MS: z.coerce.number().int().positive().default(1_000),
});

export type Config = z.infer<typeof environment>;

/** Throws one error that names every bad variable, and no values: some of them are secrets. */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const { success, data, error } = environment.safeParse(env);
  if (success) return data;
  const problems = error.issues.map(({ path, message }) => `  ${path.join(".")}: ${message}`);
  throw new Error(["The service cannot start with these settings:", ...problems].join("\n"));
}
