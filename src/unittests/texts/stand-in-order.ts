import { findWord } from "./find-word.ts";

/**
 * Whether things stand somewhere in a text in this order, with others between them or not; undefined where one of them
 * stands nowhere in it. A thing is no part of a longer word or number. Letter case does not count.
 *
 * @example standInOrder("First b, then a or c.", ["b", "c"]) // → true
 * @example standInOrder("First b, then a or c.", ["c", "b"]) // → false
 */
export function standInOrder(text: string, things: readonly string[]): boolean | undefined {
  const within = text.toLowerCase();
  const wanted = things.map((thing) => thing.toLowerCase());
  if (wanted.some((thing) => findWord(within, thing) < 0)) return undefined;
  let at = 0;
  for (const thing of wanted) {
    const found = findWord(within, thing, at);
    if (found < 0) return false;
    at = found + thing.length;
  }
  return true;
}
