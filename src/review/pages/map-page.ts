import { type Html, html } from "../../charts/html.ts";
import { mapPicture } from "../../charts/map-picture.ts";
import type { PlacedBootcamp } from "../../core/scaling/library-map.ts";
import { countNoun } from "../../core/text/count-noun.ts";
import type { MapListing } from "../queue/drivers.ts";
import { inline } from "./show-text.ts";

/** Where the bootcamps of library and record stand; each square opens its own. */
export function mapPage(listing: MapListing): Html {
  const head = html`<h1>Map</h1>`;
  if (listing.status === "failed") return html`${head}<p class="problem">${inline(listing.reason)}</p>`;
  const { map } = listing;
  const drafts = map.bootcamps.filter(({ where }) => where.kind === "record").length;
  return html`${head}<p class="dim">${countNoun(map.bootcamps.length, "bootcamp")}, of which ${countNoun(drafts, "draft")} in this record that nobody has rejected. A square opens what stands in it. Dashed squares are empty, tinted ones hold a single bootcamp: <code>campforge propose</code> prefers them.</p>
${mapPicture(map, { id: "map", addressOf })}`;
}

const addressOf = ({ where }: PlacedBootcamp): string =>
  where.kind === "library" ? `/library/${where.folder}` : `/run/${where.run}/task/${where.task}`;
