import type { AnswerShape } from "../../bootcamp/answer-shape.ts";
import { withoutLatex } from "../../bootcamp/latex.ts";
import {
  canonicalText,
  choiceOf,
  decimal,
  list,
  mapping,
  type Parsed,
  type Parser,
  rational,
  text,
  withoutFormatting,
} from "../../bootcamp/index.ts";

/** How the toolkit would read the answers of a class that reads them by itself. */
export type ToolkitReading = {
  readonly kind: "number" | "fraction" | "quantity" | "letter" | "list" | "pairs" | "word";
  /** As an author would write it. */
  readonly parser: string;
  /** What stands between elements, where something does. */
  readonly sign: string;
  /** The value of a text in a form that is equal for equal values; null where it is no such answer. */
  readonly read: (text: string) => string | null;
};

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
/** Rows of digits of which one is no number that is read exactly are no numbers: it is the row that counts. */
const DIGITS = /^\d+$/;
const MOST_EXACT = Number.MAX_SAFE_INTEGER;
const FRACTION = /^-?\d+\/\d+$/;
const QUANTITY = /^(-?\d+(?:\.\d+)?) ?([\p{L}°%µΩ€$£][\p{L}°%µΩ/·²³⁻¹ ]{0,20})$/u;
const LETTER = /^\(?[A-Z]\)?$/;
const WORD = /^\p{L}[\p{L}'-]*$/u;
const ITEM = /^-?[\p{L}\d][\p{L}\d .'-]*$/u;
const PAIR = /^[\p{L}\d][\p{L}\d .'-]*(?:=|:)[^=:]+$/u;

/** Arrows and the like; a list by one of these is read by it alone. */
const SIGNS = [",", ";", "->", "→", ">", "\n"] as const;

/** What stands behind numbers in more ways than these is no unit. */
const MOST_UNITS = 4;

/** So many answers with several elements say what stands between them. */
const LEAST_SHARE = 0.8;

/**
 * The toolkit's parser that reads all of these answers, for a class whose own parser says nothing of what it
 * reads, or reads any text. Undefined where the class leaves the reading to the toolkit, or the toolkit has
 * nothing for such answers: a formula, a sentence.
 */
export function toolkitReading(
  answers: readonly string[],
  shape: AnswerShape | null,
): ToolkitReading | undefined {
  if (shape !== null && shape.kind !== "text") return undefined;
  const all = answers.map((answer) => answer.trim());
  if (all.length === 0 || all.some((answer) => answer === "")) return undefined;
  if (all.every((answer) => DIGITS.test(answer)) && all.some((answer) => Number(answer) > MOST_EXACT))
    return undefined;
  if (all.every((answer) => NUMBER.test(answer))) return reading("number", "decimal()", "", decimal());
  if (all.every((answer) => LETTER.test(answer))) {
    const letters = [...new Set(all.map((answer) => answer.replace(/[()]/g, "")))];
    const parser = `choiceOf(["${letters.toSorted().slice(0, 3).join('", "')}", …])`;
    return reading("letter", parser, "", choiceOf(letters));
  }
  if (all.every((answer) => NUMBER.test(answer) || FRACTION.test(answer)))
    return reading("fraction", "rational()", "", rational());
  const units = new Set(all.map((answer) => QUANTITY.exec(answer)?.[2]));
  if (!units.has(undefined) && units.size <= MOST_UNITS)
    return { kind: "quantity", parser: "decimal() and a unit", sign: "", read: readQuantity };
  if (all.every((answer) => WORD.test(answer)))
    return shape === null ? reading("word", "text()", "", text({ letterCase: "lower" })) : undefined;
  const sign = SIGNS.find(
    (one) => all.filter((answer) => answer.includes(one)).length >= LEAST_SHARE * all.length,
  );
  const itemsOf = (answer: string): readonly string[] =>
    (sign === undefined ? [answer] : answer.split(sign)).map((item) => item.trim());
  if (sign === "," || sign === ";" || sign === "\n") {
    if (all.every((answer) => itemsOf(answer).every((item) => PAIR.test(item))))
      return reading("pairs", "mapping(text(), text())", sign, mapping(text(), text()));
  }
  if (sign === undefined || !all.every((answer) => itemsOf(answer).every((item) => ITEM.test(item))))
    return undefined;
  const separators = sign === "," || sign === ";" || sign === "\n" ? undefined : [sign];
  return reading(
    "list",
    separators === undefined ? "list(text())" : `list(text(), { separators: ["${sign}"] })`,
    sign,
    list(text(), separators === undefined ? {} : { separators }),
  );
}

/** A number by its value, and its unit as it is written but for spaces. */
function readQuantity(answer: string): string | null {
  const plain = withoutFormatting(withoutLatex(withoutFormatting(answer)));
  const [, number, unit] = /^([-+\u2212]?[\d.,]+(?:e[+-]?\d+)?)\s?([^\d\s].*)$/i.exec(plain) ?? [];
  if (number === undefined || unit === undefined) return null;
  const value = decimal()(number);
  return value.status === "parsed" ? canonicalText([value.value, unit.trim()]) : null;
}

function reading(
  kind: ToolkitReading["kind"],
  name: string,
  sign: string,
  parse: Parser<unknown>,
): ToolkitReading {
  return {
    kind,
    parser: name,
    sign,
    read: (answer) => {
      const found: Parsed<unknown> = parse(answer);
      return found.status === "parsed" ? canonicalText(found.value) : null;
    },
  };
}
