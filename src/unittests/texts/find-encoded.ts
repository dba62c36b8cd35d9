/** Shorter codes than this stand in texts by chance; as a word of its own a code may be shorter. */
const SHORTEST_INSIDE = 5;
const SHORTEST_WORD = 2;
const SHORTEST_REVERSED = 8;

/** Shorter texts and numbers than these are too common in any code to say anything. */
const SHORTEST_TEXT = 4;
const SMALLEST_NUMBER = 100;

/** How many words of an answer are looked for. */
const MOST_WORDS = 4;

/** A code for a piece of an answer, and how it comes from it: `sruobrah` is `harbours`, reversed. */
export type Encoded = { readonly how: string; readonly code: string; readonly piece: string };

type Code = readonly [how: string, code: string];

/** A prompt in the forms in which codes are looked for. */
export type SearchedPrompt = {
  readonly text: string;
  readonly lower: string;
  readonly words: ReadonlySet<string>;
};

/** Prepares a prompt that several answers are looked for in. */
export function searchedPrompt(text: string): SearchedPrompt {
  const lower = text.toLowerCase();
  return { text, lower, words: new Set(lower.match(/[a-z0-9]+/g) ?? []) };
}

/** What an answer, or a word of it, would stand as in a prompt if it were encoded. */
export type AnswerCodes = {
  /** To be found anywhere. */
  readonly inside: readonly Encoded[];
  /** To be found anywhere, whether in small letters or in capitals. */
  readonly folded: readonly Encoded[];
  /** To be found as words of their own. */
  readonly words: readonly Encoded[];
};

/** The codes of an answer that are long and unusual enough to say anything. */
export function answerCodes(answer: string): AnswerCodes {
  const pieces = [...new Set([answer, ...(answer.match(/[\p{L}\d]+/gu) ?? [])])].slice(0, MOST_WORDS + 1);
  const texts = pieces.filter((piece) => piece.length >= SHORTEST_TEXT);
  return {
    inside: texts
      .flatMap((piece) => codesOf(piece, textCodes))
      .filter(({ code, piece }) => code !== piece && code.length >= SHORTEST_INSIDE),
    folded: texts.map((piece) => ({
      how: "in hexadecimal",
      code: bytesOf(piece).toString("hex"),
      piece,
    })),
    words: pieces
      .flatMap((piece) => codesOf(piece, numberCodes))
      .filter(({ code }) => code.length >= SHORTEST_WORD && !isUsualNumber(code)),
  };
}

/** An answer, or the word of it that `piece` is, as it stands encoded in a prompt; undefined where none does. */
export function findEncoded(prompt: SearchedPrompt, codes: AnswerCodes): Encoded | undefined {
  return (
    codes.inside.find(({ code }) => prompt.text.includes(code)) ??
    codes.folded.find(({ code }) => prompt.lower.includes(code)) ??
    codes.words.find(({ code }) => prompt.words.has(code))
  );
}

/** Digits alone are more likely to be a number of the task than a code for another; a long binary one is not. */
const isUsualNumber = (code: string): boolean => /^\d+$/.test(code) && !/^[01]{7,}$/.test(code);

const bytesOf = (text: string): Buffer => Buffer.from(text, "utf8");

const codesOf = (piece: string, encode: (text: string) => readonly Code[]): readonly Encoded[] =>
  encode(piece).map(([how, code]) => ({ how, code, piece }));

function textCodes(text: string): readonly Code[] {
  const rotated = text.replace(/[a-z]/gi, (letter) => {
    const base = letter <= "Z" ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });
  const codes = [...bytesOf(text)];
  const places = [...text.toLowerCase()].map((letter) => letter.charCodeAt(0) - 96);
  const all: Code[] = [
    ["in base64", bytesOf(text).toString("base64").replace(/=+$/, "")],
    ["in base32", base32(bytesOf(text))],
    ["in rot13", rotated],
    ["as character codes", codes.join(" ")],
    ["as character codes", codes.join(",")],
    ["as character codes", codes.join(", ")],
    ["as character codes", codes.join("-")],
  ];
  if (/^[a-z]+$/i.test(text))
    for (const sign of [" ", ",", ", ", "-"]) all.push(["as places in the alphabet", places.join(sign)]);
  // Turned round, a short text or one of few letters is another one that stands in the prompt by right.
  if (text.length >= SHORTEST_REVERSED) all.push(["reversed", [...text].toReversed().join("")]);
  return all;
}

function numberCodes(text: string): readonly Code[] {
  if (!/^\d{1,15}$/.test(text) || Number(text) < SMALLEST_NUMBER) return [];
  const number = Number(text);
  return [
    ["in base 2", number.toString(2)],
    ["in base 8", number.toString(8)],
    ["in hexadecimal", number.toString(16)],
    ["in base 32", number.toString(32)],
    ["in base 36", number.toString(36)],
  ];
}

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** RFC 4648, without padding. */
function base32(bytes: Buffer): string {
  let code = "";
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) code += BASE32[(held >>> (bits - 5)) & 31];
    held &= (1 << bits) - 1;
  }
  return bits === 0 ? code : `${code}${BASE32[(held << (5 - bits)) & 31]}`;
}
