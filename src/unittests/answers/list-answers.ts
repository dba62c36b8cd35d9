import { cartesianProduct, permutations } from "../../bootcamp/index.ts";
import { type AnswerTree, elementsOf, writeTree } from "./answer-tree.ts";

/** Larger spaces of answers are not listed. */
const MOST = 512;

/** Numbers up to so far apart are listed one by one. */
const WIDEST = 300;

/**
 * Every answer of the form of a right one, where there are at most some hundred: the options of a choice, the
 * whole numbers between the smallest and the largest answer of the level, the orders of its elements, the
 * subsets of what a level's sets are made of, the words over a level's few letters. Empty where there are more.
 */
export function listAnswers(
  tree: AnswerTree,
  level: readonly AnswerTree[],
  { isSet }: { readonly isSet: boolean },
): readonly string[] {
  switch (tree.kind) {
    case "word": {
      if (tree.options !== null) return tree.options;
      const letters = [...new Set(level.flatMap((one) => (one.kind === "word" ? [...one.text] : [])))];
      return letters.length ** tree.text.length > MOST
        ? []
        : products(tree.text.length, letters).map((signs) => signs.join(""));
    }
    case "number": {
      const values = level.flatMap((one) => (one.kind === "number" ? [one.value] : []));
      const [low, high] = [Math.min(...values), Math.max(...values)];
      if (!Number.isSafeInteger(low) || !Number.isSafeInteger(high) || high - low > WIDEST) return [];
      return Array.from({ length: high - low + 1 }, (_, index) => String(low + index));
    }
    case "sequence": {
      const write = (items: readonly string[]): string => tree.open + items.join(tree.between) + tree.close;
      const known = [...new Set(level.flatMap(elementsOf).map(writeTree))];
      if (isSet) return 2 ** known.length > MOST ? [] : subsets(known).map(write);
      const own = tree.items.map(writeTree);
      return own.length < 2 || own.length > 5 || new Set(own).size < own.length
        ? []
        : permutations(own).map(write);
    }
    case "pairs": {
      const known = [...new Set(level.flatMap(elementsOf).map(writeTree))];
      if (known.length ** tree.pairs.length > MOST) return [];
      return products(tree.pairs.length, known).map((values) =>
        tree.pairs.map(({ name, joint }, index) => name + joint + (values[index] ?? "")).join(tree.between),
      );
    }
    case "grid":
    case "expression":
      return [];
  }
}

const products = (length: number, items: readonly string[]): readonly (readonly string[])[] =>
  cartesianProduct(Array.from({ length }, () => items));

/** All but the empty one. */
function subsets(items: readonly string[]): readonly (readonly string[])[] {
  return Array.from({ length: 2 ** items.length - 1 }, (_, index) =>
    items.filter((__, at) => ((index + 1) >> at) % 2 === 1),
  );
}
