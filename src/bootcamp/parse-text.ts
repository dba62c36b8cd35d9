import { withShape } from "./answer-shape.ts";
import {
  hasInvisibleCharacters,
  lowerAscii,
  singleSpaced,
  trim,
  withoutFormatting,
  withoutQuotes,
} from "./formatting.ts";
import { type Parsed, type Parser, parsed, unparsable } from "./parser.ts";
import { withoutBullet } from "./split-items.ts";

/** What a text may be. */
export type TextOptions = { readonly letterCase?: "keep" | "upper" | "lower"; readonly maxLength?: number };

/**
 * A text on one line, normalised to NFC; quotation marks, formatting and a full stop around it are taken
 * off, newlines and runs of spaces become one space, all else stays: hyphens (of `- -fly` the second, the
 * first is a bullet), parentheses, commas, signs, letter case. At most 2,000 characters by default. Texts with
 * invisible characters are refused.
 *
 * @example text()('"cafe\u0301"') // → { status: "parsed", value: "café" }
 * @example text({ letterCase: "upper" })("hello") // → { status: "parsed", value: "HELLO" }
 */
export function text(options: TextOptions = {}): Parser<string> {
  const { letterCase = "keep", maxLength = 2_000 } = options;
  const read = (source: string): Parsed<string> => {
    const plain = singleSpaced(withoutQuotes(withoutBullet(withoutFormatting(source)))).normalize("NFC");
    if (plain === "") return unparsable("expected some text");
    if (plain.length > maxLength) return unparsable(`expected at most ${maxLength} characters`);
    if (hasInvisibleCharacters(plain)) return unparsable("the text holds invisible characters");
    if (letterCase === "upper") return parsed(plain.toUpperCase());
    return parsed(letterCase === "lower" ? plain.toLowerCase() : plain);
  };
  return withShape(read, { kind: "text" });
}

/**
 * One of a few options, whatever its case where that is unambiguous, with or without parentheses.
 *
 * @example choiceOf(["A", "B", "C"])("(c)") // → { status: "parsed", value: "C" }
 * @example choiceOf(["A", "B", "C"])("A or B").status // → "unparsable"
 */
export function choiceOf<const Option extends string>(options: readonly Option[]): Parser<Option> {
  const exact = new Map(options.map((option): [string, Option] => [option, option]));
  const byLabel = new Map<string, Option | undefined>();
  const byFolded = new Map<string, Option | undefined>();
  for (const option of exact.values()) {
    const label = labelOf(option);
    const folded = label.toLowerCase();
    byLabel.set(label, byLabel.has(label) ? undefined : option);
    byFolded.set(folded, byFolded.has(folded) ? undefined : option);
  }
  const read = (source: string): Parsed<Option> => {
    const label = labelOf(source);
    const option = exact.get(trim(source)) ?? byLabel.get(label) ?? byFolded.get(asciiLower(label));
    return option === undefined
      ? unparsable(`expected one of ${options.slice(0, 20).join(", ")}`)
      : parsed(option);
  };
  return withShape(read, { kind: "choice", options });
}

/** What is left of an option without what people write around it; `C` of `**(C)**.` and of `C)`. */
function labelOf(source: string): string {
  const plain = withoutFormatting(withoutQuotes(withoutBullet(withoutFormatting(source))));
  const inside = withoutFormatting(/^\((.{1,200})\)$/.exec(plain)?.[1] ?? plain);
  return /^(.{1,200})\)$/.exec(inside)?.[1] ?? inside;
}

/**
 * One of a few terms that people write in several ways: letter case, and hyphens, underscores or spaces
 * between words or none, make no difference; a hyphen before or behind a term does: `-fly` is not `fly`. Throws a RangeError when two terms are then the same.
 *
 * @example vocabulary(["step-brother", "aunt"])("Step brother") // → { status: "parsed", value: "step-brother" }
 * @example vocabulary(["step-brother", "aunt"])("brother").status // → "unparsable"
 */
export function vocabulary<const Term extends string>(terms: readonly Term[]): Parser<Term> {
  const byFolded = new Map<string, Term>();
  for (const term of new Set(terms)) {
    const folded = foldTerm(term);
    const other = byFolded.get(folded);
    if (other !== undefined) throw new RangeError(`vocabulary: "${other}" and "${term}" read the same`);
    byFolded.set(folded, term);
  }
  const read = (source: string): Parsed<Term> => {
    const term = byFolded.get(foldTerm(source));
    return term === undefined ? unparsable(`expected one of ${terms.slice(0, 20).join(", ")}`) : parsed(term);
  };
  return withShape(read, { kind: "choice", options: terms });
}

function foldTerm(term: string): string {
  const plain = withoutQuotes(withoutBullet(withoutFormatting(term))).normalize("NFC");
  return lowerAscii(plain).replace(
    /(?<=[^\s_\-\u2010-\u2015])[\s_\-\u2010-\u2015]+(?=[^\s_\-\u2010-\u2015])/g,
    "",
  );
}

/** Full lower-casing would turn look-alikes such as the Kelvin sign into letters. */
function asciiLower(source: string): string {
  return /^[\x20-\x7e]*$/.test(source) ? source.toLowerCase() : source;
}
