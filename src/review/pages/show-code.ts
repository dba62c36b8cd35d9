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
    (tokens) => html`<span class="line">${showTokens(tokens)}
</span>`,
  )}</code></pre><button type="button" class="copy" data-copy aria-label="Copy the class">Copy</button></div>`;
}
