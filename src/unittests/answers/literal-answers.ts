import { type Evidence, firstCases, scoreValue } from "../cases/evidence.ts";
import { verifyAll } from "../cases/verify-all.ts";

/** Texts longer than this are wording, not an answer. */
const LONGEST = 200;
const MOST_TRIED = 150;

/** The first look is at one case of each level: what always wins does so here. */
const CASES_PER_LEVEL = 1;

/**
 * The texts and numbers of the source that its own verifier takes for an answer in most of a few cases: a word that
 * opens every door stands somewhere in the code. Wrapped as responses, to be tried on many cases.
 */
export async function literalAnswers(evidence: Evidence): Promise<readonly string[]> {
  const { strings, numbers } = evidence.sourceText;
  const literals = [...new Set([...numbers, ...strings].map(({ text }) => text.trim()))]
    .filter((text) => text !== "" && text.length <= LONGEST)
    .slice(0, MOST_TRIED);
  const wrapped = await evidence.sandbox.wrap(evidence.program, literals, evidence.limits);
  if (wrapped.status !== "completed") return []; // the total verifier has a check of its own
  const cases = firstCases(evidence, CASES_PER_LEVEL);
  const scores = await verifyAll(
    evidence,
    wrapped.value.flatMap((response) => cases.map(({ instance }) => ({ instance, response }))),
  );
  if (scores.status !== "completed") return [];
  return wrapped.value.filter((_, index) => {
    const own = scores.value.slice(index * cases.length, (index + 1) * cases.length);
    return own.filter((score) => scoreValue(score) > 0).length * 2 >= cases.length;
  });
}
