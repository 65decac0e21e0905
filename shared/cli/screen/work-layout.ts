import { fileLink } from "../terminal/links.ts";
import { bold, dim, green, yellow } from "../terminal/style.ts";
import { type Fold, wrapTo } from "../terminal/wrap.ts";
import { words } from "../words/index.ts";
import { courseLine } from "./course-line.ts";
import { keysLine } from "./keys-line.ts";
import type { Layout } from "./layout.ts";
import { type Place, placesOf } from "./place.ts";
import { isGreen, type State } from "./state.ts";
import { status } from "./status.ts";
import { workBody } from "./work-body.ts";

/** Rows of the body, beyond what must be seen, that the less needed pieces around it leave free. */
const comfort = 6;

interface Piece {
  readonly lines: readonly string[];
  /** Who gets room first. From `lessNeeded` on, only when the body keeps its comfort. */
  readonly rank: number;
}

const lessNeeded = 4;

/**
 * The lesson's screen. The message of the failure wins the room: what stands around it comes only as far as there is room
 * left, and what is below it in the body can be scrolled.
 */
export function layOutWork(state: State): Layout {
  const { columns, rows } = state.size;
  const fold = wrapTo(columns);
  const { lines, must } = workBody(state, fold);
  const [place, ...others] = placesOf(state.root, state.lesson, state.failure);
  const isWon = isGreen(state);
  const learned = learnedLines(state, fold);
  const above: Piece[] = [
    { lines: [status(state)], rank: 0 },
    { lines: [courseLine(state)], rank: isWon ? 1 : 4 }, // the bar has moved on
    { lines: isWon ? [] : fold(state.lesson.story).map(dim), rank: 5 },
    { lines: placeLines(place, columns), rank: isWon ? 6 : 3 },
    { lines: others.flatMap((other) => placeLines(other, columns)), rank: 5 },
    { lines: learned.length > 0 ? [""] : [], rank: 7 },
    { lines: learned, rank: 1 },
    { lines: [""], rank: 7 },
  ];
  const below: Piece[] = [
    { lines: noteLines(state, fold), rank: 1 },
    { lines: postgresLines(state, fold), rank: 6 },
    { lines: [keysLine(words.start.keys, words.start.lastKeys, columns)], rank: 2 },
  ];
  const hasMore = lines.length > must;
  const chosen = choose([...above, ...below], rows - must - (hasMore ? 1 : 0), Math.min(comfort, lines.length - must));
  const shown = (pieces: readonly Piece[]) =>
    pieces.filter((piece) => chosen.has(piece)).flatMap((piece) => piece.lines);
  const top = shown(above);
  const bottom = shown(below);
  const room = Math.max(1, rows - top.length - bottom.length);
  const from = Math.max(0, Math.min(state.top, lines.length - room));
  return { above: top, body: lines, below: bottom, rows: room, top: from, marksMore: true };
}

/* By rank, each piece that fits into the room that is left. */
function choose(pieces: readonly Piece[], room: number, kept: number): ReadonlySet<Piece> {
  const chosen = new Set<Piece>();
  let left = room;
  for (const piece of [...pieces].sort((a, b) => a.rank - b.rank)) {
    if (piece.lines.length > left - (piece.rank >= lessNeeded ? kept : 0)) continue;
    chosen.add(piece);
    left -= piece.lines.length;
  }
  return chosen;
}

function placeLines(place: Place | undefined, columns: number): string[] {
  if (!place) return [];
  const { shown, path, line } = place;
  const label = `${words.start.edit}  `;
  const room = columns - label.length;
  // Where it takes two rows anyway, the file's name stays whole.
  const parts = shown.length <= room ? [shown] : shown.split(/(?<=\/)(?=src\/)/);
  return parts
    .flatMap((part) => wrapTo(room)(part))
    .map((part, index) => `${index === 0 ? label : " ".repeat(label.length)}${fileLink(part, path, line)}`);
}

/* What goes wrong with it takes many lines; a lesson that needs it shows them all. */
function postgresLines({ postgres }: State, fold: Fold): string[] {
  const [first = ""] = postgres.split("\n");
  return first === "" ? [] : fold(first).map(dim);
}

function learnedLines({ lesson, learned }: State, fold: Fold): string[] {
  return learned.flatMap((task) => fold(words.start.learned(task, lesson.tasks[task - 1]?.learned ?? "")).map(green));
}

function noteLines({ notes, view }: State, fold: Fold): string[] {
  const asked = view.kind === "ask" ? fold(words.start.askSolution).map(bold) : [];
  return [...notes.flatMap((note) => note.split("\n")).flatMap((line) => fold(line).map(yellow)), ...asked];
}
