import type { Check } from "../core/unit-test-report.ts";
import { counterexample, type Evidence, failed, firstCases, passed, warned } from "./evidence.ts";

/** D8 of the audit counts prompts of more than 16,000 characters as defective. */
const LONGEST = 16_000;
const SHORTEST = 80;

/** Above this share of letters that are not Latin, a prompt is not in English. */
const OTHER_LETTERS = 0.2;

const IMAGE = /!\[[^\]]*\]\(|<img\b|\b(?:image|figure|picture|diagram) (?:below|above|shown|attached)\b/i;

/** Prompts are of a length that a model can take, in English, and rely on no image. */
export function checkPromptBounds(evidence: Evidence): Check {
  const name = "prompt within bounds";
  const all = firstCases(evidence, Infinity);
  const shown = (drawn: (typeof all)[number]): ReturnType<typeof counterexample>[] => [
    counterexample(drawn, evidence.seed),
  ];
  const long = all.find(({ prompt }) => prompt.length > LONGEST);
  if (long !== undefined)
    return failed(name, `a prompt of ${long.prompt.length} characters; at most ${LONGEST}`, shown(long));
  const short = all.find(({ prompt }) => prompt.length < SHORTEST);
  if (short !== undefined)
    return failed(name, `a prompt of ${short.prompt.length} characters states no task`, shown(short));
  const foreign = all.find(({ prompt }) => shareOfOtherLetters(prompt) > OTHER_LETTERS);
  if (foreign !== undefined) return failed(name, "a prompt that is not in English", shown(foreign));
  const pictured = all.find(({ prompt }) => IMAGE.test(prompt));
  if (pictured !== undefined)
    return warned(name, "a prompt speaks of an image, and there is none", shown(pictured));
  const lengths = all.map(({ prompt }) => prompt.length);
  return passed(name, `${Math.min(...lengths)} to ${Math.max(...lengths)} characters`);
}

function shareOfOtherLetters(prompt: string): number {
  const letters = prompt.match(/\p{L}/gu)?.length ?? 0;
  const latin = prompt.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return letters === 0 ? 0 : (letters - latin) / letters;
}
