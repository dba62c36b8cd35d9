import type { AnswerFormat } from "./answer-format.ts";
import type { AnswerShape } from "./answer-shape.ts";
import { canonicalText } from "./json.ts";
import { hasControlCharacters, MAX_ANSWER_LENGTH, trim, withoutFormatting } from "./formatting.ts";
import { withoutLatex } from "./latex.ts";
import { type Parsed, type Parser, parsed, unparsable } from "./parser.ts";

/**
 * The answer found in a response, as written and as read.
 *
 * @internal
 */
export type Extracted<Answer> = { readonly text: string; readonly answer: Answer };

/**
 * Finds the one answer of a response whose thinking was taken off already. The last text that stands in
 * the right place must parse; another that parses to something else makes it no answer.
 *
 * @example extractAnswer("Answer: 41\nAnswer: 42", finalLine(integer())).status // → "unparsable"
 * @internal
 */
export function extractAnswer<Answer>(text: string, format: AnswerFormat<Answer>): Parsed<Extracted<Answer>> {
  if (text.length > MAX_ANSWER_LENGTH) return unparsable(`reply longer than ${MAX_ANSWER_LENGTH} characters`);
  if (hasControlCharacters(text)) return unparsable("control characters in the reply");
  const all = format.find(text);
  const found = format.place === "fenced" ? withoutChecks(all, format.parse) : all;
  const last = found.at(-1);
  if (last === undefined) return unparsable(`no answer found; expected: ${format.instruction}`);
  const answer = readNamed(last, format.parse);
  if (answer.status === "unparsable") return answer;
  if (found.length === 1) return parsed({ text: last, answer: answer.value });
  const others = new Set(found.slice(0, -1));
  others.delete(last);
  if (others.size > MAX_CANDIDATES) return unparsable("too many answers");
  let value: string | undefined;
  for (const other of others) {
    if (isPlaceholder(other)) continue;
    const read = readNamed(other, format.parse);
    if (read.status !== "parsed") continue;
    value ??= canonicalText(answer.value);
    if (canonicalText(read.value) !== value) return unparsable("two different answers");
  }
  return parsed({ text: last, answer: answer.value });
}

const MAX_CANDIDATES = 200;

/** `…`, `<number>`, `[your answer]`: how the form of an answer is told, not an answer. */
const PLACEHOLDER =
  /^(?:…|\.{3}|_{2,20}|<[^<>]{1,40}>|[[({]?(?:your |the |my )?(?:final )?(?:answer|number|value|result)(?: (?:goes )?here)?[\])}]?)$/i;

const isPlaceholder = (text: string): boolean => PLACEHOLDER.test(withoutFormatting(text));

/** A name with an index or one argument: `x`, `pH`, `x_{max}`, `\theta`, `f(3)`, `P(A)`; no function that changes a value. */
const NAME =
  /^(?!(?:log|ln|lg|exp|sin|cos|tan|sqrt|abs|not|mod|det|min|max)\b)(?:(?:\\?Delta |Δ )?(?:\\[a-zA-Z]{2,10}|\p{L}{1,20})\d{0,3}(?:_(?:\{[^{}]{1,20}\}|[\p{L}\d]{1,10}))?['′*]{0,2}|[\p{L}](?:_\w)?[([][\w ,.|+-]{1,20}[)\]])$/u;
const EQUALS = /^([^=≈]{0,60})(?::=|=|≈)([^=≈]+)$/;

/** Reads an answer, where it stands alone also behind a name: `x = 42`, `\mathrm{pH} \approx 4.76`, `S = \{1, 2\}`. */
function readNamed<Answer>(text: string, parse: Parser<Answer>): Parsed<Answer> {
  const read = parse(text);
  if (read.status === "parsed" || parse.shape === undefined || text.length > MAX_NAMED) return read;
  const [, name, value] = EQUALS.exec(trim(withoutLatex(withoutFormatting(text)))) ?? [];
  if (name === undefined || value === undefined) return read;
  const isNamed = trim(name) === "" || NAME.test(trim(name));
  if (!isNamed || !mayBeNamed(parse.shape, trim(value))) return read;
  const behind = parse(trim(value));
  return behind.status === "parsed" ? behind : read;
}

const MAX_NAMED = 5_000;

/** Numbers; and what stands in brackets, so that no name of a first item is taken for one of the whole. */
function mayBeNamed(shape: AnswerShape, value: string): boolean {
  switch (shape.kind) {
    case "number":
      return true;
    case "either":
      return mayBeNamed(shape.first, value) && mayBeNamed(shape.second, value);
    case "list":
    case "set":
    case "multiset":
    case "permutation":
    case "cell":
      return /^[[({]/.test(value) && /[\])}]$/.test(value);
    case "choice":
    case "text":
    case "digits":
    case "expression":
    case "json":
    case "mapping":
    case "record":
    case "grid":
    case "character-grid":
      return false;
  }
}

/**
 * Fenced blocks without those at the end that are no answer, such as a check of it: they cannot be read,
 * and hold signs, or longer words, that the last block which can be read has none of. A block like the
 * answer that cannot be read may be another answer, and stays.
 */
function withoutChecks<Answer>(blocks: readonly string[], parse: Parser<Answer>): readonly string[] {
  if (blocks.length < 2 || blocks.length > MAX_CANDIDATES) return blocks;
  const answer = blocks.findLastIndex((block) => parse(block).status === "parsed");
  if (answer < 0) return blocks;
  const [own, ...later] = blocks.slice(answer);
  const signs = signsOf(own ?? "");
  return later.every((block) => hasOthers(signsOf(block), signs)) ? blocks.slice(0, answer + 1) : blocks;
}

type Signs = { readonly kinds: ReadonlySet<string>; readonly longest: number };

/** Letters and digits count as one sign each. */
function signsOf(block: string): Signs {
  const kinds = new Set(block.replace(/\p{L}/gu, "a").replace(/\d/g, "0").replace(/\s/g, ""));
  const words = block.match(/\p{L}+/gu) ?? [];
  return { kinds, longest: words.reduce((longest, { length }) => Math.max(longest, length), 0) };
}

const hasOthers = (one: Signs, other: Signs): boolean =>
  one.kinds.size > 0 &&
  ([...one.kinds].some((kind) => !other.kinds.has(kind)) || one.longest > other.longest);
