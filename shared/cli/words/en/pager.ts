/** The line below a text that is shown a screen at a time; whatever is said fits 40 columns. */
export const pager = {
  end: "end",
  fold: "o: answer",
  on: "space: on",
  back: "b: back",
  close: "q: close",
};
