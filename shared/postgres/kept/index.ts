/*
 * Rows that stay, for `serve`: a lasting PostgreSQL from npm, and on any server a lesson's lasting database. What tests
 * need belongs to databases.ts instead, and is thrown away.
 */
export { type CopyMark, readCopyMark } from "./copy-mark.ts";
export { type KeptDatabase, openKeptDatabase } from "./kept-database.ts";
export { keptHome } from "./kept-place.ts";
export { keptRung } from "./kept-rung.ts";
