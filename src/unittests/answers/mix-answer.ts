import { type AnswerTree, elementsOf, writeTree } from "./answer-tree.ts";

/** Answers of this many strangers: what takes something off for each falls below 0 here. */
const MANY = 30;

/**
 * Answers that are right in part, in measures that a right or a nearly right answer never has: every right
 * element twice and three times, right ones among many strangers, strangers alone, numbers far off on both
 * sides. What adds up or takes off by parts leaves [0, 1] here. `foreign` are elements of other answers.
 */
export function mixAnswer(tree: AnswerTree, foreign: readonly AnswerTree[]): readonly string[] {
  const own = new Set(elementsOf(tree).map(writeTree));
  const strangers = [...new Map(foreign.map((one) => [writeTree(one), one])).values()]
    .filter((one) => !own.has(writeTree(one)))
    .slice(0, MANY);
  switch (tree.kind) {
    case "sequence": {
      const { items } = tree;
      const half = items.slice(0, Math.ceil(items.length / 2));
      return [
        items.flatMap((item) => [item, item]),
        items.flatMap((item) => [item, item, item]),
        [...items, ...strangers],
        [...strangers, ...items],
        [...half, ...strangers],
        [...half, ...half, ...half],
        strangers,
        items.flatMap(() => items),
      ]
        .filter(({ length }) => length > 0)
        .map((made) => writeTree({ ...tree, items: made }));
    }
    case "pairs": {
      const more = strangers.map((value, index) => ({
        name: `q${index}`,
        joint: tree.pairs[0]?.joint ?? "=",
        value,
      }));
      return [
        [...tree.pairs, ...more],
        [...tree.pairs, ...tree.pairs],
        [...tree.pairs.slice(0, 1), ...more],
      ].map((pairs) => writeTree({ ...tree, pairs }));
    }
    case "grid":
      return [
        writeTree({ ...tree, rows: [...tree.rows, ...tree.rows] }),
        writeTree({ ...tree, rows: tree.rows.map((row) => [...row, ...row]) }),
      ];
    case "number":
      return [1e3, 1e6, 1e12].flatMap((times) => {
        const far = Math.max(1, Math.round(Math.abs(tree.value))) * times;
        return Number.isSafeInteger(far) ? [String(far), String(-far)] : [];
      });
    case "word":
    case "expression":
      return [];
  }
}
