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
  tooManyFiles: "The system lets this program open no more files.",
  allowMoreFiles: (platform: NodeJS.Platform) =>
    platform === "win32"
      ? "Close other programs, then see what is left: npm run doctor"
      : "Allow more in this terminal, then your command again: ulimit -n 4096",
};
