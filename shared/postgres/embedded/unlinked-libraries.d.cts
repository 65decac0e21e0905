/** True when the install script of PostgreSQL's package, in this folder, did not run. */
export function hasUnlinkedLibraries(folder: string): boolean;
