import { relative, sep } from "node:path";
import { repositoryRoot } from "./session.ts";

/** A path as people read it: from the repository on, or whole when it lies elsewhere. */
export function displayPath(path: string): string {
  const inside = relative(repositoryRoot, path);
  return (inside.startsWith("..") ? path : inside).split(sep).join("/");
}
