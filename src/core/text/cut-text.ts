/** The beginning of a text, at most `limit` UTF-16 units, with an ellipsis where something is left out; no pair is cut in half. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const kept = text.slice(0, Math.max(0, limit - 1));
  return `${/[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept}…`;
}

/** A fifth of what is kept of a text is its beginning: the end of a prompt is its own, and says what is asked. */
const OPENING = 0.2;

/** A text of at most `limit` UTF-16 units whose middle is left out where it is longer, with an ellipsis in its place. */
export function cutMiddle(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const opening = cutText(text, Math.floor(limit * OPENING));
  const ending = text.slice(text.length - (limit - opening.length));
  return opening + ending.replace(/^[\udc00-\udfff]/, "");
}
