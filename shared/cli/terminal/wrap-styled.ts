import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";

const glue = "\u00a0";

/** Text that is not broken at its spaces where a line has room for it, such as `curl -i "$SHOP/health"`. */
export const glued = (text: string): string => text.replaceAll(" ", glue);

/**
 * Breaks styled text between words, by how wide it looks. A word that is too long stays whole, so that an address can
 * be copied. The first line gets `first` in front, the others `rest`.
 */
export function wrapStyled(text: string, width: number, first = "", rest = " ".repeat(stringWidth(first))): string[] {
  const room = Math.max(1, width - stringWidth(rest));
  const words = text.split(" ").map((word) => (stringWidth(word) > room ? word.replaceAll(glue, " ") : word));
  return wrapAnsi(words.join(" "), room)
    .replaceAll(glue, " ")
    .split("\n")
    .map((line, index) => (index === 0 ? first : rest) + line);
}
