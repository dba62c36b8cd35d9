import { makeVisible } from "../core/text/visible-text.ts";

/** Markup that is safe to stand in a page or an SVG: only `html` makes it, and it escapes all it is given. */
export class Html {
  readonly #markup: string;

  private constructor(markup: string) {
    this.#markup = markup;
  }

  /** Joins literal parts of ours with values, each value made safe. What `html` calls. */
  static join(parts: readonly string[], values: readonly HtmlValue[]): Html {
    return new Html(parts.map((part, index) => part + render(values[index])).join(""));
  }

  /** The markup itself. */
  toString(): string {
    return this.#markup;
  }
}

/** What may stand in a template: text is escaped, markup stays, lists are joined, nothing gives nothing. */
export type HtmlValue = string | number | Html | null | undefined | false | readonly HtmlValue[];

/**
 * A template of markup, for elements' content and for attributes between double quotes. Every text put in is
 * only ever text: marks are escaped, unseen and direction-changing characters become visible.
 */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return Html.join(parts, values);
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A text as markup that shows it, safe in content and in quoted attributes of HTML and SVG. */
export function escapeHtml(text: string): string {
  return makeVisible(text).replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark);
}

function render(value: HtmlValue): string {
  if (value === null || value === undefined || value === false) return "";
  if (value instanceof Html) return value.toString();
  return typeof value === "string" || typeof value === "number"
    ? escapeHtml(String(value))
    : value.map(render).join("");
}
