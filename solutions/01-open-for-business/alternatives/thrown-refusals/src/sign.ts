// The sign on the door as a Map.
import { readFile } from "node:fs/promises";
import { join } from "node:path";

export async function readSign(): Promise<Map<string, { opens: string; closes: string }>> {
  const text = await readFile(join(import.meta.dirname, "opening-hours.json"), "utf8");
  return new Map(Object.entries(JSON.parse(text)));
}
