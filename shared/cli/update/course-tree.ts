import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { readCourse } from "#shared/lessons/course.ts";
import { listFiles } from "#shared/lessons/list-files.ts";

/** A whole course on the disk. Paths have slashes and begin at the course's root. */
export interface CourseTree {
  readonly folder: string;
  readonly files: ReadonlySet<string>;
  /** The folders' names, such as `05-card-shelf`, by the lessons' ids. */
  readonly lessons: ReadonlyMap<string, string>;
  read(file: string): Buffer | undefined;
}

/** What npm, git and the course itself keep beside the course. */
const beside = new Set(["node_modules", ".hood", ".git"]);

export function readTree(folder: string): CourseTree {
  const tops = readdirSync(folder).filter((name) => !beside.has(name));
  const files = new Set(
    tops.flatMap((name) => {
      const stat = statSync(join(folder, name), { throwIfNoEntry: false });
      if (stat?.isDirectory()) return listFiles(join(folder, name)).map((file) => `${name}/${file}`);
      return stat?.isFile() ? [name] : [];
    }),
  );
  return {
    folder,
    files,
    lessons: new Map(readCourse(folder).lessons.map(({ id, name }) => [id, name])),
    read: (file) => (files.has(file) ? readFileSync(join(folder, file)) : undefined),
  };
}
