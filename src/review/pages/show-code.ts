import { type Html, html } from "../../charts/html.ts";
import { highlightLines, type Token } from "./highlight.ts";
import { text } from "./show-text.ts";

/** One line of a program, coloured by classes. */
export const showTokens = (tokens: readonly Token[]): readonly Html[] =>
  tokens.map(({ kind, text: piece }) =>
    kind === "plain" ? text(piece) : html`<span class="t-${kind}">${text(piece)}</span>`,
  );

/** A program with its lines numbered; the numbers are drawn by the style sheet and are not copied along. */
export function showCode(source: string, label: string): Html {
  const lines = highlightLines(source.replace(/\n$/, ""));
  return html`<div class="block"><pre class="code" tabindex="0" role="region" aria-label="${label}" dir="ltr"><code>${lines.map(
    (tokens, index) => html`<span class="line" id="line-${index + 1}">${showTokens(tokens)}
</span>`,
  )}</code></pre><button type="button" class="copy" data-copy aria-label="Copy the class">Copy</button></div>`;
}

/** "line 33", leading to that line of the class, if the class stands on the page and is as long. */
export const lineLink = (line: number, source: string | null): Html =>
  source !== null && line >= 1 && line <= source.split("\n").length
    ? html`<a href="#line-${line}">line ${line}</a>`
    : html`line ${line}`;
