import { cutText } from "../../core/text/cut-text.ts";
import type { Check, CheckName, Counterexample } from "../../core/checks/unit-test-report.ts";
import { fillSlots, type Prompts } from "../../core/calls/prompts.ts";
import { makeVisible } from "../../core/text/visible-text.ts";

/** What blocks most comes first: nothing can be said of the verifier while the references are wrong. */
const RANKING: readonly CheckName[] = [
  "loads",
  "generation never throws",
  "deterministic",
  "json round trip",
  "reference answers score 1",
  "verifier is total",
  "wrong answers score below 1",
  "every change is noticed",
  "guessing does not pay",
  "prompts fit their cases",
  "what is told is checked",
  "no leak",
  "answers are spread",
  "levels are real",
];

/** The most of each part that an author is shown, in characters. */
const MOST = { detail: 600, prompt: 700, instance: 500, response: 400, score: 200 } as const;

/** Between one check and the next. */
const GAP = "\n\n";

/**
 * Failed checks, then warned ones, each group by how much it blocks, each with its smallest counterexample.
 * What finds no room is named at least. Needs a limit of some hundred characters.
 */
export function describeChecks(checks: readonly Check[], prompts: Prompts, limit: number): string {
  const failed = ranked(checks, "failed");
  const warned = ranked(checks, "warned");
  const all = [...failed, ...warned];
  let text = "";
  for (const [index, check] of all.entries()) {
    const gap = text === "" ? "" : GAP;
    const next = `${text}${gap}${describeCheck(check, prompts)}`;
    const rest = nameRest(all.slice(index + 1), prompts);
    if (next.length + GAP.length + rest.length > limit) {
      return cutText(`${text}${gap}${nameRest(all.slice(index), prompts)}`, limit);
    }
    text = next;
  }
  return text;
}

function ranked(checks: readonly Check[], status: "failed" | "warned"): readonly Check[] {
  const rank = ({ name }: Check): number => {
    const index = RANKING.indexOf(name);
    return index < 0 ? RANKING.length : index;
  };
  return checks.filter((check) => check.status === status).toSorted((a, b) => rank(a) - rank(b));
}

function nameRest(checks: readonly Check[], prompts: Prompts): string {
  const { alsoFailed, alsoWarned } = prompts["class-feedback"];
  const names = (status: Check["status"]): string =>
    [...new Set(checks.filter((check) => check.status === status).map(({ name }) => name))].join(", ");
  const failed = names("failed");
  const warned = names("warned");
  return [
    ...(failed === "" ? [] : [fillSlots(alsoFailed, { checks: failed })]),
    ...(warned === "" ? [] : [fillSlots(alsoWarned, { checks: warned })]),
  ].join("\n");
}

function describeCheck(check: Check, prompts: Prompts): string {
  const smallest = "counterexamples" in check ? check.counterexamples[0] : undefined;
  const heading = fillSlots(prompts["class-feedback"].check, {
    check: check.name,
    detail: cutText(makeVisible(check.detail), MOST.detail),
  });
  return smallest === undefined ? heading : `${heading}\n${describeCounterexample(smallest, prompts)}`;
}

function describeCounterexample(example: Counterexample, prompts: Prompts): string {
  const { caseAddress, sourceLine } = prompts["class-feedback"];
  const { index, level = 0, seed = 0, line } = example;
  const parts = (["prompt", "instance", "response", "score"] as const).flatMap((name) => {
    const text = example[name];
    return text === undefined ? [] : [`${name}: ${cutText(makeVisible(text), MOST[name])}`];
  });
  return [
    ...(index === undefined ? [] : [fillSlots(caseAddress, { index, level, seed })]),
    ...(line === undefined ? [] : [fillSlots(sourceLine, { line })]),
    ...parts,
  ]
    .map((part) => `  ${part}`)
    .join("\n");
}
