import type { Variant } from "./format-answer.ts";
import { unwrapLines } from "../texts/unwrap-lines.ts";

/** `Spaces do not matter`, and not that they are left out of a message: a sentence about how an answer is written. */
const FREE =
  /[^.;:\n]{0,40}\b(?:(?:do|does) not (?:matter|count)|(?:is|are) (?:optional|irrelevant|up to you))\b/i;
const FREE_SPACES = new RegExp(
  String.raw`\b(?:white ?space|spaces?|spacing)\b${FREE.source}|\bwith or without (?:the )?spaces\b`,
  "i",
);
const FREE_CASE = new RegExp(
  String.raw`\b(?:case|capitals|capital letters|capitali[sz]ation)\b${FREE.source}|\bin (?:either|any) (?:letter )?case\b`,
  "i",
);

/** Signs that are read as one text, spaces or not; in a list or among numbers a space may keep apart what it separates. */
const ONE_TEXT = /^[^\d\s,;:=|]+(?: [^\d\s,;:=|]+)*$/;

/** The same answer in the spellings that its prompt says do not matter; none where it says so of nothing. */
export function spellAsStated(answer: string, prompt: string): readonly Variant[] {
  if (!ONE_TEXT.test(answer)) return [];
  const joined = answer.replaceAll(" ", "");
  const inPairs = joined.match(/.{1,2}/gu)?.join(" ") ?? joined;
  const spaces: readonly Variant[] = [
    ["without spaces, which the prompt says do not matter", joined],
    ["with spaces, which the prompt says do not matter", inPairs],
  ];
  const cases: readonly Variant[] = [
    ["in capitals, where the prompt says that they do not matter", answer.toUpperCase()],
    ["in small letters, where the prompt says that case does not matter", answer.toLowerCase()],
  ];
  const flowing = unwrapLines(prompt);
  const free = [...(FREE_SPACES.test(flowing) ? spaces : []), ...(FREE_CASE.test(flowing) ? cases : [])];
  return free.filter(([, text]) => text !== answer);
}
