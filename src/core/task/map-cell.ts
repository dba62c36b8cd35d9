/** The domains that a library is built over, in the order in which a map shows them; others come after them. */
export const DOMAINS = [
  "algorithms",
  "character-puzzles",
  "cryptography",
  "graphical-puzzles",
  "language-analysis",
  "logical-reasoning",
  "mathematical-modelling",
  "natural-science",
] as const;

/** What an answer is, as a map tells bootcamps apart. A construction has parts of several kinds, or its own notation. */
export const ANSWER_TYPES = [
  "number",
  "text",
  "closed choice",
  "list",
  "grid",
  "set",
  "expression",
  "construction",
] as const;

export type AnswerType = (typeof ANSWER_TYPES)[number];

/** What makes the cases of a bootcamp hard, as its description or a reader states it. */
export const HARD_BECAUSE = [
  "search",
  "long chains",
  "bookkeeping",
  "insight",
  "knowledge",
  "counting",
  "optimisation",
] as const;

export type HardBecause = (typeof HARD_BECAUSE)[number];

/** What is measured of how hard a bootcamp is; `unknown` where no judge was asked. */
export const HARDNESS = ["easy", "moderate", "hard", "unknown"] as const;

export type Hardness = (typeof HARDNESS)[number];

/** A cell of the map: what can be wished for. How hard it is, is measured afterwards. */
export type MapCell = {
  readonly domain: string;
  readonly answer: AnswerType;
  readonly hardBecause: HardBecause;
};

/** A cell as descriptions and commands write it: `algorithms / list / search`. */
export const cellName = ({ domain, answer, hardBecause }: MapCell): string =>
  `${domain} / ${answer} / ${hardBecause}`;

/** Reads what `cellName` writes; undefined for anything else. */
export function readCellName(text: string): MapCell | undefined {
  const [domain = "", answer, hardBecause, ...more] = text.split("/").map((part) => part.trim());
  const type = ANSWER_TYPES.find((one) => one === answer);
  const because = HARD_BECAUSE.find((one) => one === hardBecause);
  if (domain === "" || type === undefined || because === undefined || more.length > 0) return undefined;
  return { domain, answer: type, hardBecause: because };
}
