import { type Html, html } from "../../charts/html.ts";
import type { CheckName, Check, Counterexample } from "../../core/checks/unit-test-report.ts";
import { explanationLink } from "./explain-check.ts";
import { highlight } from "./highlight.ts";
import type { LongTexts } from "./long-texts.ts";
import { lineLink, showTokens } from "./show-code.ts";
import { inline, text } from "./show-text.ts";

/** A check that found something. */
export type ObjectingCheck = Extract<Check, { readonly counterexamples: unknown }>;

/** What a finding is shown with. */
export type Evidence = {
  readonly texts: LongTexts;
  /** The class that it is about, if it stands on the same page; its lines are then linked to. */
  readonly source: string | null;
};

/** What a counterexample should have earned, where a check is about scores. */
const EXPECTED: Partial<Record<CheckName, string>> = {
  "reference answers score 1": "1",
  "worked solutions hold": "1",
  "wrong answers score below 1": "less than 1",
  "every change is noticed": "less than 1",
  "guessing does not pay": "little, on average",
  "answers are spread": "little, on average",
  "verifier is total": "a score, without an error",
  deterministic: "the same each time",
};

/** One line of what is wrong, then the evidence in its own form, each piece of it once. */
export function showCheck(check: ObjectingCheck, { texts, source }: Evidence): Html {
  const { name, counterexamples } = check;
  const badge = check.status === "failed" ? "verdict-rejected" : "verdict-flagged";
  const [headline, rest] = headlineOf(check);
  return html`<p class="headline"><span class="badge ${badge}">${check.status}</span> ${checkLink(name)}: ${linkLines(headline, source)}</p>
${rest === "" ? null : html`<p class="dim">${texts.show(rest, 600)}</p>`}${check.status === "waived" ? html`<p>Waived because: ${inline(check.reason)}</p>` : null}${showExamples(name, counterexamples, { texts, source })}`;
}

/** The name of a check, linked to what it looks for. */
export const checkLink = (name: string): Html => html`<a href="${explanationLink(name)}">${name}</a>`;

/** The first clause of what a check says, and the others; mutants that are shown below are not listed here. */
function headlineOf({ detail, counterexamples }: ObjectingCheck): readonly [headline: string, rest: string] {
  const listed = counterexamples
    .flatMap(({ line, mutant }) => (mutant === undefined ? [] : [`line ${line}, ${mutant.what}`]))
    .join("; ");
  const said =
    listed === "" ? detail : detail.replace(`; not detected: ${listed}`, "").replace(`; see: ${listed}`, "");
  // The line is shown below, with its number.
  const [first] = counterexamples;
  const place = first?.line === undefined || first.mutant !== undefined ? "" : `line ${first.line}: `;
  const rest = said.startsWith(place) ? said.slice(place.length) : said;
  const end = clauseEnd(rest);
  return end < 0 ? [rest, ""] : [rest.slice(0, end), rest.slice(end + 2)];
}

/** Where the first clause ends: at a semicolon outside of brackets and quotes; -1 where there is one clause only. */
function clauseEnd(said: string): number {
  let depth = 0;
  let isQuoted = false;
  for (let at = 0; at < said.length; at++) {
    const sign = said[at] ?? "";
    if (sign === '"') isQuoted = !isQuoted;
    else if ("([{".includes(sign)) depth++;
    else if (")]}".includes(sign)) depth--;
    if (depth === 0 && !isQuoted && said.startsWith("; ", at)) return at;
  }
  return -1;
}

const LINE_NUMBER = /\bline (\d{1,5})\b/;

/** A text in which "line 33" leads to that line of the class, if it is on the page. */
function linkLines(said: string, source: string | null): Html {
  const pieces = said.split(LINE_NUMBER);
  return html`<bdi>${pieces.map((piece, index) => (index % 2 === 0 ? text(piece) : lineLink(Number(piece), source)))}</bdi>`;
}

function showExamples(name: CheckName, all: readonly Counterexample[], evidence: Evidence): Html | null {
  const mutants = all.filter(({ mutant }) => mutant !== undefined);
  if (mutants.length > 0)
    return html`<ul class="mutants">${mutants.map((one) => showMutant(one, evidence))}</ul>`;
  const [first, ...others] = all;
  if (first === undefined) return null;
  const one = showExample(name, first, evidence);
  if (others.length === 0 || one === null) return one;
  const more = others.map((other) => showExample(name, other, evidence));
  return html`${one}<details><summary>${others.length} more like it</summary>${more}</details>`;
}

/** A small mistake as a diff of two lines. */
function showMutant({ line, mutant }: Counterexample, { source }: Evidence): Html | null {
  if (mutant === undefined) return null;
  const { what, why, before = lineOf(source, line), after } = mutant;
  const cell = (kind: "del" | "ins", sign: string, spoken: string, code: string): Html =>
    html`<span class="d-cell d-${kind}"><span class="d-sign" aria-hidden="true">${sign}</span><code><span class="spoken">${spoken}</span>${showTokens(highlight(code))}</code></span>`;
  return html`<li><p>${line === undefined ? null : html`${lineLink(line, source)}: `}${inline(what)} <span class="dim">${inline(why)}</span></p>
<div class="mutant" dir="ltr">${before === undefined ? null : cell("del", "−", "as it is: ", before)}${after === undefined ? null : cell("ins", "+", "with the mistake: ", after)}</div></li>`;
}

const lineOf = (source: string | null, line: number | undefined): string | undefined =>
  source === null || line === undefined ? undefined : source.split("\n")[line - 1]?.trim();

/** A counterexample: where it is, its prompt, the answer, its score and what was expected. */
function showExample(name: CheckName, example: Counterexample, { texts, source }: Evidence): Html | null {
  const { level, seed, index, line, prompt, response, score, found, instance } = example;
  const place = [
    level === undefined ? "" : `level ${level}`,
    seed === undefined ? "" : `seed ${seed}`,
    index === undefined ? "" : `case ${index}`,
  ].filter((one) => one !== "");
  const label = `counterexample of ${name}${place.length === 0 ? "" : `, ${place.join(", ")}`}`;
  const box = (what: string, value: string, look: "prompt" | "quote" = "quote"): Html =>
    texts.block(value, { label: `${what} of the ${label}`, look, limit: 1_500 });
  const code = line === undefined ? undefined : (lineOf(source, line) ?? found);
  const expected = score === undefined ? undefined : EXPECTED[name];
  const cells = [
    response === undefined
      ? null
      : html`<div><dt>${line === undefined ? "Answer" : "Found"}</dt><dd>${box("answer", response)}</dd></div>`,
    found === undefined || code !== undefined
      ? null
      : html`<div><dt>Found</dt><dd>${box("finding", found)}</dd></div>`,
    score === undefined ? null : html`<div class="short"><dt>Score</dt><dd>${inline(score)}</dd></div>`,
    expected === undefined ? null : html`<div class="short"><dt>Expected</dt><dd>${expected}</dd></div>`,
  ].filter((cell) => cell !== null);
  if (place.length === 0 && cells.length === 0 && code === undefined && prompt === undefined) return null;
  return html`<div class="example">${place.length === 0 ? null : html`<p class="field">${place.join(", ")}</p>`}${code === undefined || line === undefined ? null : html`<p class="code-line" dir="ltr">${lineLink(line, source)} <code>${showTokens(highlight(code))}</code></p>`}${prompt === undefined ? null : box("prompt", prompt, "prompt")}${cells.length === 0 ? null : html`<dl class="compared answered">${cells}</dl>`}${instance === undefined ? null : html`<details><summary>The case as JSON</summary>${box("JSON", instance)}</details>`}</div>`;
}
