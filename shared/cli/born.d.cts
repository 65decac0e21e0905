/** The id of the process that started this command, as it was when hood.cjs began to load. */
export const parent: number;
