import type { Rng } from "../../bootcamp/index.ts";
import { type AnswerTree, elementsOf, writeTree } from "./answer-tree.ts";

/** A way to answer that knows the form of answers and nothing of the case at hand. */
export type Guesser = {
  readonly what: string;
  /** Whether guesses that happen to be the right answer tell nothing: they were made of it. */
  readonly knowsAnswer: boolean;
  /** One guess; undefined where this way has none for such an answer. */
  readonly guess: (own: AnswerTree, others: readonly AnswerTree[], rng: Rng) => string | undefined;
};

/**
 * What somebody earns who answers at random: with the elements of the right answer in random order, which is
 * more than a guesser can know; with elements of other answers; with another answer whole; with a number of
 * the range in which answers lie.
 */
export const GUESSERS: readonly Guesser[] = [
  {
    what: "the right answer's own elements in another order",
    knowsAnswer: true,
    guess: (own, _, rng) => rearrange(own, rng),
  },
  { what: "elements of other cases' answers at random", knowsAnswer: false, guess: assemble },
  {
    what: "another case's answer",
    knowsAnswer: false,
    guess: (_, others, rng) => (others.length === 0 ? undefined : writeTree(rng.choice(others))),
  },
  { what: "a random number of the range in which answers lie", knowsAnswer: false, guess: drawNumber },
];

/** The parts of an answer in random order, which chance makes right now and then. */
export function rearrange(own: AnswerTree, rng: Rng): string | undefined {
  switch (own.kind) {
    case "sequence":
      return own.items.length < 2 ? undefined : writeTree({ ...own, items: rng.shuffle(own.items) });
    case "pairs": {
      const values = rng.shuffle(own.pairs.map(({ value }) => value));
      if (values.length < 2) return undefined;
      const pairs = own.pairs.map((pair, index) => ({ ...pair, value: values[index] ?? pair.value }));
      return writeTree({ ...own, pairs });
    }
    case "grid": {
      const cells = rng.shuffle(own.rows.flat());
      const width = own.rows[0]?.length ?? 1;
      return writeTree({
        ...own,
        rows: own.rows.map((_, row) => cells.slice(row * width, (row + 1) * width)),
      });
    }
    case "word":
      return own.options !== null || own.text.length < 3 ? undefined : rng.shuffle([...own.text]).join("");
    case "expression":
      return randomExpression(own.text, rng);
    case "number":
      return undefined;
  }
}

/** A random tree over the numbers that stand in an expression, each once. */
function randomExpression(text: string, rng: Rng): string | undefined {
  const numbers = rng.shuffle(text.match(/\d+/g) ?? []);
  if (numbers.length === 0) return undefined;
  const trees = [...numbers];
  while (trees.length > 1) {
    const at = rng.integer(0, trees.length - 2);
    const [left = "", right = ""] = trees.slice(at, at + 2);
    trees.splice(at, 2, `(${left} ${rng.choice(["+", "-", "*", "/"])} ${right})`);
  }
  return trees[0] ?? "";
}

/** An answer of the same form, made of what other answers are made of. */
function assemble(own: AnswerTree, others: readonly AnswerTree[], rng: Rng): string | undefined {
  if (own.kind === "number" || own.kind === "expression") return undefined;
  if (own.kind === "word") return own.options === null ? undefined : rng.choice(own.options);
  const pool = others.flatMap(elementsOf);
  if (pool.length === 0) return undefined;
  const mayRepeat = others.some((tree) => {
    const texts = elementsOf(tree).map(writeTree);
    return new Set(texts).size < texts.length;
  });
  const draw = (count: number): readonly AnswerTree[] =>
    mayRepeat
      ? Array.from({ length: count }, () => rng.choice(pool))
      : rng.sample(distinct(pool), Math.min(count, distinct(pool).length));
  switch (own.kind) {
    case "sequence": {
      const like = rng.choice(others);
      return writeTree({ ...own, items: draw(elementsOf(like).length) });
    }
    case "pairs":
      return writeTree({
        ...own,
        pairs: own.pairs.map((pair) => ({ ...pair, value: rng.choice(pool) })),
      });
    case "grid":
      return writeTree({ ...own, rows: own.rows.map((row) => row.map(() => rng.choice(pool))) });
  }
}

function distinct(trees: readonly AnswerTree[]): readonly AnswerTree[] {
  return [...new Map(trees.map((tree) => [writeTree(tree), tree])).values()];
}

function drawNumber(own: AnswerTree, others: readonly AnswerTree[], rng: Rng): string | undefined {
  if (own.kind !== "number" || own.text.includes("/")) return undefined;
  const values = others.flatMap((tree) => (tree.kind === "number" ? [tree.value] : []));
  if (values.length === 0) return undefined;
  const digits = own.text.split(".")[1]?.length ?? 0;
  const unit = 10 ** digits;
  const low = Math.round(Math.min(...values) * unit);
  const high = Math.round(Math.max(...values) * unit);
  if (!Number.isSafeInteger(low) || !Number.isSafeInteger(high)) return undefined;
  return (rng.integer(low, high) / unit).toFixed(digits);
}
