import { styleText } from "node:util";

type Format = Parameters<typeof styleText>[0];

/* styleText leaves text plain when the stream is no terminal and when NO_COLOR is set. Colour never carries meaning. */
const paint = (format: Format) => (text: string) => styleText(format, text, { stream: process.stdout });

export const bold = paint("bold");
export const cyan = paint("cyan");
export const dim = paint("dim");
export const green = paint("green");
export const italic = paint("italic");
export const red = paint("red");
export const yellow = paint("yellow");
