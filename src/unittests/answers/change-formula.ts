/** Signs and words of logic between and before operands, as formulas are written in answers. */
const BINARY = /\b(?:and|or|xor|implies|iff)\b|->|=>|<->|<=>|&&|\|\||[∧∨⊕→⇒↔⇔&|]/gi;
const NEGATION = /\bnot\b\s*|[¬!~]\s*/gi;
const OPERAND = /\b(?!(?:and|or|xor|not|implies|iff)\b)[a-z]\w*/gi;

/** Whether a text is a formula of logic: operands with signs of logic between them, and nothing else. */
export function isFormula(text: string): boolean {
  if (text.search(BINARY) < 0 || text.includes("\n")) return false;
  const operands = text.match(OPERAND) ?? [];
  const rest = text.replace(BINARY, "").replace(NEGATION, "").replace(OPERAND, "");
  // Names are short; the words of a sentence with an "and" in it are not.
  return /^[\s()[\]]*$/.test(rest) && operands.every(({ length }) => length <= 2);
}

/** A formula changed in the ways in which solvers go wrong, each by its name. */
export function changeFormula(text: string): readonly (readonly [operator: string, text: string])[] {
  const signs = [...text.matchAll(BINARY)];
  const operands = [...text.matchAll(OPERAND)];
  const negations = [...text.matchAll(NEGATION)];
  const [first] = operands;
  const put = (found: RegExpExecArray, by: string): string =>
    text.slice(0, found.index) + by + text.slice(found.index + found[0].length);
  const last = signs.at(-1);
  const other = operands.find(([name]) => name !== first?.[0]);
  const negated = negations[0];
  return [
    ...(last === undefined
      ? []
      : [
          ["another operator", put(last, turn(last[0]))] as const,
          ["its last term left out", closed(text.slice(0, last.index).trim())] as const,
        ]),
    ...(signs[0] === undefined || signs[0] === last
      ? []
      : [["another operator", put(signs[0], turn(signs[0][0]))] as const]),
    ...(negated === undefined ? [] : [["a negation left out", put(negated, "")] as const]),
    ...(first === undefined ? [] : [["an operand negated", put(first, `(not ${first[0]})`)] as const]),
    ...(first === undefined || other === undefined
      ? []
      : [
          ["another operand", put(first, other[0])] as const,
          ["a term added", `(${text}) or (${first[0]} and ${other[0]})`] as const,
        ]),
  ];
}

/** And for or, or for and, in the spelling of the sign. */
function turn(sign: string): string {
  if (/^and$/i.test(sign)) return "or";
  if (/^[a-z]/i.test(sign)) return "and";
  return sign === "∧"
    ? "∨"
    : sign === "&"
      ? "|"
      : sign === "&&"
        ? "||"
        : sign === "|"
          ? "&"
          : sign === "||"
            ? "&&"
            : "∧";
}

/** The text with as many closing brackets as it opens. */
function closed(text: string): string {
  const open = text.split("(").length - text.split(")").length;
  return open > 0 ? text + ")".repeat(open) : text;
}
