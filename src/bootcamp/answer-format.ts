import { canonicalText } from "./json.ts";
import {
  hasControlCharacters,
  lowerAscii,
  MAX_ANSWER_LENGTH,
  trim,
  withoutFormatting,
} from "./formatting.ts";
import { type Parsed, type Parser, parsed, unparsable } from "./parser.ts";

/** Where in a response the answer stands. */
export type AnswerPlace = "boxed" | "tagged" | "bracketed" | "final-line" | "fenced" | "whole-reply";

/** How a bootcamp wants its answer written: the place, and the parser of what stands there. */
export type AnswerFormat<Answer> = {
  readonly place: AnswerPlace;
  /** A sentence for the prompt that says where the answer must stand. */
  readonly instruction: string;
  readonly parse: Parser<Answer>;
  /** Every text in the response that stands where an answer must, in order. */
  readonly find: (text: string) => readonly string[];
  /** A response that holds this text as its answer. */
  readonly wrap: (answer: string) => string;
};

/** The answer found in a response, as written and as read. */
export type Extracted<Answer> = { readonly text: string; readonly answer: Answer };

/**
 * Finds the one answer of a response whose thinking was taken off already. The last text that stands in
 * the right place must parse; another that parses to something else makes it no answer.
 *
 * @example extractAnswer("Answer: 41\nAnswer: 42", finalLine(integer())).status // → "unparsable"
 */
export function extractAnswer<Answer>(text: string, format: AnswerFormat<Answer>): Parsed<Extracted<Answer>> {
  if (text.length > MAX_ANSWER_LENGTH) return unparsable(`reply longer than ${MAX_ANSWER_LENGTH} characters`);
  if (hasControlCharacters(text)) return unparsable("control characters in the reply");
  const found = format.find(text);
  const last = found.at(-1);
  if (last === undefined) return unparsable(`no answer found; expected: ${format.instruction}`);
  const answer = format.parse(last);
  if (answer.status === "unparsable") return answer;
  const value = canonicalText(answer.value);
  const others = new Set(found.slice(0, -1));
  others.delete(last);
  if (others.size > MAX_CANDIDATES) return unparsable("too many answers");
  for (const other of others) {
    const read = format.parse(other);
    if (read.status === "parsed" && canonicalText(read.value) !== value)
      return unparsable("two different answers");
  }
  return parsed({ text: last, answer: answer.value });
}

const MAX_CANDIDATES = 200;

/**
 * The answer stands in `\boxed{…}`.
 *
 * @example extractAnswer("so \\boxed{7}", boxed(integer())).status // → "parsed"
 */
export function boxed<Answer>(parse: Parser<Answer>): AnswerFormat<Answer> {
  return {
    place: "boxed",
    instruction: "Write your final answer once, inside \\boxed{ }.",
    parse,
    find: (text) => findBoxed(text),
    wrap: (answer) => `\\boxed{${answer}}`,
  };
}

const BOX_OR_BRACE = /\\boxed\{|[{}]/g;

/** The balanced boxes, of nested ones the outermost; one that never closes does not hide those after it. */
function findBoxed(text: string): readonly string[] {
  const found: string[] = [];
  const open: { readonly boxFrom: number | undefined; readonly foundBefore: number }[] = [];
  for (const { 0: sign, index: place } of text.matchAll(BOX_OR_BRACE)) {
    const isEscaped = text[place - 1] === "\\";
    if (sign.length > 1) open.push({ boxFrom: place + sign.length, foundBefore: found.length });
    else if (sign === "{" && !isEscaped) open.push({ boxFrom: undefined, foundBefore: 0 });
    else if (sign === "}" && !isEscaped) {
      const closed = open.pop();
      if (closed?.boxFrom === undefined) continue;
      found.length = closed.foundBefore;
      found.push(text.slice(closed.boxFrom, place));
    }
  }
  return found;
}

/**
 * The answer stands between `<answer>` and `</answer>`.
 *
 * @example extractAnswer("<answer> **7** </answer>", tagged(integer())).status // → "parsed"
 */
export function tagged<Answer>(parse: Parser<Answer>): AnswerFormat<Answer> {
  return {
    place: "tagged",
    instruction: "Write your final answer once, between <answer> and </answer>.",
    parse,
    find: (text) => findBetween(text, "<answer>", "</answer>"),
    wrap: (answer) => `<answer>${answer}</answer>`,
  };
}

/**
 * The answer stands between `[answer]` and `[/answer]`.
 *
 * @example extractAnswer("[answer]7[/answer]", bracketed(integer())).status // → "parsed"
 */
export function bracketed<Answer>(parse: Parser<Answer>): AnswerFormat<Answer> {
  return {
    place: "bracketed",
    instruction: "Write your final answer once, between [answer] and [/answer].",
    parse,
    find: (text) => findBetween(text, "[answer]", "[/answer]"),
    wrap: (answer) => `[answer]${answer}[/answer]`,
  };
}

function findBetween(text: string, open: string, close: string): readonly string[] {
  const lower = text.toLowerCase();
  const searched = lower.length === text.length ? lower : lowerAscii(text);
  const found: string[] = [];
  let end = searched.indexOf(close);
  let after = 0;
  while (end >= 0) {
    const start = searched.slice(after, end).lastIndexOf(open);
    if (start >= 0) found.push(text.slice(after + start + open.length, end));
    after = end + close.length;
    end = searched.indexOf(close, after);
  }
  return found;
}

/**
 * The answer stands on the last line, after `Answer:`.
 *
 * @example extractAnswer("I add them.\n**Answer: 7.**", finalLine(integer())).status // → "parsed"
 */
export function finalLine<Answer>(parse: Parser<Answer>): AnswerFormat<Answer> {
  return {
    place: "final-line",
    instruction: "End your reply with one line of the form `Answer: …`.",
    parse,
    find: (text) => findFinalLine(text),
    wrap: (answer) => `Answer: ${answer}`,
  };
}

const LABEL = /^((?:[*_`#> ]|- )*)(?:final )?answer([*_` ]*):(.*)$/i;
const CLOSING_LINE = /^(?:```|~~~|---|\*\*\*|\*\*|<\/answer>|\\\])?$/i;

function findFinalLine(text: string): readonly string[] {
  const lines = text.split(/\r\n|\n|\r/);
  while (lines.length > 0 && CLOSING_LINE.test(trim(lines.at(-1) ?? ""))) lines.pop();
  const found: string[] = [];
  lines.forEach((line, index) => {
    const answer = line.length <= MAX_LABELLED_LINE ? behindLabel(line) : undefined;
    if (answer !== undefined) found.push(answer);
    else if (index === lines.length - 1) found.length = 0; // something else was said last
  });
  return found;
}

const MAX_LABELLED_LINE = 20_000;

/** The star of a list, which opens nothing. */
const BULLET = /(?:^|[ >])\* $/;

/** What stands behind the label. `**Answer: 42**` leaves `42**` there; its opening half stood before it. */
function behindLabel(line: string): string | undefined {
  const [, before = "", between = "", behind] = LABEL.exec(line) ?? [];
  if (behind === undefined) return undefined;
  const rest = trim(behind);
  const opening = trim(before.replace(BULLET, ""));
  let marks = "";
  for (let index = opening.length - 1; index >= 0 && "*_`".includes(opening[index] ?? " "); index--)
    marks += opening[index];
  if (marks === "" || between.includes(marks)) return rest;
  if (rest.startsWith(marks)) return trim(rest.slice(marks.length));
  const inside = rest.slice(0, rest.lastIndexOf(marks));
  const closes = rest.endsWith(marks) || rest.endsWith(`${marks}.`);
  return closes && !inside.includes(marks) ? trim(inside) : rest;
}

/**
 * The answer is a fenced block, as for grids and longer texts.
 *
 * @example extractAnswer("```\n1 0\n0 1\n```", fencedBlock(grid(integer()))).status // → "parsed"
 */
export function fencedBlock<Answer>(parse: Parser<Answer>, language = ""): AnswerFormat<Answer> {
  return {
    place: "fenced",
    instruction: `Write your final answer once, in a fenced block (three backticks${language ? ` and ${language}` : ""} before it, three after it).`,
    parse,
    find: (text) => findFences(text),
    wrap: (answer) => `\`\`\`${language}\n${answer}\n\`\`\``,
  };
}

function findFences(text: string): readonly string[] {
  const found: string[] = [];
  let open: string[] | undefined;
  for (const line of text.split(/\r\n|\n|\r/)) {
    const marker = trim(line);
    if (open === undefined) {
      if (/^```[\w+-]{0,20}$/.test(marker)) open = [];
    } else if (marker === "```") {
      found.push(open.join("\n"));
      open = undefined;
    } else open.push(line);
  }
  return found;
}

/**
 * The whole reply is the answer, with or without `Answer:` before it. For answers of a word or a line.
 *
 * @example extractAnswer("(C)", wholeReply(choiceOf(["A", "B", "C"]))).status // → "parsed"
 */
export function wholeReply<Answer>(parse: Parser<Answer>): AnswerFormat<Answer> {
  return {
    place: "whole-reply",
    instruction: "Reply with the answer alone, without any other words.",
    parse,
    find: (text) => {
      const whole = withoutFormatting(text);
      return whole === "" ? [] : [behindLabel(whole) ?? whole];
    },
    wrap: (answer) => answer,
  };
}
