import { resolve } from "node:path";

/** False where tests cannot be loaded: in the addresses by which Vite loads them, # and % begin something else. */
export const isPlainPath = (folder: string): boolean => !/[#%]/.test(resolve(folder));
