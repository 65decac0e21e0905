"use strict";
/* What the door says (hood.cjs). Plain JavaScript of 2019, because an old Node has to read it aloud. */

module.exports = {
  cannotStart: "The course cannot start.",
  run: "Run this, then your command again:",

  notInstalled: "The course's packages are not installed.",
  halfInstalled: "The course's packages are installed only in part: the last npm ci did not come to its end.",
  partLeftOut:
    "Some of the course's packages were left out. npm does that when NODE_ENV is production, or when its setting omit asks for it.",
  scriptsBlocked: (names) =>
    `npm did not run the install script of ${names.join(" and ")}: its setting ignore-scripts or its list of allowed scripts forbids it. ` +
    (names.includes("node") ? "So the course's own Node is missing." : "So the course's own PostgreSQL cannot start."),
  packageMissing: (message) =>
    `A package is missing, or is not the one that this version of the course needs. (${message})`,
  fileMissing: (message) => `A file of the course itself is missing. (${message})`,

  otherNode: (version, wanted) => `This is Node ${version} of your machine, and the course needs Node ${wanted}.`,
  startThroughNpm: "The course's own Node is installed. npm finds it, so begin with npm:",
  tooOldToInstall: (version, oldest, wanted) =>
    `This is Node ${version}, and its npm cannot install the course: that takes Node ${oldest} or newer, best ${wanted}.`,
  installNode: "Install Node from https://nodejs.org, open a new terminal, and run this, then your command again:",
};
