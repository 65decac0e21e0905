/** What the operating system refuses, and the one step that helps. */
export const systemErrors = {
  noSpace: (path: string) => `There is no space left on the drive of ${path}.`,
  makeRoom: "Make room there; this empties what npm has put by: npm cache clean --force",
  readOnly: (path: string) => `${path} cannot be written: its drive is read-only.`,
  copyCourse: "Copy the course's folder to a drive of your own, and begin there: npm ci",
  notAllowed: (path: string) => `${path} cannot be used: it belongs to somebody else, or is protected.`,
  takeOver: (platform: NodeJS.Platform) =>
    platform === "win32"
      ? 'Make the course\'s folder yours, from within it: icacls . /grant "%USERNAME%:(OI)(CI)F" /T'
      : 'Make the course\'s folder yours, from within it: sudo chown -R "$(id -u)" .',
  oddPath: (path: string) => `The tests cannot be loaded from ${path}: there is a # or a % in its path.`,
  renameFolder: "Give that folder another name, and run your command from there.",
  noAddress: (folder: string) =>
    `The folder for temporary files, ${folder}, cannot be used: it is missing, it is protected, or its path is too long.`,
  otherTemporary: "Name another one in this terminal, then your command again: export TMPDIR=/tmp",
  tooManyFiles: "The system lets this program open no more files.",
  allowMoreFiles: (platform: NodeJS.Platform) =>
    platform === "win32"
      ? "Close other programs, then see what is left: npm run doctor"
      : "Allow more in this terminal, then your command again: ulimit -n 4096",
};
