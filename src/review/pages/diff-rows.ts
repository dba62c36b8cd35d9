import { diffLines } from "diff";

/** One line of the earlier or the later text; lines are counted from 1. */
export type DiffLine = { readonly number: number; readonly text: string };

/** A row of two texts side by side. */
export type DiffRow =
  | { readonly kind: "same"; readonly before: DiffLine; readonly after: DiffLine }
  | { readonly kind: "changed"; readonly before: DiffLine; readonly after: DiffLine }
  | { readonly kind: "removed"; readonly before: DiffLine }
  | { readonly kind: "added"; readonly after: DiffLine }
  /** Rows without a change, folded away. */
  | { readonly kind: "folded"; readonly rows: readonly DiffRow[] };

/** Unchanged lines that stay beside a change. */
const CONTEXT = 3;

/** Texts that differ in more lines than this are shown as wholly different: finding the least difference takes long. */
const MOST_EDITS = 4_000;

/** Two texts side by side, long stretches without a change folded. */
export function diffRows(before: string, after: string): readonly DiffRow[] {
  const parts = diffLines(before, after, { maxEditLength: MOST_EDITS }) ?? [
    { value: before, removed: true, added: false },
    { value: after, removed: false, added: true },
  ];
  const rows: DiffRow[] = [];
  let left = 1;
  let right = 1;
  const take = (value: string, first: number): readonly DiffLine[] =>
    linesOf(value).map((text, index) => ({ number: first + index, text }));
  for (let position = 0; position < parts.length; position++) {
    const part = parts[position];
    if (part === undefined) break;
    const value = part.value;
    if (!part.added && !part.removed) {
      const [olds, news] = [take(value, left), take(value, right)];
      rows.push(...pair(olds, news, "same"));
      left += olds.length;
      right += news.length;
      continue;
    }
    const next = parts[position + 1];
    const isPair = part.removed && next?.added === true;
    const olds = part.removed ? take(value, left) : [];
    const news = part.added ? take(value, right) : isPair ? take(next.value, right) : [];
    if (isPair) position++;
    rows.push(...pair(olds, news, "changed"));
    left += olds.length;
    right += news.length;
  }
  return fold(rows);
}

/** How many lines of a diff were removed and added. */
export function countChanges(rows: readonly DiffRow[]): { readonly removed: number; readonly added: number } {
  const count = (...kinds: readonly DiffRow["kind"][]): number =>
    rows.filter(({ kind }) => kinds.includes(kind)).length;
  return { removed: count("removed", "changed"), added: count("added", "changed") };
}

const linesOf = (value: string): readonly string[] =>
  (value.endsWith("\n") ? value.slice(0, -1) : value).split("\n");

function pair(
  olds: readonly DiffLine[],
  news: readonly DiffLine[],
  kind: "same" | "changed",
): readonly DiffRow[] {
  return Array.from({ length: Math.max(olds.length, news.length) }, (_, index): DiffRow => {
    const [before, after] = [olds[index], news[index]];
    if (before !== undefined && after !== undefined) return { kind, before, after };
    if (before !== undefined) return { kind: "removed", before };
    if (after !== undefined) return { kind: "added", after };
    throw new Error("a row of a diff has neither side");
  });
}

/** Folds stretches of unchanged rows, but for the context of the changes beside them. */
function fold(rows: readonly DiffRow[]): readonly DiffRow[] {
  const folded: DiffRow[] = [];
  let start = 0;
  while (start < rows.length) {
    const isSame = rows[start]?.kind === "same";
    let end = start;
    while (end < rows.length && (rows[end]?.kind === "same") === isSame) end++;
    const head = start === 0 ? 0 : CONTEXT;
    const tail = end === rows.length ? 0 : CONTEXT;
    if (isSame && end - start > head + tail + 1) {
      folded.push(...rows.slice(start, start + head));
      folded.push({ kind: "folded", rows: rows.slice(start + head, end - tail) });
      folded.push(...rows.slice(end - tail, end));
    } else folded.push(...rows.slice(start, end));
    start = end;
  }
  return folded;
}
