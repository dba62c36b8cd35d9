import { withShape } from "./answer-shape.ts";
import { hasInvisibleCharacters, singleSpaced, trim, withoutFormatting } from "./formatting.ts";
import { type Parsed, type Parser, parsed, unparsable } from "./parser.ts";

const QUOTES: readonly (readonly [string, string])[] = [
  ['"', '"'],
  ["'", "'"],
  ["“", "”"],
  ["‘", "’"],
  ["«", "»"],
];

function withoutQuotes(text: string): string {
  for (const [open, close] of QUOTES) {
    if (text.length >= 2 && text.startsWith(open) && text.endsWith(close)) return trim(text.slice(1, -1));
  }
  return text;
}

/** What a text may be. */
export type TextOptions = { readonly letterCase?: "keep" | "upper" | "lower"; readonly maxLength?: number };

/**
 * A text on one line, normalised to NFC, quotes and formatting around it taken off, spaces single.
 * Texts with invisible characters are refused.
 *
 * @example text()('"cafe\u0301"') // → { status: "parsed", value: "café" }
 * @example text({ letterCase: "upper" })("hello") // → { status: "parsed", value: "HELLO" }
 */
export function text(options: TextOptions = {}): Parser<string> {
  const { letterCase = "keep", maxLength = 2_000 } = options;
  const read = (source: string): Parsed<string> => {
    const plain = singleSpaced(withoutQuotes(withoutFormatting(source))).normalize("NFC");
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
  const plain = withoutFormatting(withoutQuotes(withoutFormatting(source)));
  const inside = /^\((.{1,200})\)$/.exec(plain)?.[1] ?? plain;
  return /^(.{1,200})\)$/.exec(inside)?.[1] ?? inside;
}

/** Full lower-casing would turn look-alikes such as the Kelvin sign into letters. */
function asciiLower(source: string): string {
  return /^[\x20-\x7e]*$/.test(source) ? source.toLowerCase() : source;
}
