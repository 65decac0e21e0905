const gap = " ... ";

/**
 * SQL on one line, `width` characters at most: what is too much is left out of its middle, between words where it has
 * short ones there. A statement's last condition says as much about it as its first words.
 */
export function keepEnds(sql: string, width: number): string {
  const characters = [...sql];
  if (characters.length <= width) return sql;
  const room = Math.max(0, width - gap.length);
  const head = characters.slice(0, Math.ceil(room / 2)).join("");
  const tail = characters.slice(characters.length - Math.floor(room / 2)).join("");
  return `${head.replace(/ \S{0,12}$/, "")}${gap}${tail.replace(/^\S{0,12} /, "")}`;
}
