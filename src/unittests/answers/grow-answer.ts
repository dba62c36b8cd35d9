/** No grown answer is longer, so that what takes long is the verifier's doing and not the text's. */
const LONGEST = 20_000;

/** So many repetitions make 2^n steps noticeable and leave n^3 steps cheap. */
const REPEATED = 40;

/** How many invented names a list or a mapping is given: one for each letter. */
const NAMES = Array.from({ length: 26 }, (_, index) => `q${String.fromCharCode(97 + index)}`);

/**
 * Hostile answers that look like the right one, so that they get past the parser: repeated, nested, grown
 * by names that the case does not have, with a long tail that ends wrongly, with huge numbers.
 */
export function growAnswer(answer: string): readonly string[] {
  const text = answer.slice(0, LONGEST / 20).trim();
  const separators = [...new Set(text.match(/[^\p{L}\d\s()[\]{}."']+|\s+/gu) ?? [])];
  const [word = "1"] = text.match(/[\p{L}\d]+/u) ?? [];
  const grown = [
    ...["", " ", ", ", "\n", ...separators.slice(0, 2)].map((sign) =>
      Array.from({ length: REPEATED }, () => text).join(sign),
    ),
    `${"(".repeat(REPEATED)}${text}${")".repeat(REPEATED)}`,
    `${"[".repeat(REPEATED)}${text}${"]".repeat(REPEATED)}`,
    `${"-".repeat(REPEATED)}${text}`,
    // A tail that fits and an end that does not: what backtracks, or splits and tries again, does so here.
    ...["+", ...separators.slice(0, 4)].flatMap((sign) => tails(text, sign, word)),
    `${word.slice(-1).repeat(REPEATED)}!`,
    `${text}!`,
    ...addNames(text),
    ...hugeNumbers(text),
  ];
  return [...new Set(grown)].filter((one) => one !== answer && one.length <= LONGEST);
}

function tails(text: string, sign: string, word: string): readonly string[] {
  const tail = `${sign}${word}`.repeat(REPEATED);
  const short = `${word}${`${sign}1`.repeat(REPEATED)}`;
  return [`${text}${tail}${sign}`, `${short}${sign}`, `${short}${sign}(`];
}

/** The elements of the answer and 26 more of its kind, in place of the first one in each. */
function addNames(text: string): readonly string[] {
  const separator = ["\n", "->", "→", ",", ";", " "].find((sign) => text.includes(sign));
  const [first = text] = separator === undefined ? [text] : text.split(separator);
  const pattern = /^(\s*)([\p{L}\d]+)(.*)$/su.exec(first);
  if (pattern === null) return [];
  const [, before = "", , behind = ""] = pattern;
  const join = separator === "," || separator === ";" ? `${separator} ` : (separator ?? ", ");
  const names = NAMES.map((name) => `${before}${name}${behind}`).join(join);
  return [names, `${text}${join}${names}`];
}

function hugeNumbers(text: string): readonly string[] {
  const huge = `1${"0".repeat(30)}`;
  const numbers = [...text.matchAll(/\d+/g)];
  return [numbers.at(0), numbers.at(-1)]
    .flatMap((match) =>
      match === undefined
        ? []
        : [text.slice(0, match.index) + huge + text.slice(match.index + match[0].length)],
    )
    .concat(text.replace(/\d+/g, huge));
}
