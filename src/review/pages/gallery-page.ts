import { accuracyInShort, describeAuthor, describeMeasured } from "../../catalogue/describe-measured.ts";
import { domainTitle } from "../../catalogue/page-parts.ts";
import type { ShownCase } from "../../catalogue/portray-bootcamp.ts";
import type { Listed } from "../../catalogue/read-catalogue.ts";
import { readDocumentation } from "../../catalogue/read-documentation.ts";
import { type Html, html } from "../../charts/html.ts";
import { answerForm } from "../../core/draft/answer-form.ts";
import type { CheckedCard } from "../../core/draft/card.ts";
import { countNoun } from "../../core/text/count-noun.ts";
import type { GalleryListing, GalleryPortrait } from "../queue/gallery.ts";
import type { LongTexts } from "./long-texts.ts";
import { showCode } from "./show-code.ts";
import { inline, text } from "./show-text.ts";

const addressOf = ({ folder }: Listed): string => `/library/${folder}`;

/** Every bootcamp of a library, by domain, each with what its class says of itself. */
export function galleryPage(listing: GalleryListing): Html {
  const head = html`<h1>Library</h1>`;
  if (listing.status === "failed")
    return html`${head}<p class="problem">The library cannot be read: ${inline(listing.reason)}</p>`;
  const { bootcamps, library } = listing;
  const domains = [...Map.groupBy(bootcamps, ({ card }) => card.domain)];
  return html`${head}<p class="dim">${countNoun(bootcamps.length, "bootcamp")} of ${countNoun(domains.length, "domain")} in <code>${library}</code></p>
${domains.map(([domain, some]) => html`<section class="shelf"><h2>${domainTitle(domain)}</h2><ul class="cards">${some.map(showListed)}</ul></section>`)}`;
}

/** What its class says of itself is asked for once the card comes into view: the class must be run for it. */
function showListed(one: Listed): Html {
  const { card } = one;
  return html`<li class="card"><a class="row-link" href="${addressOf(one)}">${inline(card.title)}</a>
<div hx-get="${addressOf(one)}/words" hx-trigger="revealed" hx-swap="outerHTML"><p class="dim">…</p></div>
<p class="dim">Written ${describeAuthor(card)}; the judge's accuracy: ${accuracyInShort(card)}</p></li>`;
}

/** What a class says of itself, in a sentence or two, and how many levels it has. */
export function galleryWords(drawn: GalleryPortrait): Html {
  if (drawn.status === "failed")
    return html`<p class="problem">It shows nothing: ${inline(drawn.reason)}</p>`;
  const { card, shape } = drawn.portrait;
  return html`<p>${text(card.description)}</p><p class="dim">${countNoun(card.levels.length, "level")}; answer: ${answerForm(shape)}</p>`;
}

/** What the page of one bootcamp of a library is made of. */
export type GalleryView = {
  readonly one: Listed;
  readonly previous: Listed | undefined;
  readonly next: Listed | undefined;
};

/** One bootcamp: its card in words, its levels and cases, what was measured, its class. */
export function galleryBootcampPage({ one, previous, next }: GalleryView): Html {
  const { card, source, folder } = one;
  const said = readDocumentation(source);
  const link = (to: Listed | undefined, rel: "prev" | "next", key: string): Html | null =>
    to === undefined
      ? null
      : html`<a href="${addressOf(to)}" rel="${rel}" aria-keyshortcuts="${key}">${rel === "next" ? "Next" : "Previous"}: ${inline(to.card.title)} <kbd>${key}</kbd></a>`;
  return html`<div class="task task-main"><div class="task-head"><p class="crumbs"><a href="/library" data-queue aria-keyshortcuts="q">Library</a> <span class="dim">${domainTitle(card.domain)}</span></p>
<h1>${inline(card.title)}</h1><p class="dim"><bdi>${folder}</bdi> · version ${card.version} · written ${describeAuthor(card)}</p>
<nav class="neighbours" aria-label="Library">${link(previous, "prev", "k")}${link(next, "next", "j")}</nav></div>
<section aria-labelledby="words-h"><h2 id="words-h">In words</h2>${said === undefined ? null : html`<p class="prose">${text(said)}</p>`}
<div id="portrait" hx-get="${addressOf(one)}/portrait" hx-trigger="load" hx-swap="outerHTML"><p class="dim" role="status">Drawing cases in the sandbox…</p><noscript><a href="${addressOf(one)}/portrait">See levels and cases</a></noscript></div></section>
<section aria-labelledby="measured-h"><h2 id="measured-h">What was measured</h2><div class="scroll" tabindex="0" role="region" aria-label="Measurements"><table><tbody>${describeMeasured(card).map(({ what, found }) => html`<tr><th scope="row">${what}</th><td>${inline(found)}</td></tr>`)}</tbody></table></div></section>
<section id="code" aria-labelledby="code-h"><h2 id="code-h">Class</h2>${showCode(source, `The class ${card.name}`)}</section></div>`;
}

/** What a class shows of itself: levels, the easiest case and the hardest. */
export function galleryPortrait(drawn: GalleryPortrait, texts: LongTexts): Html {
  if (drawn.status === "failed")
    return html`<p class="problem">It shows nothing: ${inline(drawn.reason)}</p>`;
  const { card, shape, easiest, hardest } = drawn.portrait;
  return html`<div id="portrait"><p class="prose">${text(card.description)}</p>
<p>Answer (${answerForm(shape)}): ${inline(card.answerFormat)}</p>
<h3>Levels</h3>${showLevels(card)}
${showCase("The easiest level", easiest, texts)}${showCase("The hardest level", hardest, texts)}</div>`;
}

/** A row for each parameter, a column for each level. */
function showLevels({ levels, parameters }: CheckedCard): Html {
  const names = Object.keys(parameters);
  if (names.length === 0) return html`<p>${countNoun(levels.length, "level")}, without parameters.</p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Levels"><table><thead><tr><th scope="col">parameter</th><th scope="col">meaning</th>${levels.map((_, level) => html`<th scope="col">level ${level}</th>`)}</tr></thead><tbody>${names.map((name) => html`<tr><th scope="row"><code>${name}</code></th><td>${inline(parameters[name]?.meaning ?? "")}</td>${levels.map((level) => html`<td>${String(level[name] ?? "")}</td>`)}</tr>`)}</tbody></table></div>`;
}

function showCase(heading: string, { level, prompt, reference, seed }: ShownCase, texts: LongTexts): Html {
  const at = `level ${level}`;
  return html`<h3>${heading}: ${at}, the first case of seed ${seed}</h3>${texts.block(prompt, { label: `prompt of ${at}`, look: "prompt" })}<p class="field">Reference answer</p>${texts.block(reference, { label: `reference answer of ${at}`, limit: 2_000 })}`;
}
