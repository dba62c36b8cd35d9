import { isTaskId } from "../task/ids.ts";
import { cellName } from "../task/map-cell.ts";
import { withFrontMatter } from "../task/front-matter.ts";
import type { ProposalOrigin } from "../task/proposal-origin.ts";
import { proposalText, type WrittenProposal } from "./written-proposal.ts";

/** Where the idea of a proposal came from, as its file states it. */
export type Provenance = ProposalOrigin & {
  /** The text and its licence; null for other sources. */
  readonly text: { readonly name: string; readonly licence: string } | null;
};

/** A proposal as a task: Markdown with front matter, which a person can edit and `campforge run` takes. */
export function proposalFile(proposal: WrittenProposal, { by, from, parents, text }: Provenance): string {
  const { title, cell } = proposal;
  const source =
    text === null
      ? `proposed by ${by}`
      : `proposed by ${by}, on the idea of ${text.name} (licence: ${text.licence}); none of its wording`;
  const fields = {
    title,
    domain: cell.domain,
    source,
    ...(text === null ? {} : { licence: text.licence }),
    cell: cellName(cell),
    "proposed-by": by,
    "proposed-from": from,
    ...(parents.length === 0 ? {} : { parents }),
  };
  return withFrontMatter(fields, proposalText(proposal));
}

const MOST_OF_ID = 60;

/** An id for a title that none of the others has. */
export function proposalId(title: string, isTaken: (id: string) => boolean): string {
  const plain = title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, MOST_OF_ID)
    .replace(/^-+|-+$/g, "");
  const id = isTaskId(plain) ? plain : "proposal";
  if (!isTaken(id)) return id;
  for (let number = 2; ; number++) if (!isTaken(`${id}-${number}`)) return `${id}-${number}`;
}
