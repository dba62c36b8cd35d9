import { countNoun } from "../../core/text/count-noun.ts";
import type { Check } from "../../core/checks/unit-test-report.ts";
import { fieldsOf } from "../cases/case-fields.ts";
import {
  counterexample,
  type Evidence,
  failed,
  firstCases,
  passed,
  type PlacedCase,
  scoreValue,
  warned,
} from "../cases/evidence.ts";
import { verifyAll } from "../cases/verify-all.ts";

const name = "prompts fit their cases";

/** What a template writes where a value is missing. Where the source itself says the word, it is a word of the task. */
const MISSING: readonly (readonly [what: string, pattern: RegExp])[] = [
  ["undefined", /(?<![\w-])undefined(?![\w-])/],
  ["[object Object]", /\[object \w+\]/],
  ["NaN", /(?<!\w)NaN(?!\w)/],
  ["Infinity", /(?<!\w)-?Infinity(?!\w)/],
];

/** A slot of any template language, and what was to be written later. */
const SLOT =
  /\$\{\s*[a-z_][\w.[\]()]*\s*\}|\{\{\s*[\w.]+\s*\}\}|%\(\w+\)[sdifr]|<%=?\s*[\w.]+\s*%>|[<[](?:INSERT|PLACEHOLDER|TODO|FILL IN)\b[^>\]\n]{0,80}[>\]]|\bTODO\b|\bFIXME\b|\blorem ipsum\b/;
const SLOT_IN_SMALL_LETTERS = /[<[](?:insert|placeholder|fill in) [^>\]\n]{1,80}[>\]]/;

/**
 * Slots in single braces occur in prompts about sets, code and formulas: only a name of the case's own
 * fields or of a level's parameters counts, and no argument of LaTeX such as `\frac{size}` or `x_{max}`.
 */
const BRACED = /(?<![\w\\_^}$])\{\s*(?:\w+\.){0,3}([a-z]\w*)\s*\}/gi;

/** Equal prompts for so large a share of cases whose answers differ are no accident of names. */
const WARNED_SHARE = 0.005;

/** Groups of equal prompts that are looked into. */
const MOST_GROUPS = 60;

/** Prompts tell their cases apart, say something of them, and have every slot filled. */
export async function checkPromptsFit(evidence: Evidence): Promise<Check> {
  const cases = firstCases(evidence, Infinity);
  const show = (shown: readonly PlacedCase[]): ReturnType<typeof counterexample>[] =>
    shown.map((drawn) => counterexample(drawn, evidence.seed));
  const unfilled = findUnfilled(cases, evidence);
  if (unfilled !== undefined) {
    const [what, found] = unfilled;
    return failed(name, `${what} stands in ${found.length} of ${cases.length} prompts`, show(found));
  }
  const byPrompt = [...Map.groupBy(cases, ({ prompt }) => prompt).values()];
  if (byPrompt.length === 1 && cases.length > 1)
    return failed(name, "every case has the same prompt, which thus says nothing of it", show(cases));
  const silent = Map.groupBy(cases, ({ level }) => level)
    .values()
    .find((drawn) => drawn.length > 1 && saysNothing(drawn));
  if (silent !== undefined)
    return failed(
      name,
      `every case of level ${silent[0]?.level ?? 0} has the same prompt, which thus says nothing of it`,
      show(silent),
    );
  const ambiguous = await disagreeing(byPrompt, evidence);
  const share = ambiguous.flat().length / Math.max(1, cases.length);
  if (ambiguous.length === 0) return passed(name, countNoun(byPrompt.length, "different prompt"));
  const detail = `${countNoun(ambiguous.length, "prompt")} ${ambiguous.length === 1 ? "stands" : "stand"} for cases with different reference answers: what tells these apart is not told`;
  return share > WARNED_SHARE
    ? failed(name, detail, show(ambiguous.flat()))
    : warned(name, detail, show(ambiguous.flat()));
}

/** The first kind of slot that prompts hold, and the cases whose prompts hold it. */
function findUnfilled(
  cases: readonly PlacedCase[],
  { sourceText, card }: Evidence,
): readonly [what: string, found: readonly PlacedCase[]] | undefined {
  for (const [what, pattern] of MISSING) {
    // As one word among others: alone it is what code compares with.
    if (sourceText.strings.some(({ text }) => /\w\s|\s\w/.test(text) && pattern.test(text))) continue;
    const found = cases.filter(({ prompt }) => pattern.test(prompt));
    if (found.length > 0) return [what, found];
  }
  const slots = cases.filter(({ prompt }) => SLOT.test(prompt) || SLOT_IN_SMALL_LETTERS.test(prompt));
  if (slots.length > 0) return ["a slot that was never filled", slots];
  const parameters = Object.keys(card.parameters);
  const braced = cases.filter(({ prompt, instance }) => {
    const names = [...prompt.matchAll(BRACED)].map(([, slot = ""]) => slot);
    if (names.length === 0) return false;
    const known = new Set([...parameters, ...fieldsOf(instance).flat()]);
    return names.some((slot) => known.has(slot));
  });
  return braced.length > 0 ? ["the name of a field in braces", braced] : undefined;
}

/** One prompt for cases that differ. */
const saysNothing = (cases: readonly PlacedCase[]): boolean =>
  new Set(cases.map(({ prompt }) => prompt)).size === 1 &&
  new Set(cases.map(({ instance }) => JSON.stringify(instance))).size > 1;

/**
 * Groups of equal prompts whose cases do not share their right answers. Of cases that keep a solution of
 * their own, each may hold another one that is as right: only references that do not score on each other's
 * case disagree.
 */
async function disagreeing(
  byPrompt: readonly (readonly PlacedCase[])[],
  evidence: Evidence,
): Promise<readonly (readonly PlacedCase[])[]> {
  const written = byPrompt.filter(
    (alike) => new Set(alike.map(({ answer, reference }) => answer ?? reference)).size > 1,
  );
  const groups = written.slice(0, MOST_GROUPS);
  const trials = groups.flatMap((alike) =>
    alike.slice(1).flatMap((other) => {
      const first = alike[0] ?? other;
      return [
        { alike, instance: first.instance, response: other.reference },
        { alike, instance: other.instance, response: first.reference },
      ];
    }),
  );
  if (trials.length === 0) return [];
  const scores = await verifyAll(evidence, trials);
  // A verifier that cannot be asked is what other checks speak of.
  if (scores.status !== "completed") return written;
  const apart = new Set(
    trials.filter((_, index) => scoreValue(scores.value[index]) < 1).map(({ alike }) => alike),
  );
  return [...groups.filter((alike) => apart.has(alike)), ...written.slice(MOST_GROUPS)];
}
