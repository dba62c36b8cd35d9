import { closest, distance } from "fastest-levenshtein";

/** A name this far away is another word. */
const MOST_EDITS = 3;

/** Of the known names the one that somebody may have meant; undefined where none is near. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const near = closest(name, known);
  return distance(name, near) <= Math.min(MOST_EDITS, name.length / 2) ? near : undefined;
}
