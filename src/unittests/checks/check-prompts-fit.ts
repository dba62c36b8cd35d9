import type { Check } from "../../core/checks/unit-test-report.ts";
import { counterexample, type Evidence, failed, firstCases, passed, warned } from "../cases/evidence.ts";

const name = "prompts fit their cases";

/** What a template leaves behind where a value is missing. */
const UNFILLED: readonly (readonly [what: string, pattern: RegExp])[] = [
  ["undefined", /(?<![\w-])undefined(?![\w-])/],
  ["[object Object]", /\[object \w+\]/],
  ["NaN", /(?<!\w)NaN(?!\w)/],
  ["a slot that was never filled", /\$\{\w+\}|\{\{\s*\w+\s*\}\}|%\(\w+\)s|<INSERT[^>]*>|\bTODO\b|\bFIXME\b/],
  ["Infinity", /(?<!\w)-?Infinity(?!\w)/],
];

/** Slots in single braces occur in prompts about sets and code: only a name of the case's own field counts. */
const BRACED = /\{([a-z]\w*)\}/gi;

/** Equal prompts for so large a share of cases whose answers differ are no accident of names. */
const WARNED_SHARE = 0.005;

/** Prompts tell their cases apart, say something of them, and have every slot filled. */
export function checkPromptsFit(evidence: Evidence): Check {
  const cases = firstCases(evidence, Infinity);
  const show = (shown: readonly (typeof cases)[number][]): ReturnType<typeof counterexample>[] =>
    shown.map((drawn) => counterexample(drawn, evidence.seed));
  for (const [what, pattern] of UNFILLED) {
    const found = cases.filter(({ prompt }) => pattern.test(prompt));
    if (found.length > 0)
      return failed(name, `${what} stands in ${found.length} of ${cases.length} prompts`, show(found));
  }
  const unfilled = cases.filter(({ prompt, instance }) => {
    const fields = new Set(typeof instance === "object" && instance !== null ? Object.keys(instance) : []);
    return [...prompt.matchAll(BRACED)].some(([, slot]) => fields.has(slot ?? ""));
  });
  if (unfilled.length > 0)
    return failed(
      name,
      `the name of a field in braces stands in ${unfilled.length} of ${cases.length} prompts`,
      show(unfilled),
    );
  const byPrompt = [...Map.groupBy(cases, ({ prompt }) => prompt).values()];
  if (byPrompt.length === 1 && cases.length > 1)
    return failed(name, "every case has the same prompt, which thus says nothing of it", show(cases));
  const ambiguous = byPrompt.filter(
    (alike) => new Set(alike.map(({ answer, reference }) => answer ?? reference)).size > 1,
  );
  const share = ambiguous.flat().length / Math.max(1, cases.length);
  if (ambiguous.length === 0) return passed(name, `${byPrompt.length} different prompts`);
  const detail = `${ambiguous.length} prompts stand for cases with different reference answers: what tells these apart is not told`;
  return share > WARNED_SHARE
    ? failed(name, detail, show(ambiguous.flat()))
    : warned(name, detail, show(ambiguous.flat()));
}
