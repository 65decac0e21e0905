import { limits } from "./limits.ts";
import { type TreeLook, type TreeMember, type TreeRoot, treeLook } from "./tree.ts";

/** Milliseconds between two looks; `ps`, which other systems need, works ten milliseconds for each. */
const lookEvery = process.platform === "linux" ? 125 : 500;

/** A tree that grows while it is ended is looked for again, so many times. */
const endingRounds = 20;

/** What a service and what it starts can have too much of. */
export type TreeBreach = "memory" | "processes";

/** What a tree has too much of, if anything. */
export function findBreach(tree: readonly TreeMember[]): TreeBreach | undefined {
  if (tree.length > limits.processes) return "processes";
  const bytes = tree.reduce((sum, { residentBytes }) => sum + residentBytes, 0);
  return bytes > limits.memoryMb * 1024 * 1024 ? "memory" : undefined;
}

/**
 * Looks at a service and everything that it has started until the returned function is called, and ends all of it when
 * together they use too much; `onBreach` is told before. Nothing is watched on Windows.
 */
export function watchTree(
  root: TreeRoot,
  onBreach: (breach: TreeBreach) => void,
  find: TreeLook | undefined = treeLook(root),
): () => void {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = find === undefined;
  const lookLater = () => {
    if (!isStopped) timer = setTimeout(() => void look().catch(lookLater), lookEvery).unref();
  };
  const look = async () => {
    const tree = (await find?.()) ?? [];
    const breach = findBreach(tree);
    if (isStopped || breach === undefined) return lookLater();
    isStopped = true;
    onBreach(breach);
    await endTree(tree, find);
  };
  lookLater();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}

async function endTree(first: readonly TreeMember[], find: TreeLook | undefined): Promise<void> {
  let tree = first;
  for (let round = 0; round < endingRounds && tree.length > 0; round += 1) {
    for (const { pid } of tree) endProcess(pid);
    tree = (await find?.()) ?? [];
  }
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended meanwhile.
  }
}
