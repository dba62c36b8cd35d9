import { at } from "campforge/bootcamp";

export function solve(prompt: string): string {
  const [, count, written] =
    /The ciphertext has (\d+) letters\.[^:]*:\s*([A-Z]+(?: [A-Z]+)*)\s*\n/.exec(prompt) ?? [];
  const [, from, stretch] =
    /Known stretch: from position (\d+) onwards, counted from 1, the message reads ([A-Z]+)\./.exec(prompt) ??
    [];
  if (count === undefined || written === undefined || from === undefined || stretch === undefined) return "";
  const cipher = numbersOf(written);
  const known = numbersOf(stretch);
  const start = Number(from) - 1;
  if (cipher.length !== Number(count) || start + known.length > cipher.length) return "";

  for (const length of keyLengths(prompt)) {
    const key = keyOf(length, cipher, known, start);
    if (key === "contradiction") continue;
    // A shorter key that agrees but is not known whole decides nothing.
    if (key === "incomplete") return "";
    const message = cipher.map((letter, place) => (letter - at(key, place % length) + 26) % 26);
    return `\`\`\`\nKey: ${lettersOf(key)}\nPlaintext: ${lettersOf(message)}\n\`\`\``;
  }
  return "";
}

/** The permitted lengths, shortest first. */
function keyLengths(prompt: string): number[] {
  const [, exact] = /The key has exactly (\d+) letters?\./.exec(prompt) ?? [];
  if (exact !== undefined) return [Number(exact)];
  const [, least, most] = /The key has from (\d+) to (\d+) letters\./.exec(prompt) ?? [];
  if (least === undefined || most === undefined) return [];
  return Array.from({ length: Number(most) - Number(least) + 1 }, (_, step) => Number(least) + step);
}

function keyOf(
  length: number,
  cipher: readonly number[],
  known: readonly number[],
  start: number,
): number[] | "contradiction" | "incomplete" {
  const key = Array.from({ length }, () => -1);
  for (const [step, letter] of known.entries()) {
    const place = start + step;
    const shift = (at(cipher, place) - letter + 26) % 26;
    const before = at(key, place % length);
    if (before >= 0 && before !== shift) return "contradiction";
    key[place % length] = shift;
  }
  return key.includes(-1) ? "incomplete" : key;
}

function numbersOf(text: string): number[] {
  return Array.from(text.replace(/[^A-Z]/g, ""), (letter) => letter.charCodeAt(0) - 65);
}

function lettersOf(numbers: readonly number[]): string {
  return String.fromCharCode(...numbers.map((number) => number + 65));
}

export function check(prompt: string, response: string): "right" | "wrong" | "unsure" {
  const given = pairOf(fencedLines(response));
  const solved = pairOf(fencedLines(solve(prompt)));
  if (given === undefined || solved === undefined) return "unsure";
  return given.key === solved.key && given.message === solved.message ? "right" : "wrong";
}

/** Key and message, in capitals and without spaces. */
function pairOf(lines: readonly string[] | undefined): { key: string; message: string } | undefined {
  const said = (name: string): string | undefined => {
    const line = lines?.find((one) => one.toLowerCase().startsWith(`${name}:`));
    return line
      ?.slice(name.length + 1)
      .replace(/\s/g, "")
      .toUpperCase();
  };
  const key = said("key");
  const message = said("plaintext");
  return key === undefined || message === undefined || lines?.length !== 2 ? undefined : { key, message };
}

/** The lines of the last fenced block. */
function fencedLines(response: string): string[] | undefined {
  const parts = response.split("```");
  const block = parts.length < 3 ? undefined : parts[parts.length - 2];
  return block
    ?.split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
