import { Client } from "pg";
import { type AppliedLimits, readLimits } from "./clone-limits.ts";
import { type Clone, openDatabases } from "./databases.ts";

/**
 * Makes a clone as a test would, signs in as its role, and reads back the limits that the server applies to it. For a
 * run that has claimed the server; nothing of it stays.
 */
export async function databaseLimits(server: {
  readonly adminUrl: string;
  readonly runId: string;
}): Promise<AppliedLimits> {
  await using databases = openDatabases(server);
  const clone = await databases.clone(await databases.template(""));
  const service = new Client(roleUrl(clone));
  try {
    await service.connect();
    return await readLimits(service);
  } finally {
    await service.end();
    await clone.drop();
  }
}

function roleUrl({ adminUrl, role }: Clone): string {
  const url = new URL(adminUrl);
  url.username = role.name;
  url.password = role.password;
  return url.href;
}
