import { type LibraryCard, numberCard, type Rewriting } from "../core/library/library-card.ts";
import type { Inspection } from "../workshop/inspect-bootcamp.ts";
import { BEYOND_INSPECTION, handWrittenCard } from "./hand-written-card.ts";
import { nextVersion } from "./plan-export.ts";
import { isAsApproved, renewed } from "./renew-card.ts";
import type { FormerVersion, Shelf } from "./shelf.ts";

type Inspected = Extract<Inspection, { status: "inspected" }>;

/** What is put in the place of a class, and on what grounds. */
export type Rewritten = {
  readonly source: string;
  readonly inspected: Inspected;
  readonly grounds: Omit<Rewriting, "of">;
};

/** The shelf with the rewritten class as its next version, or why that one is not what was let in. */
export type RewrittenShelf =
  | { readonly status: "rewritten"; readonly after: Shelf }
  | { readonly status: "refused"; readonly reasons: readonly string[] };

/**
 * Puts a class in the place of the current one whose behaviour it has. What models, the judge and readers found goes
 * along, since they saw cases, prompts and scores and no source; a critic, who reads the source, has not seen this one.
 */
export function rewriteBootcamp(
  shelf: Shelf,
  standing: FormerVersion,
  { source, inspected, grounds }: Rewritten,
): RewrittenShelf {
  const { card } = standing;
  if (card.hashes.behaviour !== inspected.hashes.behaviour)
    return refused(["its behaviour hash is another: it draws, words or scores some case otherwise"]);
  if (!isAsApproved(card, inspected)) return refused(worseChecks(card, inspected));
  const version = nextVersion(shelf);
  const { version: of, hashes, gates, ...rest } = renewed(card, handWrittenCard(shelf, inspected));
  const beyond = card.gates.filter(
    ({ gate, check }) =>
      gate === "unit tests" &&
      BEYOND_INSPECTION.has(check) &&
      !inspected.checks.some(({ name }) => name === check),
  );
  const later = gates.findIndex(({ gate }) => gate !== "unit tests");
  const kept = [...gates.slice(0, later), ...beyond, ...gates.slice(later)];
  const { code, program, behaviour } = hashes;
  const rewritten = numberCard(
    {
      ...rest,
      hashes: { code, program, behaviour },
      gates: kept.map((one) => (one.gate === "critic" ? unread(one, of) : one)),
      rewritten: { of, ...grounds },
    },
    version,
  );
  const former = [...shelf.former, standing];
  return {
    status: "rewritten",
    after: { folder: shelf.folder, current: { source, card: rewritten }, former },
  };
}

type Gate = LibraryCard["gates"][number];

const unread = (gate: Gate, of: number): Gate =>
  gate.result === "skipped"
    ? gate
    : { ...gate, result: "skipped", detail: `read version ${of}, whose text was another` };

function worseChecks(card: LibraryCard, { checks }: Inspected): readonly string[] {
  return checks.flatMap(({ name, status, detail }) => {
    if (status === "passed" || status === "skipped") return [];
    const stood = card.gates.some(
      (one) => one.gate === "unit tests" && one.check === name && one.result === status,
    );
    return stood ? [] : [`${name}: ${status} now: ${detail}`];
  });
}

const refused = (reasons: readonly string[]): RewrittenShelf => ({ status: "refused", reasons });
