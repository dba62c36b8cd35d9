import type { AnswerType } from "../task/map-cell.ts";

/** What each parser of the toolkit reads; `refine`, `either` and the places of answers stand around one of these. */
const READ_BY: Readonly<Record<string, AnswerType>> = {
  integer: "number",
  bigInteger: "number",
  decimal: "number",
  rational: "number",
  choiceOf: "closed choice",
  text: "text",
  digits: "text",
  vocabulary: "text",
  cell: "text",
  list: "list",
  lines: "list",
  permutationOf: "list",
  setOf: "set",
  multisetOf: "set",
  grid: "grid",
  characterGrid: "grid",
  jsonGrid: "grid",
  expression: "expression",
  record: "construction",
  mapping: "construction",
  jsonValue: "construction",
};

/**
 * The type of a class's answers, read off its source: the outermost parser of its `answerFormat`. A parser that it
 * wrote itself reads a construction. Nothing is compiled: a map of a thousand bootcamps is drawn in a moment.
 */
export function answerTypeOfSource(source: string): AnswerType {
  const [, format = ""] = /\banswerFormat(?::[^=\n]*)?\s*=\s*([\s\S]{0,400})/.exec(source) ?? [];
  return outermost(format, source, 3) ?? "construction";
}

function outermost(text: string, source: string, depth: number): AnswerType | undefined {
  for (const [name] of text.matchAll(/[A-Za-z_$][\w$]*/g)) {
    if (Object.hasOwn(READ_BY, name)) return READ_BY[name];
    if (AROUND.has(name)) continue;
    const [, value] =
      new RegExp(`\\bconst ${name.replaceAll("$", "\\$")}\\b[^=]*=\\s*([\\s\\S]{0,300})`).exec(source) ?? [];
    return value === undefined || depth === 0 ? undefined : outermost(value, source, depth - 1);
  }
  return undefined;
}

/** What stands around a parser, without saying what is read. */
const AROUND: ReadonlySet<string> = new Set([
  "boxed",
  "tagged",
  "bracketed",
  "finalLine",
  "fencedBlock",
  "wholeReply",
  "refine",
  "either",
  "modelVerified",
]);
