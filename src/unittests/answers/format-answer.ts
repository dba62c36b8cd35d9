import { allowedError, statedFigures, statedPlaces } from "./stated-tolerance.ts";
import { unwrapLines } from "../texts/unwrap-lines.ts";

/** One way of writing an answer, in words, and the answer written so. */
export type Variant = readonly [how: string, text: string];

const NUMBER = /^-?\d+(?:\.\d+)?(?:\/\d+)?$/;
const NUMBER_OR_EQUATION = /^(?:[A-Za-z]\w* ?= ?)?-?\d+(?:\.\d+)?(?:\/\d+)?$/;

/** Separators that people write with and without spaces beside them; a comma never has one before it. */
const ARROWS = ["->", "→", "=>"];

/**
 * The same answer with other white space. Spaces are only taken away beside signs that separate by
 * themselves: where the space is the separator, taking it away would merge what it keeps apart.
 */
export function respaceAnswer(answer: string): readonly Variant[] {
  const variants: Variant[] = [];
  const add = (how: string, text: string): void => {
    if (text !== answer) variants.push([how, text]);
  };
  const isMultiline = answer.includes("\n");
  add("with spaces at the ends of its lines", answer.replace(/$/gm, "  "));
  // Between the cells of a grid or a list; inside a term such as `m = 8` or `5 g` nobody writes two.
  if (isMultiline || answer.split(" ").length > 3)
    add("with two spaces for one", answer.replace(/(?<=[\p{L}\d.#]) (?=[\p{L}\d.#])/gu, "  "));
  if (isMultiline) add("with its lines indented", answer.replace(/^/gm, "  "));
  if (!/\d,\d{3}(?!\d)/.test(answer)) {
    for (const sign of [",", ";"]) {
      add(`without spaces behind "${sign}"`, answer.replaceAll(`${sign} `, sign));
      add(`with two spaces behind "${sign}"`, spaced(answer, sign, "", "  "));
    }
  }
  for (const sign of ARROWS) {
    add(`without spaces beside "${sign}"`, spaced(answer, sign, "", ""));
    add(`with two spaces beside "${sign}"`, spaced(answer, sign, "  ", "  "));
  }
  // An arrow may hold the sign.
  if (!answer.includes("=>")) {
    add('without spaces beside "="', spaced(answer, "=", "", ""));
    add('with spaces beside "="', spaced(answer, "=", " ", " "));
  }
  if (answer.includes(": ")) add('without spaces behind ":"', answer.replaceAll(": ", ":"));
  return variants;
}

function spaced(answer: string, sign: string, before: string, behind: string): string {
  if (!answer.includes(sign)) return answer;
  return answer
    .split(sign)
    .map((part, index, parts) => {
      const start = index === 0 ? part : part.replace(/^ +/, "");
      return index === parts.length - 1 ? start : start.replace(/ +$/, "");
    })
    .join(before + sign + behind);
}

/** The same answer as people emphasise and punctuate it, on a line of its own or between tags. */
export function decorateAnswer(answer: string, mayBeNumber = true): readonly Variant[] {
  if (answer.includes("\n")) return [];
  const variants: Variant[] = [["in bold", `**${answer}**`]];
  if (/[\p{L}\d]$/u.test(answer)) variants.push(["with a full stop behind it", `${answer}.`]);
  if (NUMBER_OR_EQUATION.test(answer)) variants.push(["in dollar signs", `$${answer}$`]);
  // Between four digits and the largest number that is read exactly.
  if (mayBeNumber && /^-?[1-9]\d{3,14}$/.test(answer))
    variants.push(["with thousands separators", answer.replace(/\B(?=(?:\d{3})+$)/g, ",")]);
  return variants;
}

const PERCENT_ALLOWED =
  /(?:within|tolerance of|off by (?:at most|up to)|up to)\s+(?:±\s*)?(half a|one|\d+(?:\.\d+)?)\s*(?:%|per ?cent)/i;

/** So far off just inside of what is allowed, unless an answer is itself rounded to more than a tenth of that. */
const inside = (allowed: number, rounding: number): number =>
  rounding > Math.abs(allowed) / 10 ? allowed / 3 : 0.85 * allowed;

/**
 * Other values of a decimal answer that the prompt itself allows: with the digits that it asks for, and by most of
 * the tolerance away that it states, in per cent or as a number. Nothing where it states neither.
 */
export function roundAnswer(answer: string, prompt: string): readonly Variant[] {
  const number = /^(-?\d+\.\d+)( .*)?$/.exec(answer);
  if (number === null || !NUMBER.test(number[1] ?? "")) return [];
  const value = Number(number[1]);
  const unit = number[2] ?? "";
  const variants: Variant[] = [];
  const places = statedPlaces(prompt);
  if (places !== null)
    variants.push([`with the ${places} decimals that the prompt asks for`, value.toFixed(places) + unit]);
  const figures = statedFigures(prompt);
  const rounded =
    figures === null || /\bat least \w+ significant/i.test(unwrapLines(prompt))
      ? ""
      : value.toPrecision(figures);
  // A power of ten is no way to write an answer that the prompt has shown.
  if (rounded !== "" && !rounded.includes("e"))
    variants.push([`with the ${figures} figures that the prompt asks for`, rounded + unit]);
  const rounding = 10 ** -((number[1] ?? "").split(".")[1]?.length ?? 0) / 2;
  const allowed = PERCENT_ALLOWED.exec(unwrapLines(prompt))?.[1]?.toLowerCase();
  if (allowed !== undefined) {
    const percent = allowed === "half a" ? 0.5 : allowed === "one" ? 1 : Number(allowed);
    const moved = value + inside((value * percent) / 100, rounding);
    variants.push([`within the ${percent}% that the prompt allows`, moved.toFixed(6) + unit]);
  }
  const error = allowedError(prompt);
  if (error !== null && error > 2 * rounding)
    variants.push([
      `within the ${error} that the prompt allows`,
      (value + inside(error, rounding)).toFixed(6) + unit,
    ]);
  return variants.filter(([, text]) => text !== answer);
}
