const listed = (files: readonly string[]) => files.map((file) => `  ${file}`);

export const update = {
  help: `Brings the newer course over yours: its tests, texts, tools and the starters that you have not touched. Files that
you have edited keep every edit. What is replaced is backed up first.

  npm run update                        from where you cloned it (git)
  npm run update -- --from ../newer     from another folder: an unpacked zip
  npm run update -- --branch next       another branch

Exit code: 0 done, or nothing to do; 2 could not, and nothing was changed.`,
  notACourse: (folder: string) => `${folder} holds no course: lessons/course.yaml is not there.`,
  itself: "That is this folder itself. Name the folder of the newer course.",
  newest: "You have the newest course already.",
  done: (files: number) => `Updated: ${files} ${files === 1 ? "file" : "files"}. Your own work is kept.`,
  renamed: (from: string, to: string) => `  ${from} is now ${to}; your files and your progress moved with it.`,
  merged: (files: readonly string[]) => [
    "Your file and its starter had both changed, in different lines; you have both now:",
    ...listed(files),
  ],
  unmerged: (files: readonly string[]) => [
    "Your file and its starter had both changed in the same lines; yours was kept as it is. Compare: npm run diff",
    ...listed(files),
  ],
  replaced: (files: readonly string[]) => [
    "Files of the course that you had changed were replaced; yours are in the backup:",
    ...listed(files),
  ],
  backup: (folder: string) => `Backup: ${folder}`,
  install: "The course's packages changed. Next: npm ci",
  notRecorded: (why: string) =>
    `The files are updated, but git could not write it down: ${why}\nYour work is safe. See what git says: git status`,
};
