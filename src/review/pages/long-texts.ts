import { sha256 } from "../../core/draft/hash.ts";
import { cutText } from "../../core/text/cut-text.ts";
import { type Html, html } from "../../charts/html.ts";
import { layOutText } from "./lay-out-text.ts";
import { showMarkdown } from "./show-markdown.ts";
import { text } from "./show-text.ts";

/** How a text is put on the page: within a line, in columns, or as Markdown. */
export const TEXT_FORMS = ["line", "columns", "markdown"] as const;
export type TextForm = (typeof TEXT_FORMS)[number];

/** Shows texts, the long ones cut, and keeps those so that the rest can be asked for. */
export type LongTexts = {
  /** A text within a line, cut where it is longer than `limit`, with a button for the rest. */
  readonly show: (value: string, limit?: number) => Html;
  /** A text in a box of its own, its columns in line, with a button that copies it. */
  readonly block: (value: string, box: Box) => Html;
  /** A description, rendered. */
  readonly prose: (value: string) => Html;
  readonly find: (hash: string) => string | undefined;
};

/** A box for a text. */
export type Box = {
  /** What the text is, for those who hear the page: "prompt of level 1, case 4". */
  readonly label: string;
  readonly look?: "prompt" | "quote";
  readonly dir?: "auto" | "ltr";
  readonly limit?: number;
};

/** What is shown of a long text at first, in characters. */
const SHOWN = 6_000;

/** All kept texts together, in characters; the oldest go first. */
const KEPT = 32_000_000;

/** A text longer than this is not read as Markdown: nobody writes such a description, and it would take long. */
const LONGEST_MARKDOWN = 200_000;

/** A whole text in one of the forms. */
export function showInForm(value: string, form: TextForm): Html {
  switch (form) {
    case "line":
      return text(value);
    case "columns":
      return layOutText(value);
    case "markdown":
      return value.length > LONGEST_MARKDOWN ? html`<p>${text(value)}</p>` : showMarkdown(value);
  }
}

/** Begins with nothing kept. */
export function createLongTexts(): LongTexts {
  const kept = new Map<string, string>();
  let size = 0;
  const keep = (value: string): string => {
    const hash = sha256(value);
    if (!kept.delete(hash)) size += value.length;
    kept.set(hash, value);
    for (const [oldest, { length }] of kept) {
      if (size <= KEPT || oldest === hash) break;
      kept.delete(oldest);
      size -= length;
    }
    return hash;
  };
  const cut = (value: string, limit: number, form: TextForm): Html => {
    if (value.length <= limit) return showInForm(value, form);
    const address = `/text/${keep(value)}?as=${form}`;
    const label = `Show all ${value.length.toLocaleString("en")} characters`;
    const more = html`<button type="button" class="more"
 hx-get="${address}" hx-target="closest .cut" hx-swap="outerHTML">${label}</button>`;
    const shown = showInForm(cutText(value, limit), form);
    return form === "markdown"
      ? html`<div class="cut">${shown}${more}</div>`
      : html`<span class="cut">${shown}${more}</span>`;
  };
  return {
    show: (value, limit = SHOWN) => cut(value, limit, "line"),
    block: (value, { label, look = "quote", dir = "auto", limit = SHOWN }) =>
      html`<div class="block"><pre class="${look}" dir="${dir}" tabindex="0" role="group" aria-label="${label}">${cut(value, limit, "columns")}</pre><button type="button" class="copy" data-copy aria-label="Copy the ${label}">Copy</button></div>`,
    prose: (value) => html`<div class="prose" dir="auto">${cut(value, SHOWN, "markdown")}</div>`,
    find: (hash) => kept.get(hash),
  };
}
