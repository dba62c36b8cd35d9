/** The longest answer text that any parser looks at, in UTF-16 units. */
export const MAX_ANSWER_LENGTH = 100_000;

/** C0 and C1 control characters other than tab, line feed and carriage return. */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

/** Zero-width, direction-changing and other characters that hide what an answer says. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;

/** True when the text holds control characters. */
export function hasControlCharacters(text: string): boolean {
  return CONTROL.test(text);
}

/** True when the text holds characters that a reader cannot see. */
export function hasInvisibleCharacters(text: string): boolean {
  return INVISIBLE.test(text);
}

/** White space of any width; a zero-width space, a word joiner or a byte-order mark at an end is none of the answer. */
const SPACES = " \t\n\r\u00a0\u1680\u2028\u2029\u202f\u205f\u3000\u200b\u2060\ufeff";

/** Whether a text of any length begins or ends with a sign of ASCII that is no white space: most do. */
const isInk = (code: number): boolean => code > 0x20 && code < 0x7f;

const isSpace = (code: number): boolean =>
  !isInk(code) && (SPACES.includes(String.fromCharCode(code)) || (code >= 0x2000 && code <= 0x200a));

/** Cuts white space off both ends; linear, unlike a regular expression anchored at the end. */
export function trim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return end - start === text.length ? text : text.slice(start, end);
}

const WRAPPERS: readonly (readonly [open: string, close: string])[] = [
  ["**", "**"],
  ["__", "__"],
  ["*", "*"],
  ["`", "`"],
  ["$$", "$$"],
  ["$", "$"],
  ["\\(", "\\)"],
  ["\\[", "\\]"],
];

/** What all of these, and the commands of LaTeX, begin with. */
const WRAPPED = new Set(["*", "_", "`", "$", "\\"]);

function unwrap(text: string): string {
  for (const [open, close] of WRAPPERS) {
    if (text.length <= open.length + close.length || !text.startsWith(open) || !text.endsWith(close))
      continue;
    const inside = text.slice(open.length, text.length - close.length);
    if (!inside.includes(open) && !inside.includes(close)) return inside;
  }
  return unwrapCommand(text);
}

/** Commands of LaTeX that change how a text looks and not what it says. */
const LOOK =
  /^\\(?:text(?:bf|it|rm|sf|tt|sc|normal|up)?|math(?:rm|bf|it|sf|tt|normal)|emph|operatorname|mbox|bm|boldsymbol|underline)\s?\{/;

/** What is escaped in the text mode of LaTeX. */
const ESCAPED = /\\([_%&#$ {}])/g;

/** `\text{A}` without its command, where its braces hold the whole text. */
function unwrapCommand(text: string): string {
  const [open] = LOOK.exec(text) ?? [];
  if (open === undefined || !text.endsWith("}") || text.endsWith("\\}")) return text;
  const inside = text.slice(open.length, -1);
  let depth = 0;
  for (let index = 0; index < inside.length && depth >= 0; index++) {
    if (inside[index] === "\\") index++;
    else if (inside[index] === "{") depth++;
    else if (inside[index] === "}") depth--;
  }
  return depth === 0 ? inside.replace(ESCAPED, "$1") : text;
}

/**
 * Takes off what people call formatting: white space and zero-width spaces around, bold, code ticks, dollar
 * signs, `\text{…}` and its like, one full stop. For a parser of your own: every parser here begins with it.
 *
 * @example withoutFormatting(" **$42$**. ") // → "42"
 * @example withoutFormatting("\\textbf{(C)}") // → "(C)"
 */
export function withoutFormatting(text: string): string {
  let current = trim(text);
  // Most items of an answer are plain: nothing is taken off that neither begins nor ends like this.
  if (!WRAPPED.has(current[0] ?? "") && !current.endsWith(".")) return current;
  let fullStops = 1;
  for (let depth = 0; depth < 6; depth++) {
    let next = trim(unwrap(current));
    if (
      next === current &&
      fullStops > 0 &&
      current.length > 1 &&
      current.endsWith(".") &&
      !current.endsWith("..")
    ) {
      fullStops--;
      next = trim(current.slice(0, -1));
    }
    if (next === current) break;
    current = next;
  }
  return current;
}

const QUOTES: readonly (readonly [string, string])[] = [
  ['"', '"'],
  ["'", "'"],
  ["“", "”"],
  ["‘", "’"],
  ["«", "»"],
];

/** A text without one pair of quotation marks around it. */
export function withoutQuotes(text: string): string {
  for (const [open, close] of QUOTES) {
    if (text.length >= 2 && text.startsWith(open) && text.endsWith(close)) return trim(text.slice(1, -1));
  }
  return text;
}

/** Small letters for A to Z and nothing else, so that no character changes its length. */
export function lowerAscii(text: string): string {
  return /[A-Z]/.test(text) ? text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) : text;
}

/** White space that is not one plain space. */
const SPACED = /[\t\r\n\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]| {2}/;

/** Collapses runs of white space to one space; linear. */
export function singleSpaced(text: string): string {
  const trimmed = trim(text);
  if (!SPACED.test(trimmed)) return trimmed;
  return trimmed.split(/[ \t\r\n\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/).join(" ");
}
