import type { Clone } from "#shared/postgres/databases.ts";

/** A clone's address as a service gets it, without the relay in between. */
export function serviceUrl({ adminUrl, role }: Clone): string {
  const url = new URL(adminUrl);
  url.username = role.name;
  url.password = role.password;
  return url.href;
}
