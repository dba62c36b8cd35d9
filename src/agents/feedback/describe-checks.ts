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
const MOST = {
  detail: 1_500,
  prompt: 700,
  instance: 500,
  response: 400,
  score: 200,
  line: 300,
  mutant: 200,
  found: 600,
} as const;

/** So many places of the source are shown of one check; a case of it, which is longer, is shown once. */
const MOST_LINES = 8;

/** Between one check and the next. */
const GAP = "\n\n";

/** Checks of a draft with its source, whose lines they speak of. */
type Checked = { readonly checks: readonly Check[]; readonly source: string };

/**
 * Failed checks, then warned ones, which are marked as such, each group by how much it blocks, each with its
 * smallest counterexample. What finds no room is named at least. Needs a limit of some hundred characters.
 */
export function describeChecks({ checks, source }: Checked, prompts: Prompts, limit: number): string {
  const failed = ranked(checks, "failed");
  const warned = ranked(checks, "warned");
  const all = [...failed, ...warned];
  const lines = source.split("\n");
  let text = "";
  for (const [index, check] of all.entries()) {
    const gap = text === "" ? "" : GAP;
    const heading =
      index > 0 && index === failed.length ? `${prompts["class-feedback"].alsoConsider.text}${GAP}` : "";
    const next = [text, gap, heading, describeCheck(check, lines, prompts)].join("");
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
    [
      ...new Set(
        checks.filter((check) => check.status === status).map(({ name }) => wordName(name, prompts)),
      ),
    ].join(", ");
  const failed = names("failed");
  const warned = names("warned");
  return [
    ...(failed === "" ? [] : [fillSlots(alsoFailed, { checks: failed })]),
    ...(warned === "" ? [] : [fillSlots(alsoWarned, { checks: warned })]),
  ].join("\n");
}

function describeCheck(check: Check, lines: readonly string[], prompts: Prompts): string {
  const examples = "counterexamples" in check ? check.counterexamples : [];
  // Places of the source are short, and each is another one; of cases the smallest says most.
  const places = examples.filter(({ line, instance }) => line !== undefined && instance === undefined);
  const shown = places.length > 0 ? places.slice(0, MOST_LINES) : examples.slice(0, 1);
  const heading = fillSlots(prompts["class-feedback"].check, {
    check: wordName(check.name, prompts),
    detail: cutText(makeVisible(check.detail), MOST.detail),
  });
  return [heading, ...shown.map((one) => describeCounterexample(one, lines, prompts))].join("\n");
}

/** What a check looks for, in words that hold of each of its findings: some names say but one half of it. */
export function wordName(name: CheckName, prompts: Prompts): string {
  const { generationEnds, toldAndChecked } = prompts["class-feedback"];
  if (name === "generation never throws") return generationEnds.text;
  return name === "what is told is checked" ? toldAndChecked.text : name;
}

function describeCounterexample(example: Counterexample, lines: readonly string[], prompts: Prompts): string {
  const { caseAddress, sourceLine, mutant: mutantSection, found: foundSection } = prompts["class-feedback"];
  const { index, level = 0, seed = 0, line, mutant, found } = example;
  const parts = (["prompt", "instance", "response", "score"] as const).flatMap((name) => {
    const text = example[name];
    return text === undefined ? [] : [`${name}: ${cutText(makeVisible(text), MOST[name])}`];
  });
  const lineText = line === undefined ? undefined : (lines[line - 1] ?? "").trim();
  return [
    ...(index === undefined ? [] : [fillSlots(caseAddress, { index, level, seed })]),
    ...(line === undefined || lineText === undefined
      ? []
      : [fillSlots(sourceLine, { line, text: cutText(makeVisible(lineText), MOST.line) })]),
    ...(mutant === undefined
      ? []
      : [
          fillSlots(mutantSection, {
            mutant: cutText(makeVisible(mutant.what), MOST.mutant),
            why: mutant.why,
          }),
        ]),
    ...(found === undefined
      ? []
      : [fillSlots(foundSection, { found: cutText(makeVisible(found), MOST.found) })]),
    ...parts,
  ]
    .map((part) => `  ${part}`)
    .join("\n");
}
