import { name } from "./app.ts";

export const greeting = JSON.stringify({ hello: name });
