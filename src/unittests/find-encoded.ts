/** Shorter codes than this stand in texts by chance; as a word of its own a code may be shorter. */
const SHORTEST_INSIDE = 5;
const SHORTEST_WORD = 2;
const SHORTEST_REVERSED = 8;

/** Shorter texts and numbers than these are too common in any code to say anything. */
const SHORTEST_TEXT = 4;
const SMALLEST_NUMBER = 100;

/** How many words of an answer are looked for. */
const MOST_WORDS = 4;

type Encoded = readonly [how: string, code: string];

/** How an answer, or a word of it, stands encoded in a prompt; undefined where it does not. */
export function findEncoded(prompt: string, answer: string): string | undefined {
  const lower = prompt.toLowerCase();
  const words = new Set(lower.match(/[a-z0-9]+/g) ?? []);
  const pieces = [...new Set([answer, ...(answer.match(/[\p{L}\d]+/gu) ?? [])])].slice(0, MOST_WORDS + 1);
  for (const piece of pieces) {
    if (piece.length >= SHORTEST_TEXT) {
      for (const [how, code] of textCodes(piece))
        if (code !== piece && code.length >= SHORTEST_INSIDE && prompt.includes(code)) return how;
      for (const [how, code] of [["in hexadecimal", bytesOf(piece).toString("hex")]] satisfies Encoded[])
        if (lower.includes(code)) return how;
    }
    for (const [how, code] of numberCodes(piece))
      if (code.length >= SHORTEST_WORD && !isUsualNumber(code) && words.has(code)) return how;
  }
  return undefined;
}

/** Digits alone are more likely to be a number of the task than a code for another; a long binary one is not. */
const isUsualNumber = (code: string): boolean => /^\d+$/.test(code) && !/^[01]{7,}$/.test(code);

const bytesOf = (text: string): Buffer => Buffer.from(text, "utf8");

function textCodes(text: string): readonly Encoded[] {
  const rotated = text.replace(/[a-z]/gi, (letter) => {
    const base = letter <= "Z" ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });
  const codes = [...bytesOf(text)];
  const places = [...text.toLowerCase()].map((letter) => letter.charCodeAt(0) - 96);
  const all: Encoded[] = [
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

function numberCodes(text: string): readonly Encoded[] {
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
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => BASE32[Number.parseInt(group.padEnd(5, "0"), 2)]).join("");
}
