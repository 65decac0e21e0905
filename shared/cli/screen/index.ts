/* What `start` shows and does: state, events and their meaning, two faces, and the guide that holds them together. */
export { farewell } from "./farewell.ts";
export { Guide, snapshot } from "./guide.ts";
export { openPlainFace } from "./plain-face.ts";
export { openScreenFace, terminalSize } from "./screen-face.ts";
export { openState } from "./state.ts";
