import type { AnswerShape } from "../../bootcamp/answer-shape.ts";
import {
  canonicalText,
  decimal,
  list,
  mapping,
  type Parsed,
  type Parser,
  text,
} from "../../bootcamp/index.ts";

/** How the toolkit would read the answers of a class that reads them by itself. */
export type ToolkitReading = {
  readonly kind: "number" | "list" | "pairs" | "word";
  /** As an author would write it. */
  readonly parser: string;
  /** What stands between elements, where something does. */
  readonly sign: string;
  /** The value of a text in a form that is equal for equal values; null where it is no such answer. */
  readonly read: (text: string) => string | null;
};

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
const WORD = /^\p{L}[\p{L}'-]*$/u;
const ITEM = /^-?[\p{L}\d][\p{L}\d .'-]*$/u;
const PAIR = /^[\p{L}\d][\p{L}\d .'-]*(?:=|:)[^=:]+$/u;

/** Arrows and the like; a list by one of these is read by it alone. */
const SIGNS = [",", ";", "->", "→", ">", "\n"] as const;

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
  if (all.every((answer) => NUMBER.test(answer))) return reading("number", "decimal()", "", decimal());
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
