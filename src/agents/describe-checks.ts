import { cutText } from "../core/text/cut-text.ts";
import type { Check, CheckName, Counterexample } from "../core/checks/unit-test-report.ts";
import { makeVisible } from "../core/text/visible-text.ts";

/** What blocks most comes first: nothing can be said of the verifier while the references are wrong. */
const RANKING: readonly CheckName[] = [
  "loads",
  "generation never throws",
  "deterministic",
  "json round trip",
  "reference answers score 1",
  "verifier is total",
  "wrong answers score below 1",
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
export function describeChecks(checks: readonly Check[], limit: number): string {
  const failed = ranked(checks, "failed");
  const warned = ranked(checks, "warned");
  const all = [...failed, ...warned];
  let text = "";
  for (const [index, check] of all.entries()) {
    const gap = text === "" ? "" : GAP;
    const next = `${text}${gap}${describeCheck(check)}`;
    const rest = nameRest(all.slice(index + 1));
    if (next.length + GAP.length + rest.length > limit) {
      return cutText(`${text}${gap}${nameRest(all.slice(index))}`, limit);
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

function nameRest(checks: readonly Check[]): string {
  const names = (status: Check["status"]): string =>
    [...new Set(checks.filter((check) => check.status === status).map(({ name }) => name))].join(", ");
  const failed = names("failed");
  const warned = names("warned");
  return [failed === "" ? "" : `Failed too: ${failed}.`, warned === "" ? "" : `Noticed too: ${warned}.`]
    .filter((line) => line !== "")
    .join("\n");
}

function describeCheck(check: Check): string {
  const smallest = "counterexamples" in check ? check.counterexamples[0] : undefined;
  const heading = `- ${check.name}: ${cutText(makeVisible(check.detail), MOST.detail)}`;
  return smallest === undefined ? heading : `${heading}\n${describeCounterexample(smallest)}`;
}

function describeCounterexample(example: Counterexample): string {
  const place =
    example.index === undefined
      ? []
      : [`  Case ${example.index} of level ${example.level ?? 0}, seed ${example.seed ?? 0}`];
  const line = example.line === undefined ? [] : [`  Line ${example.line}`];
  const parts = (["prompt", "instance", "response", "score"] as const).flatMap((name) => {
    const text = example[name];
    return text === undefined ? [] : [`  ${name}: ${cutText(makeVisible(text), MOST[name])}`];
  });
  return [...place, ...line, ...parts].join("\n");
}
