const help = `Shows what you have changed: the files that a lesson's tasks name, against
its untouched starter.

  npm run diff                   in the lesson you are at
  npm run diff 05                in another: its number, or how its name begins
  npm run diff 05 -- --solution  from your files to the solution
  npm run diff 05 -- --json      for machines

With --solution you are asked first if you have not passed the lesson yet;
--yes answers. Where the output is not a terminal it is a plain patch, for
patch -p1 and git apply.`;

export const diff = {
  help,
  oneAtATime: `One lesson at a time, please.\n\n${help}`,
  counts: (file: string, added: number, removed: number) => `${file}  +${added} -${removed}`,
  starter: {
    title: (lesson: string) => `What you have changed in ${lesson}:`,
    nothing: (lesson: string) =>
      `Nothing changed yet in ${lesson}: the files of its tasks are as they were at the start.`,
  },
  solution: {
    title: (lesson: string) => `From your files (-) to the solution (+) of ${lesson}:`,
    nothing: (lesson: string) => `Your files of ${lesson} are the same as the solution's.`,
  },
};
