import type { Variant } from "./format-answer.ts";
import { unwrapLines } from "../texts/unwrap-lines.ts";

/** An option as its prompt lists it: its label, and what it says. */
const OPTION = /^\W*([A-Z]|\d{1,2})\s*[).:\]]\s*(\S.*)$/;

const ASKS_LETTER =
  /\b(?:the|one|a single|its) letter\b(?! (?:by|in|for|of the (?:word|alphabet|message|key)))/i;
const LETTER_OR_TEXT =
  /\bletters? or (?:the |its |their )?(?:full |whole )?(?:texts?|names?|words?)\b|\b(?:text|name|word) or (?:the |its )?letter\b/i;
const BARE_NUMBER =
  /\bnumber (?:alone|only)\b|\b(?:with or without|without) (?:the |its |a |any )?units?\b|\bunits? (?:may|can) be (?:left out|omitted)\b|\bunits? (?:is|are) optional\b/i;
const FRACTION = /\bfraction\b/i;
const TWO_WAYS: readonly (readonly [string, string])[] = [
  ["yes", "no"],
  ["true", "false"],
];

/**
 * The same answer in the other forms that its prompt's own words allow: the letter of an option where it asks for the
 * letter, its text where it allows that, a number without its unit where it wants the number alone, both ways to write
 * a fraction, `Yes` for `yes`, both orders of a pair.
 */
export function writeAsStated(answer: string, prompt: string): readonly Variant[] {
  const flowing = unwrapLines(prompt);
  return [
    ...lettersOf(answer, prompt),
    ...numbersOf(answer, flowing),
    ...fractionsOf(answer, flowing),
    ...wordsOf(answer, flowing),
    ...pairsOf(answer, flowing),
  ].filter(([, text]) => text !== answer);
}

function lettersOf(answer: string, prompt: string): readonly Variant[] {
  const [, letter] = /^\(?([A-Z])(?:\)$|[).:]\s|$)/.exec(answer) ?? [];
  const options = prompt.split("\n").flatMap((line) => {
    const [, label, text] = OPTION.exec(line.trim()) ?? [];
    return label === undefined || text === undefined ? [] : [{ label, text }];
  });
  const own = options.find(({ label }) => label === letter);
  if (letter === undefined || own === undefined || options.length < 2) return [];
  const flowing = unwrapLines(prompt);
  return [
    ...(ASKS_LETTER.test(flowing) ? [["as the letter that the prompt asks for", letter] as const] : []),
    ...(LETTER_OR_TEXT.test(flowing)
      ? [
          ["as the letter, which the prompt allows", letter] as const,
          ["as the text of its option, which the prompt allows", own.text] as const,
        ]
      : []),
  ];
}

function numbersOf(answer: string, prompt: string): readonly Variant[] {
  const [, number] = /^(-?\d+(?:\.\d+)?) ?[^\d\s/.,:;=+*^-][^\d]{0,20}$/.exec(answer) ?? [];
  return number === undefined || !BARE_NUMBER.test(prompt)
    ? []
    : [["without its unit, as the prompt has it", number]];
}

function fractionsOf(answer: string, prompt: string): readonly Variant[] {
  if (!FRACTION.test(prompt)) return [];
  const [, minus = "", top, bottom] = /^(-?)\\[dt]?frac\{(\d+)\}\{(\d+)\}$/.exec(answer) ?? [];
  if (top !== undefined) return [["as a fraction with a slash", `${minus}${top}/${bottom}`]];
  const [, sign = "", over, under] = /^(-?)(\d+)\/(\d+)$/.exec(answer) ?? [];
  return over === undefined
    ? []
    : [
        ["with spaces beside the slash of the fraction", `${sign}${over} / ${under}`],
        ["as a fraction in LaTeX", `${sign}\\frac{${over}}{${under}}`],
      ];
}

function wordsOf(answer: string, prompt: string): readonly Variant[] {
  const folded = answer.toLowerCase();
  const isStated = TWO_WAYS.some(
    ([one, other]) =>
      (folded === one || folded === other) &&
      new RegExp(String.raw`\b(?:${one}\W{1,4}or\W{1,4}${other}|${other}\W{1,4}or\W{1,4}${one})\b`, "i").test(
        prompt,
      ),
  );
  if (!isStated) return [];
  return [
    ["in small letters", folded],
    ["with a capital", folded.slice(0, 1).toUpperCase() + folded.slice(1)],
  ];
}

const EITHER_ORDER = /\bin either order\b/i;

/** Two things with a sign between them that does not say which comes first. */
const PAIR = /^([\p{L}\d]+)(\s?[+×*&–-]\s?)([\p{L}\d]+)$/u;

/** Where each element is a pair and the prompt leaves open which of the two comes first. */
function pairsOf(answer: string, prompt: string): readonly Variant[] {
  if (!EITHER_ORDER.test(prompt)) return [];
  const items = answer.split(/(\s*[,;\n]\s*)/);
  const isOfPairs = items.every((item, index) => index % 2 === 1 || PAIR.test(item));
  if (!isOfPairs) return [];
  return [
    [
      "with each pair the other way round, as the prompt allows",
      items.map((item) => item.replace(PAIR, "$3$2$1")).join(""),
    ],
  ];
}
