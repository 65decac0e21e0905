// Reads the settings from the environment, once. Given; nothing to do here.
import { z } from "zod";

const environment = z.object({
  PORT: z.coerce.number().int().min(1).max(65_535),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
});

export interface Config {
  readonly port: number;
  readonly databaseUrl: string;
}

/** Throws one error that names every bad variable, and no values: the database's address holds a password. */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const { success, data, error } = environment.safeParse(env);
  if (success) return { port: data.PORT, databaseUrl: data.DATABASE_URL };
  const problems = error.issues.map(({ path, message }) => `  ${path.join(".")}: ${message}`);
  throw new Error(["The service cannot start with these settings:", ...problems].join("\n"));
}
