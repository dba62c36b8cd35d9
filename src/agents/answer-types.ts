/** What an answer may be, as far as examples differ by it. */
export const ANSWER_TYPES = [
  "list",
  "parts",
  "optimum",
  "sentinel",
  "choice",
  "decimal",
  "grid",
  "number",
  "expression",
  "text",
] as const;

export type AnswerType = (typeof ANSWER_TYPES)[number];

/** The types of answers that an author sees asked for, by a whole class or by a piece of one. */
export const TAUGHT = [
  "list",
  "parts",
  "optimum",
  "sentinel",
  "choice",
  "decimal",
] as const satisfies readonly AnswerType[];

export type Taught = (typeof TAUGHT)[number];

/** Words of a task that asks for the best of many. */
const OPTIMUM =
  /\b(?:shortest|cheapest|fewest|minimal|minimum|minimi[sz]e|maximal|maximum|maximi[sz]e|optimal|longest|lowest|highest|as (?:few|many|small|large|short|long|cheap) as possible|(?:smallest|largest|least|most|best) possible)\b/i;

/** What a class says of its answers, by the parsers of its format and the words of its prompt. */
const OF_SOURCE: Readonly<Record<AnswerType, RegExp>> = {
  list: /\b(?:list|lines|setOf|multisetOf|permutationOf)\(/,
  parts: /\b(?:record|mapping)\(/,
  optimum: OPTIMUM,
  sentinel: /\beither\(/,
  choice: /\b(?:choiceOf|vocabulary)\(/,
  decimal: /\bdecimal\(/,
  grid: /\b(?:grid|characterGrid|jsonGrid)\(/,
  number: /\b(?:integer|bigInteger|digits|rational)\(/,
  expression: /\bexpression\(/,
  text: /\btext\(/,
};

/** Words by which a description asks for such an answer. */
const OF_DESCRIPTION: Readonly<Record<AnswerType, RegExp>> = {
  list: /\b(?:sequence|order(?:ing)?|ranking|path|route|list|permutation|steps|moves|schedule|subset)\b/i,
  parts:
    /\b(?:assign\w*|pairs?|both|respectively|for each (?:of )?\w+|each \w+'s|two (?:numbers|integers|values))\b/i,
  optimum: OPTIMUM,
  sentinel:
    /\b(?:impossible|no (?:such|solution)|if (?:there is|there are) (?:no|none)|if none|cannot be done)\b|(?:print|output|answer|report|or) ["'`]?-1\b/i,
  choice:
    /\b(?:yes or no|yes\/no|true or false|which of (?:the|these)|one of (?:the|these)|classify|valid or)\b|\byes\b[^.]{0,60}\bno\b/i,
  decimal:
    /\b(?:decimals?|tolerance|significant|rounded|(?:relative|absolute) error|percent|real number)\b|\d%/i,
  grid: /\b(?:grid|board|square|matrix|cells?|rows and columns)\b/i,
  number: /\b(?:how many|number of ways|count|sum|total|modulo|compute|remainder)\b/i,
  expression: /\b(?:expression|formula|equation)s?\b/i,
  text: /\b(?:word|string|letters|sentence|plaintext|message|translation)s?\b/i,
};

/** The types of answers that a class shows how to ask for, from its source. */
export function typesOfSource(source: string): ReadonlySet<AnswerType> {
  // All but the optimum stand in the format, which nests parsers and may take several lines.
  const format = /\banswerFormat\s*(?::[^=]+)?=([\s\S]*?);\n/.exec(source)?.[1] ?? "";
  return new Set(ANSWER_TYPES.filter((type) => OF_SOURCE[type].test(type === "optimum" ? source : format)));
}

/** The types of answers that a description may ask for, by its words. */
export function typesOfDescription(text: string): ReadonlySet<AnswerType> {
  return new Set(ANSWER_TYPES.filter((type) => OF_DESCRIPTION[type].test(text)));
}
