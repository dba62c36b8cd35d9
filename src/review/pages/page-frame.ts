import { type Html, html, type HtmlValue } from "../../charts/html.ts";
import { cutText } from "../../core/text/cut-text.ts";
import { DIALOGS } from "./dialogs.ts";

/** What a page needs around its content. */
export type Page = {
  readonly title: string;
  readonly main: HtmlValue;
  /** The run that the page is about; null where the record holds none. */
  readonly run: number | null;
  /** Where the page belongs in the navigation. */
  readonly place: "queue" | "live" | "library" | "map" | "checks" | "elsewhere";
  readonly reviewer: Reviewer;
};

/** Under which name decisions are taken, and whether somebody has said so. */
export type Reviewer = { readonly name: string; readonly isConfirmed: boolean };

/** htmx without what a strict policy forbids: no style of its own, no evaluated text, no page kept in storage. */
const HTMX = JSON.stringify({
  includeIndicatorStyles: false,
  allowEval: false,
  allowScriptTags: false,
  historyCacheSize: 0,
  selfRequestsOnly: true,
  scrollIntoViewOnBoost: false,
  timeout: 30_000,
});

/** A whole page. */
export function pageFrame(page: Page): Html {
  const { run, place } = page;
  const link = (to: Page["place"], href: string, label: string): Html =>
    html`<a href="${href}"${place === to ? html` aria-current="page"` : null}>${label}</a>`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="htmx-config" content="${HTMX}">
<title>${cutText(page.title, 120)} · Campforge review</title>
<link rel="icon" href="/static/icon.svg">
<link rel="stylesheet" href="/static/charts.css">
<link rel="stylesheet" href="/static/review.css">
<link rel="stylesheet" href="/static/parts.css">
<script src="/static/htmx.js" defer></script>
<script src="/static/review.js" type="module"></script>
</head>
<body data-run="${run ?? ""}">
<a class="skip" href="#main">Skip to the content</a>
<header class="top">
<a class="brand" href="/">Campforge <span>review</span></a>
<nav aria-label="Pages">${run === null ? null : [link("queue", `/run/${run}`, "Queue"), link("live", `/run/${run}/live`, "Live")]}${link("library", "/library", "Library")}${link("map", "/map", "Map")}${link("checks", "/checks", "Checks")}</nav>
<div class="top-end">
<button type="button" class="quiet" id="reviewer" data-open="name-dialog" data-confirmed="${page.reviewer.isConfirmed ? "yes" : "no"}">Deciding as <bdi data-reviewer>${page.reviewer.name}</bdi></button>
<button type="button" class="quiet" data-open="help-dialog" aria-keyshortcuts="?" aria-label="Keyboard shortcuts"><kbd>?</kbd></button>
</div>
</header>
<main id="main" tabindex="-1">${page.main}</main>
<div id="announcer" role="status" aria-live="polite"></div>
${DIALOGS(page.reviewer.name)}
</body>
</html>
`;
}
