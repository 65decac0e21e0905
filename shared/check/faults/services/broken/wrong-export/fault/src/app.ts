export const createApp = "soon";
