import { canonicalText, type Json, type Score } from "../../bootcamp/index.ts";
import type { Attempt } from "./execution.ts";
import { sha256 } from "./hash.ts";

/** The seed of the cases that a behaviour hash covers. */
export const BEHAVIOUR_SEED = 0;

/** Cases of each level that a behaviour hash covers, from index 0 on. */
export const BEHAVIOUR_CASES = 20;

/** Stands before everything that is hashed, and changes whenever the layout or the responses do. */
const LAYOUT = "campforge-behaviour 1";

/** One case as the class drew and scored it. */
export type ObservedCase = {
  readonly level: number;
  readonly index: number;
  readonly instance: Json;
  readonly prompt: string;
  readonly reference: string;
  /** The score of each response of `probesOf`, in their order. */
  readonly scores: readonly Score[];
};

/**
 * The responses that a case is scored with: its own reference, nothing, the reference of the next case of
 * its level (of the first, for the last), and two near misses, the own reference with its first and with its
 * last digit one higher, 9 becoming 0. The near misses stand close to what a tolerance or a bound decides.
 */
export function probesOf(references: readonly string[], index: number): readonly string[] {
  const own = references[index] ?? "";
  const next = references[(index + 1) % references.length] ?? "";
  return [own, "", next, raiseDigit(own, own.search(/[0-9]/)), raiseDigit(own, lastDigit(own))];
}

/** The probes of every case of a level, case by case. */
export function probeAttempts(
  drawn: readonly { readonly instance: Json; readonly reference: string }[],
): readonly Attempt[] {
  const references = drawn.map(({ reference }) => reference);
  return drawn.flatMap(({ instance }, index) =>
    probesOf(references, index).map((response) => ({ instance, response })),
  );
}

function raiseDigit(text: string, index: number): string {
  if (index < 0) return text;
  return `${text.slice(0, index)}${(Number(text[index]) + 1) % 10}${text.slice(index + 1)}`;
}

/** By hand, because a pattern that looks for an end takes time quadratic in the length. */
function lastDigit(text: string): number {
  let index = text.length - 1;
  while (index >= 0 && !/[0-9]/.test(text.charAt(index))) index--;
  return index;
}

/**
 * The behaviour hash: SHA-256, 64 hexadecimal digits, of these lines in UTF-8, each ended by one line feed.
 *
 *     campforge-behaviour 1
 *     ["levels",<number of levels>,"cases",20,"seed",0]
 *     ["case",<level>,<index>,<case>,<prompt>,<reference>,<score>,<score>,<score>,<score>,<score>]
 *
 * A line is a JSON array without spaces. There is a line for each case, level by level and index by index.
 * `<case>` is the case's canonical text (keys sorted) as a JSON string; `<score>` is a number where the
 * response was scored, else "unparsable", "error" or "timeout": what a message says is no behaviour, because
 * it names lines of the source. Nothing of the source goes in, so that names and comments change nothing.
 */
export function hashBehaviour(levelCount: number, cases: readonly ObservedCase[]): string {
  const head = ["levels", levelCount, "cases", BEHAVIOUR_CASES, "seed", BEHAVIOUR_SEED];
  const lines = cases.map(({ level, index, instance, prompt, reference, scores }) => [
    "case",
    level,
    index,
    canonicalText(instance),
    prompt,
    reference,
    ...scores.map((score) => (score.status === "scored" ? score.score : score.status)),
  ]);
  return sha256([LAYOUT, ...[head, ...lines].map((line) => JSON.stringify(line)), ""].join("\n"));
}
