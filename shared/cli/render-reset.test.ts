import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import type { Backup } from "#shared/progress/backups.ts";
import { renderBackups, renderReset } from "./render-reset.ts";
import { repositoryRoot } from "./session.ts";
import { inventedLesson } from "./testing/invented-course.ts";
import { words } from "./words/index.ts";

const lesson = inventedLesson(2, "05", "card-shelf", "The card shelf", 55);
const backup = (before: Backup["before"], minute: number): Backup => ({
  before,
  files: ["src/app.ts", "src/mine.ts"],
  folder: join(repositoryRoot, `.hood/backups/card-shelf/2026-11-21T09-${minute}-05.250Z`),
  time: new Date(2026, 10, 21, 9, minute, 5, 250),
});
const changes = [
  { file: "src/app.ts", change: "changed" },
  { file: "src/card-routes.ts", change: "missing" },
  { file: "src/mine.ts", change: "added" },
] as const;

test.each([80, 40])("everything about resets at %i columns", async (width) => {
  const screens = [
    renderReset(lesson, { backup: backup("reset", 24), changes }, words.reset.done("05 The card shelf"), width),
    renderReset(lesson, { backup: backup("undo", 25), changes }, words.reset.undone.reset("05 The card shelf"), width),
    renderBackups(lesson, [backup("undo", 25), backup("reset", 24)], width),
  ];

  const between = `\n\n${"-".repeat(width)}\n`;
  const shown = stripVTControlCharacters(screens.map((lines) => lines.join("\n")).join(between));
  await expect(`${shown}\n`).toMatchFileSnapshot(`snapshots/reset-${width}.txt`);
});
