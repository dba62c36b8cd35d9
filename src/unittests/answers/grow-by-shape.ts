import type { AnswerShape } from "../../bootcamp/answer-shape.ts";
import { type AnswerTree, readTree, writeTree } from "./answer-tree.ts";

/** An answer of the right form grown in one direction, which is named in words that follow "with". */
export type GrownAnswer = { readonly direction: string; readonly size: number; readonly text: string };

/** Sizes on the way to the limit: what grows like the cube of the size is slow at the last and quick at the first. */
const SIZES = [64, 512, 4_096] as const;

/** Numbers on the way to the largest that are exact: what counts up to one is slow at the last. */
const MAGNITUDES = [10_000, 1_000_000, 999_999_999, 999_999_999_999] as const;

/** No grown answer is longer, so that what takes long is the verifier's doing and not the text's. */
const LONGEST = 20_000;

/**
 * A right answer grown in each direction that its form has: more elements, the same ones and ever new ones,
 * larger numbers, more digits, longer elements, deeper brackets, more groups, higher powers, more rows.
 */
export function growByShape(
  answer: string,
  shape: AnswerShape | null,
  prompt: string,
): readonly GrownAnswer[] {
  const tree = readTree(answer, shape);
  const grown = [
    ...growNumbers(answer),
    ...SIZES.flatMap((size) => [...growTree(tree, size), ...growText(answer, size)]),
    ...(prompt.includes("^") || answer.includes("^") ? growPowers(answer) : []),
  ];
  return grown.filter(({ text }) => text !== answer && text.length <= LONGEST);
}

/** The same answer grown to one size, in each direction in which sizes can be doubled. */
export function growTo(answer: string, shape: AnswerShape | null, size: number): readonly GrownAnswer[] {
  const grown = [...growTree(readTree(answer, shape), size), ...growText(answer, size)];
  return grown.filter(({ text }) => text !== answer && text.length <= LONGEST);
}

function growNumbers(answer: string): readonly GrownAnswer[] {
  const numbers = [...answer.matchAll(/\d+/g)];
  const places = [...new Set([numbers.at(0), numbers.at(-1)])].filter((one) => one !== undefined);
  const put = ({ index, 0: digits }: RegExpExecArray, by: string): string =>
    answer.slice(0, index) + by + answer.slice(index + digits.length);
  return places.flatMap((place) => [
    ...MAGNITUDES.map((size) => ({ direction: "a larger number", size, text: put(place, String(size)) })),
    ...[15, 60, 390].map((size) => ({ direction: "more digits", size, text: put(place, "7".repeat(size)) })),
  ]);
}

function growTree(tree: AnswerTree, size: number): readonly GrownAnswer[] {
  const make = (direction: string, made: AnswerTree): GrownAnswer => ({
    direction,
    size,
    text: writeTree(made),
  });
  const count = Array.from({ length: size }, (_, index) => index);
  switch (tree.kind) {
    case "sequence": {
      const { items } = tree;
      const again = count.flatMap((index) => items[index % items.length] ?? []);
      const fresh = count.map((index) => renew(items[index % items.length], index));
      return [
        make("more elements, the same again", { ...tree, items: again }),
        make("more elements, ever new ones", { ...tree, items: fresh }),
      ];
    }
    case "pairs": {
      const [first] = tree.pairs;
      if (first === undefined) return [];
      const pairs = count.map((index) => ({ ...first, name: `${first.name}${index}` }));
      return [make("more pairs", { ...tree, pairs: [...tree.pairs, ...pairs] })];
    }
    case "grid": {
      const width = tree.rows[0]?.length ?? 1;
      const side = Math.max(1, Math.round(Math.sqrt(size)));
      const rows = Array.from({ length: side }, (_, row) =>
        Array.from({ length: side }, (__, column) => tree.rows[row % tree.rows.length]?.[column % width]),
      ).map((row) => row.filter((cell) => cell !== undefined));
      return [make("more rows and columns", { ...tree, rows })];
    }
    case "word":
      return [
        make("a longer word", {
          ...tree,
          text: tree.text.repeat(Math.ceil(size / Math.max(1, tree.text.length))),
        }),
      ];
    case "expression": {
      const { text } = tree;
      const sign = /[+\-*/∧∨&|]|\b(?:and|or)\b/.exec(text)?.[0] ?? "+";
      const operand = /\w+/.exec(text)?.[0] ?? "1";
      return [make("more terms", { ...tree, text: `${text}${` ${sign} ${operand}`.repeat(size)}` })];
    }
    case "number":
      return [];
  }
}

function renew(item: AnswerTree | undefined, index: number): AnswerTree {
  if (item?.kind === "number") return { ...item, text: String(index + 1), value: index + 1 };
  return { kind: "word", text: `${item === undefined ? "q" : writeTree(item)}${index}`, options: null };
}

function growText(answer: string, size: number): readonly GrownAnswer[] {
  const group = /\([^()]*\)/.exec(answer)?.[0];
  const deep = Math.min(size, 2_000);
  return [
    ...(group === undefined
      ? []
      : [{ direction: "more groups in brackets", size, text: answer + group.repeat(Math.ceil(size / 8)) }]),
    ...(/[()]/.test(answer)
      ? [{ direction: "deeper brackets", size: deep, text: "(".repeat(deep) + answer + ")".repeat(deep) }]
      : []),
  ];
}

function growPowers(answer: string): readonly GrownAnswer[] {
  const end = /[\w)](?=[^\w)]*$)/.exec(answer);
  const group = /\)/.exec(answer);
  return [9, 999, 99_999].flatMap((size) =>
    [end, group].flatMap((place) =>
      place === null
        ? []
        : [
            {
              direction: "a higher power",
              size,
              text: `${answer.slice(0, place.index + 1)}^${size}${answer.slice(place.index + 1)}`,
            },
          ],
    ),
  );
}
