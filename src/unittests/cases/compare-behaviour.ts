import type { Json } from "../../bootcamp/index.ts";
import type { Program } from "../../core/draft/compile-report.ts";
import type { JobLimits, Sandbox } from "../../core/draft/execution.ts";
import type { Probe } from "../../core/draft/novelty.ts";
import { formOf } from "./case-form.ts";
import { fieldAt, fieldsOf, scalarsOf } from "./case-fields.ts";
import { mapTexts } from "./case-names.ts";
import { matchForms } from "./match-forms.ts";

/** So many cases of another class say whether a verifier scores them by the same rules: a choice of two agrees by chance on 1 in 4,096. */
const CASES = 12;

/** Fewer wrong answers could be refused for any reason. */
const LEAST_WRONG = 12;

/** A verifier that needs more time for such a case than this is not made for it. */
const TIMEOUT_MS = 500;

/** How a verifier scores another class's cases: right answers that it pays too, wrong ones that it refuses too. */
export type Agreement = {
  readonly right: number;
  readonly ofRight: number;
  readonly wrong: number;
  readonly ofWrong: number;
};

type Tested = { readonly program: Program; readonly sandbox: Sandbox; readonly limits: JobLimits };

/**
 * Puts the cases of a known class, its field names replaced by those of a draft, and its answers before the
 * draft's verifier. Undefined where the cases are of different forms, where the known class looks its answer up
 * in the case, so that its verifier says nothing of the task, and where there is too little to go by.
 */
export async function compareBehaviour(
  { program, sandbox, limits }: Tested,
  own: readonly Json[],
  probes: readonly Probe[],
): Promise<Agreement | undefined> {
  const all = probes.map(({ instance }) => instance);
  const tried = probes.slice(0, CASES);
  const wrong = tried.reduce((sum, probe) => sum + probe.wrong.length, 0);
  if (tried.length < CASES || wrong < LEAST_WRONG || holdAnswers(tried)) return undefined;
  const translations = matchForms(formOf(all), formOf(own));
  const impatient = { ...limits, timeoutMs: Math.min(TIMEOUT_MS, limits.timeoutMs), once: true };
  let best: Agreement | undefined;
  for (const translate of translations)
    for (const words of [new Map<string, string>(), pairWords(all, own)]) {
      const put = tried.map((probe) => ({
        instance: mapTexts(translate(probe.instance), (text) => words.get(text) ?? text),
        right: withWords(probe.right, words),
        wrong: probe.wrong.map((text) => withWords(text, words)),
      }));
      const found = await score({ program, sandbox, limits: impatient }, put);
      if (found !== undefined && (best === undefined || found.right > best.right)) best = found;
    }
  return best;
}

async function score(
  { program, sandbox, limits }: Tested,
  probes: readonly Probe[],
): Promise<Agreement | undefined> {
  const trials = probes.flatMap(({ instance, right, wrong }) => [
    { instance, text: right, isRight: true },
    ...wrong.map((text) => ({ instance, text, isRight: false })),
  ]);
  const wrapped = await sandbox.wrap(
    program,
    trials.map(({ text }) => text),
    limits,
  );
  if (wrapped.status !== "completed") return undefined;
  const attempts = trials.map(({ instance }, index) => ({ instance, response: wrapped.value[index] ?? "" }));
  const scores = await sandbox.verify(program, attempts, limits);
  if (scores.status !== "completed") return undefined;
  const paid = trials.map((_, index) => {
    const one = scores.value[index];
    return one?.status === "scored" && one.score === 1;
  });
  const agreed = (wanted: boolean): number =>
    trials.filter(({ isRight }, index) => isRight === wanted && paid[index] === wanted).length;
  const ofRight = probes.length;
  return { right: agreed(true), ofRight, wrong: agreed(false), ofWrong: trials.length - ofRight };
}

/** A text that stands in so many of the cases belongs to the class and not to the case: a colour, a direction. */
const SHARE_OF_CASES = 1 / 3;

/** The words of one class for those of another that stand as often: red for the first of three channels. */
function pairWords(from: readonly Json[], to: readonly Json[]): ReadonlyMap<string, string> {
  const own = wordsOf(to);
  return new Map(
    wordsOf(from).flatMap((word, index) => {
      const other = own[index];
      return other === undefined ? [] : [[word, other]];
    }),
  );
}

function wordsOf(instances: readonly Json[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const instance of instances)
    for (const word of new Set(scalarsOf(instance)))
      if (typeof word === "string") counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count > SHARE_OF_CASES * instances.length)
    .toSorted(([, one], [, other]) => other - one)
    .map(([word]) => word);
}

function withWords(text: string, words: ReadonlyMap<string, string>): string {
  return words.size === 0 ? text : text.replace(/[\p{L}\d_'-]+/gu, (word) => words.get(word) ?? word);
}

const tokensOf = (text: string): string => (text.toLowerCase().match(/[\p{L}\d.]+/gu) ?? []).join(" ");

/** Whether one field of every case is its answer. */
function holdAnswers(probes: readonly Probe[]): boolean {
  const [first] = probes;
  if (first === undefined) return false;
  return fieldsOf(first.instance).some((path) =>
    probes.every(
      ({ instance, right }) => tokensOf(scalarsOf(fieldAt(instance, path)).join(" ")) === tokensOf(right),
    ),
  );
}

/** Above these shares two verifiers score by the same rules. */
const SAME_RIGHT = 0.9;
const SAME_WRONG = 0.9;

/** Whether a verifier scores another class's cases as that class does. */
export function isSameTask({ right, ofRight, wrong, ofWrong }: Agreement): boolean {
  return right >= SAME_RIGHT * ofRight && wrong >= SAME_WRONG * ofWrong;
}
