import { adequacyOf, type Share } from "../core/library/adequacy.ts";
import type { LibraryCard } from "../core/library/library-card.ts";
import { countNoun } from "../core/text/count-noun.ts";
import { formatAccuracy, formatCount } from "../core/text/format-number.ts";

/** Something that was measured of a bootcamp, or was not, in words. */
export type MeasuredFact = { readonly what: string; readonly found: string };

const NOT_MEASURED = "not measured";

/** What a card says of how much a bootcamp can be trusted, and how hard it is, in words; none of it is left out. */
export function describeMeasured(card: LibraryCard): readonly MeasuredFact[] {
  return [
    { what: "judge's accuracy", found: describeAccuracy(card) },
    { what: "floor", found: describeFloor(card) },
    { what: "shortcut", found: describeShortcut(card) },
    { what: "second verifier", found: describeVerifier(card) },
    ...describeModelVerifier(card),
    { what: "detection rate", found: describeShare(adequacyOf(card).detection) },
    { what: "verifier accuracy", found: describeShare(adequacyOf(card).accuracy) },
    { what: "checks", found: describeGates(card) },
    { what: "read beyond the gates", found: describeReview(card) },
  ];
}

/** The judge's accuracy by level in few words, such as `0.91 at level 0, 0.44 at level 2`. */
export function accuracyInShort({ judge }: LibraryCard): string {
  if (judge === null || judge.levels.length === 0) return NOT_MEASURED;
  return judge.levels
    .toSorted((a, b) => a.level - b.level)
    .map(({ level, accuracy }) => `${formatAccuracy(accuracy.mean)} at level ${level}`)
    .join(", ");
}

/** Who wrote a class: a model by its name, or nobody but a person. */
export function describeAuthor({ models }: LibraryCard): string {
  const author = models["author"];
  return author === undefined ? "by hand" : `by ${author}`;
}

/** Who compares the answers, where that is a model; nothing where rules do. */
function describeModelVerifier({ modelVerified }: LibraryCard): readonly MeasuredFact[] {
  if (modelVerified === undefined) return [];
  const { model, prompt, right, wrong } = modelVerified;
  const found = `${model} (prompt ${prompt}) compares answers; it calls ${right.rate.toFixed(3)} of ${right.answers} right ones right, and refuses ${wrong.rate.toFixed(3)} of ${wrong.answers} wrong ones`;
  return [{ what: "model verifier", found }];
}

function describeAccuracy({ judge }: LibraryCard): string {
  if (judge === null || judge.levels.length === 0) return NOT_MEASURED;
  return judge.levels
    .toSorted((a, b) => a.level - b.level)
    .map(({ level, accuracy: { mean, low, high }, attempts, decision }) => {
      const interval = `95%: ${formatAccuracy(low)} to ${formatAccuracy(high)}`;
      return `${formatAccuracy(mean)} at level ${level} (${interval}; ${countNoun(attempts, "attempt")}; ${decision})`;
    })
    .join(", ");
}

function describeFloor({ measured }: LibraryCard): string {
  const floor = measured?.floor ?? null;
  if (floor === null) return NOT_MEASURED;
  const [best] = (measured?.policies ?? []).toSorted((a, b) => b.mean - a.mean);
  const surface =
    best === undefined
      ? ""
      : `; the best way to answer off the prompt's surface (${best.what}) scores ${formatAccuracy(best.mean)}`;
  return `${formatAccuracy(floor.mean)} by the best way to answer at random (${floor.what}; ${countNoun(floor.cases, "case")})${surface}`;
}

function describeShortcut({ measured }: LibraryCard): string {
  const shortcut = measured?.shortcut;
  if (shortcut === undefined) return NOT_MEASURED;
  if (shortcut.status === "not measured") return `${NOT_MEASURED}: ${shortcut.why}`;
  const levels = shortcut.levels.map(({ level, mean }) => `${formatAccuracy(mean)} at level ${level}`);
  const limit = shortcut.levels[0]?.limit;
  return `${levels.join(", ")}${limit === undefined ? "" : ` (limit ${formatAccuracy(limit)})`}. ${shortcut.trick}`;
}

function describeVerifier({ measured }: LibraryCard): string {
  const verifier = measured?.verifier;
  if (verifier === undefined) return NOT_MEASURED;
  if (verifier.status === "not measured") return `${NOT_MEASURED}: ${verifier.why}`;
  const { result, right, wrong } = verifier;
  const agreed = ({ agreement, decided }: typeof right): string =>
    agreement === null ? "none" : `${formatCount(agreement * decided)} of ${formatCount(decided)}`;
  return `${result}: agrees on ${agreed(right)} right and ${agreed(wrong)} wrong answers`;
}

/** A share with what it is of, four digits of it: most are near 1. */
const describeShare = (share: Share | null): string =>
  share === null
    ? NOT_MEASURED
    : `${(share.count / share.of).toFixed(4)} (${formatCount(share.count)} of ${formatCount(share.of)})`;

function describeGates({ gates, waivers, flags }: LibraryCard): string {
  const count = (wanted: string): number => gates.filter(({ result }) => result === wanted).length;
  const counts = (["passed", "warned", "failed", "waived", "skipped"] as const).flatMap((result) =>
    count(result) === 0 ? [] : [`${count(result)} ${result}`],
  );
  const waived = waivers.map(({ check, reason }) => `; waived: ${check}, since ${reason}`).join("");
  // What follows the colon stands in the rows above.
  const flagged = flags.map((flag) => flag.split(":")[0]);
  return `${counts.join(", ")}${flagged.length === 0 ? "" : `; flagged: ${flagged.join(", ")}`}${waived}`;
}

function describeReview({ reviewed, hashes }: LibraryCard): string {
  if (reviewed === undefined) return "no";
  const { prompts, levels, solvedByHand, solver, behaviour } = reviewed;
  const before = behaviour === hashes.behaviour ? "" : "an earlier behaviour: ";
  return `${before}${countNoun(prompts, "prompt")} of levels ${levels.join(", ")}, ${solvedByHand} solved by hand; a program written from the prompts alone (${solver.what}) agreed on ${solver.agreed} of ${solver.cases} cases`;
}
