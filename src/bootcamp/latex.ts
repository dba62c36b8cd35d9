/** Commands that stand for a sign of plain text. */
const SIGNS: Readonly<Record<string, string>> = {
  times: "×",
  cdot: "·",
  ast: "*",
  div: "÷",
  to: "→",
  rightarrow: "→",
  longrightarrow: "→",
  mapsto: "→",
  approx: "≈",
  simeq: "≈",
  emptyset: "∅",
  varnothing: "∅",
  lbrace: "{",
  rbrace: "}",
  lbrack: "[",
  rbrack: "]",
  langle: "(",
  rangle: ")",
  lt: "<",
  gt: ">",
  quad: " ",
  qquad: " ",
  thinspace: "\u2009",
  displaystyle: "",
  left: "",
  right: "",
};

/** Escapes of one sign. A thin space keeps apart the digits of one number, so it stays what it is. */
const ESCAPES: Readonly<Record<string, string>> = {
  ",": "\u2009",
  ";": " ",
  ":": " ",
  " ": " ",
  "!": "",
  "{": "{",
  "}": "}",
  _: "_",
  "%": "%",
  "#": "#",
  "&": "&",
  $: "$",
  "*": "*",
};

const COMMAND =
  /\\(?:(left|right)(?=\s?[([{|.)\]}\\])|(?!left|right)([a-z]{2,14})(?![a-zA-Z{])\s?|([^a-zA-Z0-9\s\\]| ))/g;
const BIG = /\\[bB]igg?[lrm]?(?=\s?[([{)\]}\\])/g;
const LOOK = /\\(?:text(?:bf|it|rm|sf|tt)?|math(?:rm|bf|it|sf|tt)|operatorname|mbox)\s?\{([^{}\\]*)\}/g;

/**
 * A text with the LaTeX of lists, numbers and arithmetic written in plain signs: brackets, spaces, arrows,
 * `\times`, `\text{…}`. What groups the digits of a number, such as `{,}`, becomes a thin space, so that no
 * list is split there. Commands that it does not know stay, so that nothing is lost unseen.
 */
export function withoutLatex(text: string): string {
  if (!text.includes("\\") && !text.includes("{,}")) return text;
  return text
    .replace(/(?<=\d)(?:,\\!|\\!,|\{,\})(?=\d)/g, "\u2009")
    .replace(/\{,\}/g, ",")
    .replace(LOOK, "$1")
    .replace(BIG, "")
    .replace(
      COMMAND,
      (whole, side: string | undefined, name: string | undefined, sign: string | undefined) => {
        if (side !== undefined) return "";
        if (name !== undefined) return Object.hasOwn(SIGNS, name) ? (SIGNS[name] ?? whole) : whole;
        return Object.hasOwn(ESCAPES, sign ?? "") ? (ESCAPES[sign ?? ""] ?? whole) : whole;
      },
    );
}

const MATRIX = /\\begin\{(?:[pbBvV]?matrix|smallmatrix|array)\}(?:\{[^{}]{0,60}\})?([^]*?)\\end\{/;

/** The rows of a matrix or an array as lines, cells separated by commas; any other text as it is. */
export function matrixAsLines(text: string): string {
  const [, inside] = text.includes("\\begin{") ? (MATRIX.exec(text) ?? []) : [];
  if (inside === undefined) return text;
  return inside
    .replaceAll("\\hline", "")
    .split("\\\\")
    .map((row) => row.replaceAll("\n", " ").replaceAll("&", ","))
    .join("\n");
}
