import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { copySource, type Source } from "#shared/check/source.ts";
import type { Lesson } from "#shared/lessons/course.ts";
import { openDatabases } from "#shared/postgres/databases.ts";
import { freePort } from "#shared/postgres/free-port.ts";
import type { PostgresServer } from "#shared/postgres/ladder.ts";
import type { Run } from "#shared/runs/run.ts";
import { startProgram } from "./started-program.ts";

/** A lesson's service as `npm run serve` would start it, on a fresh database. */
export interface LessonService extends AsyncDisposable {
  readonly address: string;
  readonly databaseUrl: string | undefined;
}

export interface ServiceOptions {
  readonly run: Run;
  readonly lesson: Lesson;
  readonly source: Source;
  readonly postgres: () => Promise<PostgresServer>;
}

/** Rejects with what the service printed when it does not listen. */
export async function openService({ run, lesson, source, postgres }: ServiceOptions): Promise<LessonService> {
  await using opened = new AsyncDisposableStack();
  const folder = join(run.folder, `readme-${randomBytes(4).toString("hex")}`);
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  copySource(lesson, source, folder);
  let databaseUrl: string | undefined;
  if (lesson.schemaSql !== undefined) {
    const databases = opened.use(openDatabases(await postgres()));
    const clone = await databases.clone(await databases.template(lesson.schemaSql));
    opened.defer(() => clone.drop());
    const url = new URL(clone.adminUrl);
    url.username = clone.role.name;
    url.password = clone.role.password;
    databaseUrl = url.href;
  }
  const port = await freePort();
  const env = { ...lesson.env, PORT: String(port), ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }) };
  const program = opened.use(startProgram(run, [process.execPath, "src/server.ts"], { folder, env }));
  const listening = await isListening(port, () => program.hasEnded);
  if (!listening) throw new Error(`the service does not listen: ${program.output.trim() || "it printed nothing"}`);
  const parts = opened.move();
  return { address: `http://127.0.0.1:${port}`, databaseUrl, [Symbol.asyncDispose]: () => parts.disposeAsync() };
}

/** Tries until somebody accepts; false when there is no hope left. */
async function isListening(port: number, isOver: () => boolean): Promise<boolean> {
  const giveUp = performance.now() + 30_000;
  while (!isOver() && performance.now() < giveUp) {
    const accepted = await new Promise<boolean>((resolve) => {
      const socket = connect({ port, host: "127.0.0.1" }, () => resolve(true)).once("error", () => resolve(false));
      socket.once("connect", () => socket.destroy());
    });
    if (accepted) return true;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
}
