const OF_A_WORD = /[\p{L}\d]/u;

/**
 * Where a text stands in another as a word or number of its own, from a position on; -1 where it does not, and where it
 * is empty.
 *
 * @example findWord("barn 12, arn 2", "arn") // → 9
 */
export function findWord(text: string, wanted: string, from = 0): number {
  if (wanted === "") return -1;
  for (let at = text.indexOf(wanted, from); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const isWhole = !OF_A_WORD.test(text.charAt(at - 1)) && !OF_A_WORD.test(text.charAt(at + wanted.length));
    if (isWhole) return at;
  }
  return -1;
}
