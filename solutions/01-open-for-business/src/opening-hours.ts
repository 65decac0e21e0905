// Reads the sign on the shop's door, opening-hours.json. Given; nothing to do here.
import { readFile } from "node:fs/promises";

export interface Hours {
  readonly opens: string;
  readonly closes: string;
}

const sign = new URL("./opening-hours.json", import.meta.url);

/** The hours of a day such as "sat"; `undefined` for a day that is not on the sign. */
export async function findHours(day: string): Promise<Hours | undefined> {
  // Read each time: when Grandma changes the sign, the next visitor sees it.
  const days = JSON.parse(await readFile(sign, "utf8")) as Record<string, Hours>;
  return Object.hasOwn(days, day) ? days[day] : undefined;
}
