/** A tag that opens thinking at its very beginning, in the forms that servers leave in the text. */
const OPENING =
  /^\s*(?:<[^<>\n]{0,40}(?:think|thought|reason)[^<>\n]{0,40}>|\[[^[\]\n]{0,20}think[^[\]\n]{0,20}\]|◁think▷)/i;

/** A tag that closes it at its very end. */
const CLOSING =
  /(?:<[^<>\n]{0,40}(?:think|thought|reason)[^<>\n]{0,40}>|\[\/[^[\]\n]{0,20}think[^[\]\n]{0,20}\]|◁\/think▷)\s*$/i;

/**
 * Thinking without the tags around it: where a server has no field of its own for it, it comes with them, or with the
 * closing one alone when the template wrote the other.
 *
 * @example unwrapThinking("<think>\nSo 41.\n</think>") // → "So 41."
 */
export function unwrapThinking(thinking: string): string {
  return thinking.replace(OPENING, "").replace(CLOSING, "").trim();
}
