import { expression } from "../../bootcamp/index.ts";
import { type AnswerTree, writeTree } from "./answer-tree.ts";
import { changeFormula, isFormula } from "./change-formula.ts";

type Leaf = readonly [operator: string, made: AnswerTree];

/** Shifts of a number by which a tolerance shows itself, in percent. */
const SHIFTS = [2, 5, 20] as const;

/** One part of an answer, changed in each way that its kind knows; a composite part is left alone. */
export function changeLeaf(leaf: AnswerTree, foreign: readonly AnswerTree[]): readonly Leaf[] {
  switch (leaf.kind) {
    case "number":
      return changeNumber(leaf);
    case "word":
      return changeWord(leaf, foreign);
    case "expression":
      return changeExpression(leaf.text);
    case "sequence":
    case "pairs":
    case "grid":
      return [];
  }
}

function changeNumber({ text, value }: Extract<AnswerTree, { kind: "number" }>): readonly Leaf[] {
  const number = (operator: string, changed: string): Leaf => [
    operator,
    { kind: "number", text: changed, value: Number(changed) },
  ];
  if (text.includes("/")) return changeFraction(text);
  const digits = text.split(".")[1]?.length ?? 0;
  const negated = text.startsWith("-") ? text.slice(1) : `-${text.replace(/^\+/, "")}`;
  const sign = value === 0 ? [] : [number("its sign changed", negated)];
  // Digits with a zero before them keep their number: to their parser it counts.
  const whole = (changed: number): string =>
    /^0\d/.test(text) && changed >= 0 ? String(changed).padStart(text.length, "0") : String(changed);
  if (digits === 0) {
    if (text.replace(/^[+-]/, "").length > 15) return [...sign, number("a digit added", `${text}0`)];
    return [
      ...sign,
      number("1 added", whole(value + 1)),
      number("1 taken away", whole(value - 1)),
      number("2 added", whole(value + 2)),
      ...(Math.abs(value) < 2 ? [] : [number("doubled", whole(value * 2))]),
      number("a digit added", `${text}0`),
    ];
  }
  // Enough digits that the shift is not lost in rounding.
  const exact = (shifted: number): string => shifted.toFixed(Math.min(12, digits + 2));
  return [
    ...sign,
    ...(value === 0
      ? [number("1 added", exact(1))]
      : SHIFTS.flatMap((percent) => [
          number(`${percent}% added`, exact(value * (1 + percent / 100))),
          number(`${percent}% taken away`, exact(value * (1 - percent / 100))),
        ])),
    ...(value === 0 ? [] : [number("ten times as much", exact(value * 10))]),
  ];
}

function changeFraction(text: string): readonly Leaf[] {
  const [top = "", bottom = ""] = text.split("/");
  const fraction = (operator: string, changed: string): Leaf => {
    const [over = "", under = "1"] = changed.split("/");
    return [operator, { kind: "number", text: changed, value: Number(over) / Number(under) }];
  };
  return [
    fraction("1 added to its numerator", `${Number(top) + 1}/${bottom}`),
    fraction("1 added to its denominator", `${top}/${Number(bottom) + 1}`),
    ...(top === bottom || top === "0" ? [] : [fraction("turned over", `${bottom}/${top}`)]),
    ...(Number(top) === 0
      ? []
      : [fraction("its sign changed", top.startsWith("-") ? text.slice(1) : `-${text}`)]),
  ];
}

function changeWord(
  { text, options }: Extract<AnswerTree, { kind: "word" }>,
  foreign: readonly AnswerTree[],
): readonly Leaf[] {
  const word = (operator: string, changed: string): Leaf => [
    operator,
    { kind: "word", text: changed, options },
  ];
  if (options !== null) {
    const others = options.filter((one) => one.toLowerCase() !== text.toLowerCase());
    const [next = ""] = others.slice(others.length >> 1);
    return next === "" ? [] : [word("another option", next)];
  }
  const stranger = foreign.map(writeTree).find((one) => one !== text && one !== "");
  const letters = [...text];
  const at = letters.findIndex((letter) => /\p{L}/u.test(letter));
  const letter = letters[at] ?? "";
  const next = /z/i.test(letter)
    ? String.fromCharCode(letter.charCodeAt(0) - 1)
    : String.fromCharCode(letter.charCodeAt(0) + 1);
  return [
    ...(stranger === undefined ? [] : [word("another answer's word", stranger)]),
    ...(at < 0 ? [] : [word("a letter changed", letters.with(at, next).join(""))]),
    ...(letters.length < 3
      ? []
      : [
          word("its last letter left out", letters.slice(0, -1).join("")),
          word("two letters swapped", swapLetters(letters)),
          word("its letters reversed", letters.toReversed().join("")),
        ]),
  ];
}

function swapLetters(letters: readonly string[]): string {
  const at = letters.findIndex((letter, index) => index > 0 && letter !== letters[index - 1]);
  if (at < 1) return letters.join("");
  return letters
    .with(at, letters[at - 1] ?? "")
    .with(at - 1, letters[at] ?? "")
    .join("");
}

/** Changed expressions; one with the same numbers and the same value is the same answer in another order. */
function changeExpression(text: string): readonly Leaf[] {
  const before = readExpression(text);
  return allChangesOf(text).filter(([, changed]) => {
    const after = changed.kind === "expression" ? readExpression(changed.text) : undefined;
    return before === undefined || after === undefined || before !== after;
  });
}

/** The value of an expression and what it is made of, as one text. */
function readExpression(text: string): string | undefined {
  const read = expression()(text);
  if (read.status === "unparsable") return undefined;
  return `${read.value.value.toString()} of ${read.value.numbers.toSorted((a, b) => a - b).join(" ")}`;
}

function allChangesOf(text: string): readonly Leaf[] {
  const changedTo = (operator: string, changed: string): Leaf => [
    operator,
    { kind: "expression", text: changed },
  ];
  if (isFormula(text)) return changeFormula(text).map(([operator, changed]) => changedTo(operator, changed));
  const numbers = [...text.matchAll(/\d+/g)];
  const [first] = numbers;
  const last = numbers.at(-1);
  const signs = [...text.matchAll(/(?<=[\d)]\s*)[+\-*/×÷·−]/g)];
  const sign = signs.at(-1);
  const put = (at: number, length: number, by: string): string =>
    text.slice(0, at) + by + text.slice(at + length);
  return [
    ...(sign === undefined
      ? []
      : [
          changedTo("another operator", put(sign.index, 1, sign[0] === "+" ? "*" : "+")),
          changedTo("another operator", put(sign.index, 1, sign[0] === "-" ? "+" : "-")),
          changedTo("its last term left out", text.slice(0, sign.index).replace(/[(\s]+$/, "")),
        ]),
    ...(first === undefined
      ? []
      : [changedTo("another number", put(first.index, first[0].length, String(Number(first[0]) + 1)))]),
    ...(first === undefined || last === undefined || first === last
      ? []
      : [
          changedTo(
            "two numbers swapped",
            text.slice(0, first.index) +
              last[0] +
              text.slice(first.index + first[0].length, last.index) +
              first[0] +
              text.slice(last.index + last[0].length),
          ),
        ]),
    ...(last === undefined ? [] : [changedTo("a term added", `${text} + ${last[0]}`)]),
  ];
}
