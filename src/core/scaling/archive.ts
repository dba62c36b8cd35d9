import type { ProposalSource } from "../task/proposal-origin.ts";
import { cellName, type MapCell } from "../task/map-cell.ts";
import { countNoun } from "../text/count-noun.ts";
import { cutText } from "../text/cut-text.ts";
import { describeReason, type Verdict } from "../verdict/decide-verdict.ts";
import type { ReviewState } from "../review/decision.ts";
import type { Arm, Pulled } from "./choose-arm.ts";
import type { StoredProposal } from "./proposal.ts";

/** What became of the task of a proposal, where a run worked on it. */
export type TaskFate = { readonly verdict: Verdict; readonly review: ReviewState };

/** A proposal with all that is known of it by now. */
export type Archived = {
  readonly cell: MapCell;
  readonly from: ProposalSource;
  /** The hash of the text that it took its idea from; null for other sources. */
  readonly text: string | null;
  readonly title: string | null;
  readonly fate: "under way" | "waits to be run" | "admitted" | "flagged" | "refused" | "rejected";
  /** In a few words; empty where there is nothing to say. */
  readonly why: string;
};

/** What was proposed so far with what became of it; `fateOf` knows the tasks that were run, by their ids. */
export function archiveOf(
  proposals: readonly StoredProposal[],
  fateOf: (task: string) => TaskFate | undefined,
): readonly Archived[] {
  return proposals.map(({ wish, outcome }): Archived => {
    const { cell, idea } = wish;
    const one = { cell, from: idea.from, text: idea.from === "texts" ? idea.text : null };
    if (outcome === null) return { ...one, title: null, fate: "under way", why: "" };
    if (outcome.status === "refused")
      return { ...one, title: outcome.title, fate: "refused", why: outcome.why };
    const { title, id } = outcome;
    return { ...one, title, ...settle(fateOf(id)) };
  });
}

function settle(fate: TaskFate | undefined): Pick<Archived, "fate" | "why"> {
  if (fate === undefined) return { fate: "waits to be run", why: "" };
  const { verdict, review } = fate;
  if (review === "rejected") return { fate: "rejected", why: "a reviewer rejected it" };
  if (verdict.status === "accepted" || review === "approved") return { fate: "admitted", why: "" };
  if (verdict.status === "rejected") return { fate: "rejected", why: describeReason(verdict.reason) };
  return { fate: "flagged", why: verdict.reasons.map(describeReason).join("; ") };
}

/** A flagged bootcamp may still be approved: it counts for half of one. */
const FLAGGED = 0.5;

/** What the bandit learns of the archive. What waits to be run has passed its checks, and tells nothing of its yield yet. */
export function yieldsOf(archive: readonly Archived[]): readonly Pulled[] {
  return archive.flatMap(({ cell, from, fate }) => {
    switch (fate) {
      case "under way":
      case "waits to be run":
        return [];
      case "admitted":
        return [{ cell, from, yield: 1 }];
      case "flagged":
        return [{ cell, from, yield: FLAGGED }];
      case "refused":
      case "rejected":
        return [{ cell, from, yield: 0 }];
    }
  });
}

/** Those that are open, which the bandit counts as tried. */
export const openArms = (archive: readonly Archived[]): readonly Arm[] =>
  archive.filter(({ fate }) => fate === "under way" || fate === "waits to be run");

/** The most characters that are told of what was. */
export const MOST_TOLD = 1_500;

/**
 * What the next proposal for a cell is told of the earlier ones: those of the very cell first, then of cells that share
 * two of its three sides, then how many came to what, and why. At most `MOST_TOLD` characters; empty where nothing was.
 */
export function tellArchive(archive: readonly Archived[], cell: MapCell): string {
  const settled = archive.filter(({ fate }) => fate !== "under way");
  if (settled.length === 0) return "";
  const own = settled.filter((one) => cellName(one.cell) === cellName(cell));
  const near = settled.filter((one) => !own.includes(one) && sharedSides(one.cell, cell) === 2);
  const lines = [
    summary(settled),
    ...own.toReversed().map((one) => `- In this cell: ${tellOne(one)}`),
    ...near.toReversed().map((one) => `- In ${cellName(one.cell)}: ${tellOne(one)}`),
  ];
  let told = "";
  for (const line of lines) {
    if (told.length + line.length + 1 > MOST_TOLD) break;
    told += `${told === "" ? "" : "\n"}${line}`;
  }
  return told;
}

const sharedSides = (one: MapCell, other: MapCell): number =>
  Number(one.domain === other.domain) +
  Number(one.answer === other.answer) +
  Number(one.hardBecause === other.hardBecause);

const MOST_OF_LINE = 220;

function tellOne({ title, fate, why }: Archived): string {
  const named = title === null ? "a proposal" : `“${title}”`;
  return cutText(`${named} ${WORDS[fate]}${why === "" ? "" : `: ${why}`}`, MOST_OF_LINE);
}

const WORDS: Readonly<Record<Archived["fate"], string>> = {
  "under way": "is under way",
  "waits to be run": "passed a first look and waits to be run",
  admitted: "was admitted",
  flagged: "was flagged",
  refused: "was refused before it was run",
  rejected: "was rejected after it was run",
};

/** As what a count says, in the order in which they are counted. */
const COUNTED = {
  refused: "refused before it was run",
  "waits to be run": "waits to be run",
  admitted: "admitted",
  flagged: "flagged",
  rejected: "rejected once it was run",
} as const;

/** How many came to what, and the commonest reasons. */
function summary(settled: readonly Archived[]): string {
  const count = (fate: Archived["fate"]): number => settled.filter((one) => one.fate === fate).length;
  const reasons = [
    ...Map.groupBy(
      settled.filter(({ why }) => why !== ""),
      ({ why }) => cutText(why, 60),
    ),
  ]
    .toSorted(([, some], [, others]) => others.length - some.length)
    .slice(0, 5)
    .map(([why, some]) => `${why} (${some.length})`);
  const counts = (["refused", "waits to be run", "admitted", "flagged", "rejected"] as const)
    .filter((fate) => count(fate) > 0)
    .map(
      (fate) =>
        `${count(fate)} ${fate === "waits to be run" && count(fate) > 1 ? "wait to be run" : COUNTED[fate]}`,
    );
  return `${countNoun(settled.length, "earlier proposal")}: ${counts.join(", ")}.${reasons.length === 0 ? "" : ` What stopped them: ${reasons.join(", ")}.`}`;
}
