import { type Html, html } from "../../charts/html.ts";
import { ALL_CHECK_NAMES } from "../../core/checks/unit-test-report.ts";
import { CHECK_EXPLANATIONS, GATE_EXPLANATIONS } from "./explain-check.ts";

/** What every check and gate looks for. */
export function checksPage(): Html {
  const entry = (name: string, words: string): Html =>
    html`<section id="${name.replaceAll(" ", "-")}"><h3>${name}</h3><p>${words}</p></section>`;
  return html`<div class="narrow"><h1>Checks and gates</h1>
<p class="dim">A check that fails rejects a bootcamp; one that warns, or that somebody waived, flags it.</p>
<h2>Checks without a model</h2>${ALL_CHECK_NAMES.map((name) => entry(name, CHECK_EXPLANATIONS[name]))}
<h2>Gates with a model</h2>${Object.entries(GATE_EXPLANATIONS).map(([name, words]) => entry(name, words))}</div>`;
}
