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

const isSpace = (character: string | undefined): boolean =>
  character === " " ||
  character === "\t" ||
  character === "\n" ||
  character === "\r" ||
  character === "\u00a0" ||
  character === "\u202f";

/** Cuts white space off both ends; linear, unlike a regular expression anchored at the end. */
export function trim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text[start])) start++;
  while (end > start && isSpace(text[end - 1])) end--;
  return text.slice(start, end);
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

function unwrap(text: string): string {
  for (const [open, close] of WRAPPERS) {
    const inside = text.slice(open.length, text.length - close.length);
    const wraps = text.length > open.length + close.length && text.startsWith(open) && text.endsWith(close);
    if (wraps && !inside.includes(open) && !inside.includes(close)) return inside;
  }
  return text;
}

/**
 * Takes off what people call formatting: spaces around, bold, code ticks, dollar signs, one full stop.
 *
 * @example withoutFormatting(" **$42$**. ") // → "42"
 */
export function withoutFormatting(text: string): string {
  let current = trim(text);
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

/** Small letters for A to Z and nothing else, so that no character changes its length. */
export function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** Collapses runs of white space to one space; linear. */
export function singleSpaced(text: string): string {
  return trim(text)
    .split(/[ \t\r\n\u00a0\u202f]+/)
    .join(" ");
}
