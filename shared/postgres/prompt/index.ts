/* A prompt for SQL, as psql has one, for machines that have no psql. */
export { openSqlPrompt, type SqlPrompt } from "./open-prompt.ts";
