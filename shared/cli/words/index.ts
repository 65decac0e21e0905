/*
 * Everything the commands say, one file a command below a folder a language. Nothing else under cli/ holds a sentence.
 * To translate: copy en/, and choose here.
 */
import * as en from "./en/index.ts";

export type Words = typeof en;

export const words: Words = en;
