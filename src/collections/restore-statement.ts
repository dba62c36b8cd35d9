/** A change that was made to a statement: what stood there and what stands there now. */
export type Restored = { readonly before: string; readonly after: string };

/** A statement as it was before its collection lost signs of it. */
export type RestoredStatement = {
  readonly text: string;
  readonly superscripts: readonly Restored[];
  /** Lines that were broken within a sentence. */
  readonly joinedLines: number;
};

/** Where the examples begin: their lines are data, in which nothing is restored. */
const EXAMPLES = /^\s*(?:#+\s*)?(?:sample |example )?(?:examples?|samples?)\s*:?\s*$/im;

/**
 * Restores what collections lose on the way: powers of ten whose exponent slid onto the line (`109` for 10⁹), minus signs
 * that were set off (`10 - 6`, `print - 1`), marks around formulas, and lines broken within a sentence. Exponents are
 * written with `^`. Examples and notes stay as they are.
 */
export function restoreStatement(text: string): RestoredStatement {
  const lines = text.replace(/\r\n?/g, "\n");
  const at = EXAMPLES.exec(lines)?.index ?? lines.length;
  const { text: prose, superscripts } = restorePowers(lines.slice(0, at).replace(/\${3}/g, ""));
  const { text: joined, count } = joinLines(prose);
  return { text: `${joined}${lines.slice(at)}`.trim(), superscripts, joinedLines: count };
}

/** What a bound, a modulus or a factor stands behind. */
const BEFORE = String.raw`(?:[≤<≥>=·×⋅*]|\b(?:exceeds?|most|than|to|modulo|mod|within|by|below|equals?)) ?`;

/** A power of ten whose exponent, from 3 to 18, slid onto the line; also the modulus in `(109 + 7)`. */
const SLID = new RegExp(
  String.raw`(?:(?<=${BEFORE})10([3-9]|1[0-8])(?![\d.,]*\d|\s\d{3}\b)|(?<=\()10([3-9]|1[0-8])(?= \+ \d))`,
  "g",
);

const SLID_NEGATIVE = /\b10 - ([1-9])\b(?=[.,;)]|\s*$|\s(?:of|in|or|and)\b)/gm;

/** A statement that writes exponents with ^ has lost none. */
const HAS_EXPONENTS = /10\s*\^/;

function restorePowers(text: string): { readonly text: string; readonly superscripts: readonly Restored[] } {
  if (HAS_EXPONENTS.test(text)) return { text, superscripts: [] };
  const superscripts: Restored[] = [];
  const put = (before: string, after: string): string => {
    superscripts.push({ before, after });
    return after;
  };
  const restored = text
    .replace(SLID, (found: string, bound: string | undefined, modulus: string | undefined) =>
      put(found, `10^${bound ?? modulus ?? ""}`),
    )
    .replace(SLID_NEGATIVE, (found: string, exponent: string) => put(found, `10^-${exponent}`));
  return { text: restored, superscripts };
}

/** Lines of prose that end within a sentence and go on in the next one are one. */
function joinLines(text: string): { readonly text: string; readonly count: number } {
  let count = 0;
  const joined = text.replace(/([\p{L}\p{N},])[ \t]*\n(?=[ \t]?\p{Ll}\p{L}*[ ,.;])/gu, (_, end: string) => {
    count++;
    return `${end} `;
  });
  return { text: joined, count };
}
