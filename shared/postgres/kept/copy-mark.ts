import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PostgresError } from "../postgres-error.ts";

/** What marks the databases of one copy of the course, on servers that it shares with others. */
export interface CopyMark {
  /** 8 hexadecimal digits. */
  readonly id: string;
  /** Of its databases' roles; kept, so that a psql line works tomorrow. */
  readonly password: string;
}

/** The mark of this copy of the course; made when it has none. Throws a PostgresError when its file was damaged. */
export function readCopyMark(home: string): CopyMark {
  const file = join(home, "copy");
  const made = `${randomBytes(4).toString("hex")} ${randomBytes(8).toString("hex")}\n`;
  try {
    writeFileSync(file, made, { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const [, id, password] = /^([0-9a-f]{8}) ([0-9a-f]{16})\n$/.exec(readFileSync(file, "utf8")) ?? [];
  if (id && password) return { id, password };
  throw new PostgresError("kept-database", `${file} was damaged. Delete it; serve then begins with new databases.`);
}
