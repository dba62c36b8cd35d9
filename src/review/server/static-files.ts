import { readFileSync } from "node:fs";
import { CHART_CSS } from "../../charts/chart-css.ts";
import { MAP_CSS } from "../../charts/map-css.ts";

/** A file that pages load, as it is sent. */
export type StaticFile = { readonly type: string; readonly body: string };

const JAVASCRIPT = "text/javascript; charset=utf-8";
const CSS = "text/css; charset=utf-8";

/** Every file that pages load, by name. Nothing comes from elsewhere. Throws when one is missing. */
export function readStaticFiles(): ReadonlyMap<string, StaticFile> {
  const asset = (name: string): string => readFileSync(new URL(`../assets/${name}`, import.meta.url), "utf8");
  const scripts = [
    "review.js",
    "keyboard.js",
    "decide.js",
    "bulk.js",
    "answer.js",
    "copy.js",
    "notes.js",
    "selection.js",
    "messages.js",
  ];
  return new Map([
    ...scripts.map((name) => [name, { type: JAVASCRIPT, body: asset(name) }] as const),
    [
      "htmx.js",
      {
        type: JAVASCRIPT,
        body: readFileSync(new URL(import.meta.resolve("htmx.org/dist/htmx.min.js")), "utf8"),
      },
    ],
    ["review.css", { type: CSS, body: asset("review.css") }],
    ["parts.css", { type: CSS, body: asset("parts.css") }],
    ["charts.css", { type: CSS, body: `${CHART_CSS}${MAP_CSS}` }],
    ["icon.svg", { type: "image/svg+xml", body: asset("icon.svg") }],
  ]);
}
