import { cartesianProduct, factorial, permutations } from "../../bootcamp/index.ts";
import { type AnswerTree, elementsOf, writeTree } from "../../unittests/answers/answer-tree.ts";

/**
 * Every answer that has the form of a right one: its elements in every order where no answer repeats one, else
 * every element in each place, numbers over the range in which answers lie. `others` are answers of like cases,
 * from which the elements are known. Undefined where the form has no end, or has more answers than `most`.
 */
export function enumerateAnswers(
  own: AnswerTree,
  others: readonly AnswerTree[],
  most: number,
): readonly string[] | undefined {
  const all = [own, ...others];
  switch (own.kind) {
    case "expression":
      return undefined;
    case "number":
      return listNumbers(own, all, most);
    case "word":
      return own.options === null || own.options.length > most ? undefined : own.options;
    case "sequence": {
      const isAlike = new Set(own.items.map(({ kind }) => kind)).size === 1;
      if (own.items.length < 2 || !isAlike) return undefined;
      const made = isArrangement(all) ? orders(own.items, most) : fillPlaces(own, all, most);
      return made?.map((items) => writeTree({ ...own, items }));
    }
    case "pairs": {
      const made = fillPlaces(own, all, most);
      return made?.map((values) =>
        writeTree({
          ...own,
          pairs: own.pairs.map((pair, index) => ({ ...pair, value: values[index] ?? pair.value })),
        }),
      );
    }
    case "grid": {
      const width = own.rows[0]?.length ?? 1;
      const made = fillPlaces(own, all, most);
      return made?.map((cells) =>
        writeTree({ ...own, rows: own.rows.map((_, row) => cells.slice(row * width, (row + 1) * width)) }),
      );
    }
  }
}

function listNumbers(
  own: Extract<AnswerTree, { kind: "number" }>,
  all: readonly AnswerTree[],
  most: number,
): readonly string[] | undefined {
  const values = all.flatMap((tree) => (tree.kind === "number" ? [tree.value] : []));
  if (own.text.includes("/") || !values.every(Number.isInteger)) return undefined;
  const low = Math.min(...values);
  const high = Math.max(...values);
  // What lies just outside of the range is of the same form.
  const margin = Math.max(2, Math.ceil((high - low) / 4));
  const count = high - low + 2 * margin + 1;
  if (!Number.isSafeInteger(low - margin) || !Number.isSafeInteger(high + margin) || count > most)
    return undefined;
  return Array.from({ length: count }, (_, index) => String(low - margin + index));
}

/** Whether no answer has an element twice, and like cases are answered with the same elements. */
function isArrangement(all: readonly AnswerTree[]): boolean {
  return all.every((tree) => {
    const texts = elementsOf(tree).map(writeTree);
    return new Set(texts).size === texts.length && texts.length > 1;
  });
}

const orders = (items: readonly AnswerTree[], most: number): readonly (readonly AnswerTree[])[] | undefined =>
  // Of more than twenty there are too many whatever may be listed.
  factorial(Math.min(items.length, 20)) > BigInt(most) ? undefined : permutations(items);

/** Every way to put elements that answers have into the places of one. */
function fillPlaces(
  own: AnswerTree,
  all: readonly AnswerTree[],
  most: number,
): readonly (readonly AnswerTree[])[] | undefined {
  const places = elementsOf(own);
  if (places.some(({ kind }) => kind !== "word" && kind !== "number")) return undefined;
  const options = places.flatMap((one): readonly AnswerTree[] =>
    one.kind === "word" && one.options !== null
      ? one.options.map((text): AnswerTree => ({ ...one, text }))
      : [],
  );
  const known = options.length > 0 ? options : all.flatMap(elementsOf);
  const elements = [...new Map(known.map((one) => [writeTree(one), one])).values()];
  if (elements.length < 2 || elements.length ** places.length > most) return undefined;
  return cartesianProduct(places.map(() => elements));
}
