import { type LibraryMap, type MapSquare, type PlacedBootcamp, THIN } from "../core/scaling/library-map.ts";
import { ANSWER_TYPES, HARD_BECAUSE, type HardBecause } from "../core/task/map-cell.ts";
import { formatCount } from "../core/text/format-number.ts";
import { type Html, html } from "./html.ts";

/** How a picture of a map names itself, and where its bootcamps are opened; null where they have no page. */
export type MapPicture = {
  readonly id: string;
  readonly addressOf: (one: PlacedBootcamp) => string | null;
};

/** A square with what the ids of its parts begin with. */
type Placed = {
  readonly square: MapSquare;
  readonly row: string;
  readonly column: string;
  readonly key: string;
};

/**
 * A map as a table of squares, a domain a row and an answer type a column. Each square is a button that opens what
 * stands in it, without any script; empty and thin ones are dashed and tinted.
 */
export function mapPicture({ rows }: LibraryMap, about: MapPicture): Html {
  const { id } = about;
  const placed = rows.map(({ squares }, row) =>
    squares.map((square, column) => ({
      square,
      row: `${id}-row-${row}`,
      column: `${id}-column-${column}`,
      key: `${id}-${row}-${column}`,
    })),
  );
  // The caption is as wide as the table, which is scrolled on a phone: it has to be short.
  return html`<div class="library-map">
<div class="scroll" role="region" aria-labelledby="${id}-caption" tabindex="0"><table>
<caption id="${id}-caption">Bootcamps by domain and answer type</caption>
<thead><tr><th scope="col">domain</th>${ANSWER_TYPES.map((type, column) => html`<th scope="col" id="${id}-column-${column}">${type}</th>`)}</tr></thead>
<tbody>
${placed.map((some, row) => html`<tr><th scope="row" id="${id}-row-${row}">${rows[row]?.domain}</th>${some.map((one) => html`<td>${drawSquare(one)}</td>`)}</tr>\n`)}</tbody>
</table></div>
<p class="map-legend">${HARD_BECAUSE.map((because) => html`<span>${pips([because], null)} ${because}</span> `)}</p>
${placed.flat().map((one) => openedSquare(one, about))}</div>
`;
}

function drawSquare({ square: { bootcamps }, row, column, key }: Placed): Html {
  const count = bootcamps.length;
  const look = count === 0 ? "map-empty" : count < THIN ? "map-thin" : "map-held";
  const causes = HARD_BECAUSE.filter((cause) => bootcamps.some(({ hardBecause }) => hardBecause === cause));
  // Its name is read off the headings of its row and column: whatever stands in those is text.
  const names = `${row} ${column} ${key}-count ${key}-causes`;
  return html`<button type="button" class="map-square ${look}" popovertarget="${key}" aria-labelledby="${names}"><strong id="${key}-count">${formatCount(count)}</strong>${pips(causes, `${key}-causes`)}</button>`;
}

const PIP = 6;
const STEP = PIP + 2;

/** A mark for each thing that can make cases hard, in the order of the legend. */
function pips(causes: readonly HardBecause[], id: string | null): Html {
  const width = HARD_BECAUSE.length * STEP;
  const label = causes.length === 0 ? "nothing stated" : `hard because of ${causes.join(", ")}`;
  const marks = HARD_BECAUSE.map(
    (cause, place) =>
      html`<rect class="${causes.includes(cause) ? "map-on" : "map-off"}" x="${place * STEP}" y="0" width="${PIP}" height="${PIP}" rx="1"/>`,
  );
  return html`<svg class="map-pips"${id === null ? null : html` id="${id}"`} role="img" aria-label="${label}" viewBox="0 0 ${width} ${PIP}" width="${width}" height="${PIP}">${marks}</svg>`;
}

function openedSquare({ square, key }: Placed, about: MapPicture): Html {
  const { domain, answer, bootcamps } = square;
  const content =
    bootcamps.length === 0
      ? html`<p>Nothing yet. <code>campforge propose --domains ${domain} --answers "${answer}"</code> has a model propose some.</p>`
      : listSquare(bootcamps, about);
  return html`<div popover id="${key}" class="map-opened" role="dialog" aria-labelledby="${key}-title"><p class="map-title" id="${key}-title">${domain}, ${answer}</p>
${content}<button type="button" class="map-close" popovertarget="${key}" popovertargetaction="hide">Close</button></div>
`;
}

function listSquare(bootcamps: readonly PlacedBootcamp[], { addressOf }: MapPicture): Html {
  return html`<table><caption>What stands here</caption><thead><tr><th scope="col">bootcamp</th><th scope="col">hard because of</th><th scope="col">hardness</th><th scope="col">from</th></tr></thead>
<tbody>${bootcamps.map((one) => html`<tr><th scope="row">${openBootcamp(one, addressOf(one))}</th><td>${one.hardBecause ?? "not stated"}</td><td>${one.hardness}</td><td>${whereFrom(one)}</td></tr>\n`)}</tbody></table>
`;
}

const openBootcamp = ({ title }: PlacedBootcamp, address: string | null): Html =>
  address === null ? html`${title}` : html`<a href="${address}">${title}</a>`;

const whereFrom = ({ where }: PlacedBootcamp): string =>
  where.kind === "library" ? "library" : `run ${where.run}`;
