/** Characters that move the cursor, change direction or cannot be seen. */
const UNSEEN =
  // oxlint-disable-next-line no-control-regex, no-misleading-character-class -- these are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ud800-\udfff\u{e0000}-\u{e007f}]/gu;

/** A text of a model's for a terminal, on one line: what is unseen or steers a terminal is shown as its code. */
export function printable(text: string): string {
  return text.replace(UNSEEN, codeOf);
}

/** A value as one line of JSON that is safe to look at in a terminal; it parses to the same value. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value).replace(UNSEEN, codeOf);
}

/** UTF-16 units, as JSON wants them. */
const codeOf = (sign: string): string =>
  sign
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
