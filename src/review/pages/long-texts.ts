import { sha256 } from "../../core/draft/hash.ts";
import { cutText } from "../../core/text/cut-text.ts";
import { type Html, html } from "../../charts/html.ts";
import { text } from "./show-text.ts";

/** Shows texts, the long ones cut, and keeps those so that the rest can be asked for. */
export type LongTexts = {
  /** A text, cut where it is longer than `limit`, with a button for the rest. */
  readonly show: (value: string, limit?: number) => Html;
  readonly find: (hash: string) => string | undefined;
};

/** What is shown of a long text at first, in characters. */
const SHOWN = 6_000;

/** All kept texts together, in characters; the oldest go first. */
const KEPT = 32_000_000;

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
  return {
    show: (value, limit = SHOWN) => {
      if (value.length <= limit) return text(value);
      const address = `/text/${keep(value)}`;
      const label = `Show all ${value.length.toLocaleString("en")} characters`;
      return html`<span class="cut">${text(cutText(value, limit))}<button type="button" class="more"
 hx-get="${address}" hx-target="closest .cut" hx-swap="outerHTML">${label}</button></span>`;
    },
    find: (hash) => kept.get(hash),
  };
}
