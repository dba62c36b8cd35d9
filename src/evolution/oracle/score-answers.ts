import type { Program } from "../../core/draft/compile-report.ts";
import type { FreshCase } from "./fresh-cases.ts";
import type { Running } from "./in-crossings.ts";
import type { Disagreement } from "./settle-dispute.ts";

/** An answer to a fresh case with what the class holds of it, and how it was made. */
export type Trial = Disagreement & { readonly kind: string };

/** A response, or an answer that still has to be put into one. */
export type Made = { readonly drawn: FreshCase; readonly kind: string } & (
  { readonly response: string } | { readonly text: string }
);

/** Ways in which answers were made that are told apart later. */
export const KINDS = { listed: "listed", solved: "solved" } as const;

/** Answers of one kind that are tried, spread over the levels. */
export const MOST_OF_A_KIND = 16;

/** Answers verified in one crossing. */
const PART = 100;

/**
 * Leaves out answers that the class reads as the right one, or that differ from it in capitals alone: whether such
 * a spelling is right is a matter of form, on which two verifiers may well differ.
 */
export async function withoutSpellings(
  made: readonly Made[],
  { program }: { readonly program: Program },
  { drivers, options }: Running,
): Promise<readonly Made[]> {
  const { sandbox } = drivers;
  const texts = [...new Set(made.flatMap((one) => ("text" in one ? [one.text] : [])))];
  const wrapped = await sandbox.wrap(program, texts, options.limits);
  if (wrapped.status !== "completed") return [];
  const references = [...new Set(made.map(({ drawn }) => drawn.reference))];
  const read = await sandbox.extract(program, [...references, ...wrapped.value], options.limits);
  if (read.status !== "completed") return [];
  const right = new Map(references.map((one, index) => [one, read.value[index]?.canonical]));
  const found = new Map(
    texts.map((text, index) => [
      text,
      { response: wrapped.value[index] ?? "", canonical: read.value[references.length + index]?.canonical },
    ]),
  );
  return made.flatMap((one): readonly Made[] => {
    if ("response" in one) return [one];
    const { drawn, kind, text } = one;
    const { response = "", canonical } = found.get(text) ?? {};
    // What cannot be read tells nothing.
    if (canonical === undefined || canonical === right.get(drawn.reference)) return [];
    return response.toLowerCase() === drawn.reference.toLowerCase() ? [] : [{ drawn, kind, response }];
  });
}

/** Puts answers into responses and has the class score each response to a case once. */
export async function scoreAnswers(
  made: readonly Made[],
  { program }: { readonly program: Program },
  { drivers, options }: Running,
): Promise<readonly Trial[]> {
  const { sandbox } = drivers;
  const texts = [...new Set(made.flatMap((one) => ("text" in one ? [one.text] : [])))];
  const wrapped = await sandbox.wrap(program, texts, options.limits);
  const responses = new Map(
    wrapped.status === "completed" ? texts.map((text, index) => [text, wrapped.value[index]]) : [],
  );
  const seen = new Set<string>();
  const all = made.flatMap((one) => {
    const response = "response" in one ? one.response : responses.get(one.text);
    if (response === undefined) return [];
    // Listed answers are counted, and stand there although a change may have made one of them.
    const key = JSON.stringify([one.drawn.level, one.drawn.index, one.kind === KINDS.listed, response]);
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ drawn: one.drawn, kind: one.kind, response }];
  });
  const trials: Trial[] = [];
  for (let start = 0; start < all.length; start += PART) {
    const part = all.slice(start, start + PART);
    const attempts = part.map(({ drawn, response }) => ({ instance: drawn.instance, response }));
    const verified = await sandbox.verify(program, attempts, options.limits);
    if (verified.status !== "completed") continue;
    for (const [at, one] of part.entries()) {
      const score = verified.value[at];
      if (score?.status !== "scored") continue;
      const classScore = score.score === 1 ? "right" : "wrong";
      trials.push({ ...one, classScore, isGiven: false });
    }
  }
  return trials;
}
