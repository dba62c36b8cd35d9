import { sentencesOf } from "../texts/sentences.ts";
import { unwrapLines } from "../texts/unwrap-lines.ts";

/** How far from the truth a prompt says that a number may lie; both null where it says nothing. */
export type StatedTolerance = { readonly relative: number | null; readonly absolute: number | null };

const NUMBER = String.raw`(\d+(?:\.\d+)?(?:e-?\d+)?)`;
const NO_PERCENT = String.raw`(?![\d%.]*\s*(?:%|percent|per cent))`;

/** "It may differ from the exact value by up to", "off by no more than", "an error below": what is allowed comes next. */
const ALLOWED = String.raw`(?:\b(?:off|wrong|away) by|\bbe off|\bdiffers?|\berrors?|\bdeviat\w+)\b[^.;:\n]{0,50}?\b(?:at most|no more than|not more than|up to|less than|below|as much as)\s*`;
const RELATIVE = [
  new RegExp(
    String.raw`(?:within|±|\+\/-|at most|up to|tolerance of|error of|off by)\s*(?:about\s*)?${NUMBER}\s*(?:%|percent|per cent)`,
    "i",
  ),
  new RegExp(String.raw`${NUMBER}\s*(?:%|percent|per cent)\s*(?:of the|tolerance|relative|either way)`, "i"),
];
const ABSOLUTE = [
  new RegExp(`${ALLOWED}${NUMBER}${NO_PERCENT}`, "i"),
  new RegExp(
    String.raw`(?:within|±|\+\/-|tolerance of|error of (?:at most)?|by at most)\s*${NUMBER}${NO_PERCENT}`,
    "i",
  ),
];
const PLACES =
  /(\d+|one|two|three|four|five|six)\s+(?:decimal places?|decimals|digits? (?:after|behind) the (?:decimal )?point)/i;
/** "At least four decimals" says how to write a number, and not how exact it has to be. */
const AT_LEAST = new RegExp(String.raw`\bat least ${PLACES.source}`, "i");
const FIGURES = /(\d+|two|three|four|five|six)\s+significant (?:figures?|digits?)/i;
const NEAREST = /\bnearest (tenth|hundredth|thousandth|cent)\b/i;
const NEAREST_PLACES: Readonly<Record<string, number>> = { tenth: 1, hundredth: 2, thousandth: 3, cent: 2 };
const WORDS: Readonly<Record<string, number>> = { one: 1, two: 2, three: 3, four: 4, five: 5, six: 6 };

/** Reads the tolerance that a prompt states: percent, an absolute error, decimal places or significant figures. */
export function statedTolerance(prompt: string): StatedTolerance {
  const flowing = unwrapLines(prompt);
  const percent = firstNumber(RELATIVE, flowing);
  const error = firstNumber(ABSOLUTE, flowing);
  const places = AT_LEAST.test(flowing) ? null : statedPlaces(prompt);
  const figures = statedFigures(prompt);
  // What is rounded may be off by half a unit of the last digit; graders commonly allow a whole one.
  const rounded = places === null ? null : 10 ** -places;
  const significant = figures === null ? null : 10 ** (1 - figures);
  return {
    relative: percent === null ? significant : percent / 100,
    absolute: error ?? rounded,
  };
}

/** A sentence that speaks of answers; others name bounds of the task itself. */
const OF_ANSWERS =
  /\b(?:answers?|exact|correct|accepted|errors?|toleran\w+|off by|differs?|deviat\w+|counts? as|true value)\b/i;

/** By how much an answer may be off in so many words, as a number of its own unit; null where its prompt does not say. */
export function allowedError(prompt: string): number | null {
  const found = sentencesOf(unwrapLines(prompt)).flatMap((sentence) => {
    const error = OF_ANSWERS.test(sentence) ? firstNumber(ABSOLUTE, sentence) : null;
    return error === null ? [] : [error];
  });
  return found.length === 0 ? null : Math.min(...found);
}

/** The decimal places to which a prompt wants a number: 2 for "to two decimal places" and "to the nearest cent". */
export function statedPlaces(prompt: string): number | null {
  const flowing = unwrapLines(prompt);
  const places = PLACES.exec(flowing)?.[1];
  if (places !== undefined) return count(places);
  return NEAREST_PLACES[NEAREST.exec(flowing)?.[1]?.toLowerCase() ?? ""] ?? null;
}

/** The significant figures to which a prompt wants a number. */
export function statedFigures(prompt: string): number | null {
  const figures = FIGURES.exec(unwrapLines(prompt))?.[1];
  return figures === undefined ? null : count(figures);
}

const count = (text: string): number => WORDS[text.toLowerCase()] ?? Number(text);

function firstNumber(patterns: readonly RegExp[], text: string): number | null {
  for (const pattern of patterns) {
    const found = pattern.exec(text)?.[1];
    if (found !== undefined) return Number(found);
  }
  return null;
}
