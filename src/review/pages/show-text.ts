import { type Html, html } from "../../charts/html.ts";
import { visiblePieces } from "../../core/text/visible-text.ts";

/** A text between tags, its unseen characters set off from what was written. Not for attributes. */
export function text(value: string): Html {
  return html`${visiblePieces(value).map(({ text: piece, isEscape }) =>
    isEscape ? html`<span class="unseen" title="cannot be seen">${piece}</span>` : piece,
  )}`;
}

/** The same in one direction of its own, so that it moves nothing beside it. */
export const inline = (value: string): Html => html`<bdi>${text(value)}</bdi>`;

/** A time of the record, to the minute: the record's zone, not the reader's. */
export const showTime = (iso: string): Html =>
  html`<time datetime="${iso}">${iso.slice(0, 16).replace("T", " ")} UTC</time>`;
