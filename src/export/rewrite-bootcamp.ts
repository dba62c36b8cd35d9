import { type LibraryCard, numberCard, type Rewriting } from "../core/library/library-card.ts";
import type { Inspection } from "../workshop/inspect-bootcamp.ts";
import { BEYOND_INSPECTION, handWrittenCard } from "./hand-written-card.ts";
import { nextVersion } from "./plan-export.ts";
import { newObjections, renewed } from "./renew-card.ts";
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
  const objections = newObjections(card, inspected);
  if (objections.length > 0)
    return refused(objections.map(({ name, status, detail }) => `${name}: ${status} now: ${detail}`));
  const { version: of, hashes, gates, ...rest } = renewed(card, handWrittenCard(shelf, inspected));
  const beyond = card.gates.filter(
    ({ gate, check }) =>
      gate === "unit tests" &&
      BEYOND_INSPECTION.has(check) &&
      !inspected.checks.some(({ name }) => name === check),
  );
  const tests = gates.filter(({ gate }) => gate === "unit tests");
  const later = gates.filter(({ gate }) => gate !== "unit tests");
  const { code, program, behaviour } = hashes;
  const rewritten = numberCard(
    {
      ...rest,
      hashes: { code, program, behaviour },
      gates: [...tests, ...beyond, ...later.map((one) => (one.gate === "critic" ? unread(one, of) : one))],
      rewritten: { of, ...grounds },
    },
    nextVersion(shelf),
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

const refused = (reasons: readonly string[]): RewrittenShelf => ({ status: "refused", reasons });
