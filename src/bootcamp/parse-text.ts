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
 * invisible characters are refused. Where a full stop may be the answer's own last character, as in rows of dots and
 * brackets, take `characterGrid` in a `fencedBlock`.
 *
 * @example text()('"cafe\u0301"') // → { status: "parsed", value: "café" }
 * @example text({ letterCase: "upper" })("hello") // → { status: "parsed", value: "HELLO" }
 */
export function text(options: TextOptions = {}): Parser<string> {
  const { letterCase = "keep", maxLength = 2_000 } = options;
  const read = (source: string): Parsed<string> => {
    const bare = trim(source);
    const plain = WORDS.test(bare)
      ? bare
      : singleSpaced(withoutQuotes(withoutBullet(withoutFormatting(bare)))).normalize("NFC");
    if (plain === "") return unparsable("expected some text");
    if (plain.length > maxLength) return unparsable(`expected at most ${maxLength} characters`);
    if (hasInvisibleCharacters(plain)) return unparsable("the text holds invisible characters");
    if (letterCase === "upper") return parsed(plain.toUpperCase());
    return parsed(letterCase === "lower" ? plain.toLowerCase() : plain);
  };
  return withShape(read, { kind: "text" });
}

/** Most texts: nothing has to be taken off them. */
const WORDS = /^[A-Za-z\d]+(?:[ -][A-Za-z\d]+)*$/;

/**
 * One of a few options, whatever its case where that is unambiguous, with or without parentheses.
 *
 * @example choiceOf(["A", "B", "C"])("(c)") // → { status: "parsed", value: "C" }
 * @example choiceOf(["A", "B", "C"])("A or B").status // → "unparsable"
 */
export function choiceOf<const Option extends string>(options: readonly Option[]): Parser<Option> {
  const exact = new Map(options.map((option): [string, Option] => [option, option]));
  // Most answers are spelt like an option: what the others are looked up in is made when it is needed.
  let labels: Labels<Option> | undefined;
  const byLabel = (label: string): Option | undefined => {
    labels ??= labelsOf([...exact.values()]);
    return labels.plain.get(label) ?? labels.folded.get(asciiLower(label));
  };
  const read = (source: string): Parsed<Option> => {
    const option = exact.get(trim(source)) ?? byLabel(labelOf(source));
    return option === undefined
      ? unparsable(`expected one of ${options.slice(0, 20).join(", ")}`)
      : parsed(option);
  };
  return withShape(read, { kind: "choice", options });
}

/** Options by what is left of them without formatting, and without their letter case; undefined where that is of several. */
type Labels<Option> = Readonly<Record<"plain" | "folded", ReadonlyMap<string, Option | undefined>>>;

function labelsOf<Option extends string>(options: readonly Option[]): Labels<Option> {
  const plain = new Map<string, Option | undefined>();
  const folded = new Map<string, Option | undefined>();
  for (const option of options) {
    const label = labelOf(option);
    const lower = label.toLowerCase();
    plain.set(label, plain.has(label) ? undefined : option);
    folded.set(lower, folded.has(lower) ? undefined : option);
  }
  return { plain, folded };
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
  const byFolded = foldedOf(terms);
  const read = (source: string): Parsed<Term> => {
    const term = terms[byFolded.get(foldTerm(source)) ?? -1];
    return term === undefined ? unparsable(`expected one of ${terms.slice(0, 20).join(", ")}`) : parsed(term);
  };
  return withShape(read, { kind: "choice", options: terms });
}

/** What was folded of lists that are frozen, which say the same for ever: a class makes its format anew for each answer. */
const known = new WeakMap<readonly string[], ReadonlyMap<string, number>>();

/** The index of each term by how it is compared. */
function foldedOf(terms: readonly string[]): ReadonlyMap<string, number> {
  const found = known.get(terms);
  if (found !== undefined) return found;
  const byFolded = new Map<string, number>();
  for (const [index, term] of terms.entries()) {
    const folded = foldTerm(term);
    const other = terms[byFolded.get(folded) ?? -1];
    if (other !== undefined && other !== term)
      throw new RangeError(`vocabulary: "${other}" and "${term}" read the same`);
    byFolded.set(folded, index);
  }
  if (Object.isFrozen(terms)) known.set(terms, byFolded);
  return byFolded;
}

function foldTerm(term: string): string {
  if (/^[a-z]+$/.test(term)) return term;
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
