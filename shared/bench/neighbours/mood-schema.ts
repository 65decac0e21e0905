import { z } from "zod";
import type { Mood, MoodName } from "./mood.ts";

const names = ["fine", "slow", "mute", "drip", "down", "reset", "garbage"] as const satisfies readonly MoodName[];

const status = z.int().min(200).max(599);
const headers = z.record(z.string(), z.string()).default({});

/* The moods that can be written down; one that waits for a promise cannot. */
const written = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.enum(["fine", "down"]) }),
  z.strictObject({ kind: z.literal("slow"), ms: z.int().positive().default(300) }),
  z.strictObject({ kind: z.enum(["mute", "reset"]), takesEffect: z.boolean().default(false) }),
  z.strictObject({ kind: z.literal("drip"), everyMs: z.int().positive().exactOptional() }),
  z.strictObject({
    kind: z.literal("garbage"),
    content: z.enum(["html", "invalid-json", "not-http"]).default("html"),
  }),
  z.strictObject({
    kind: z.literal("redirecting"),
    to: z.url(),
    status: z.literal([301, 302, 303, 307, 308]).default(307),
  }),
  z.strictObject({ kind: z.literal("failing"), status, headers, body: z.string().exactOptional() }),
]) satisfies z.ZodType<Mood>;

/** A mood as somebody types it: `mute`, or `{"kind":"slow","ms":2000}`. Throws an error that names the choices. */
export function parseMood(text: string): Mood {
  const word = text.trim();
  try {
    return written.parse(word.startsWith("{") ? JSON.parse(word) : { kind: word });
  } catch (cause) {
    const examples =
      '{"kind":"slow","ms":2000} {"kind":"failing","status":503} {"kind":"redirecting","to":"http://..."}';
    throw new Error(`"${word.slice(0, 100)}" is no mood. Moods: ${names.join(" ")}, or with more to say: ${examples}`, {
      cause,
    });
  }
}
