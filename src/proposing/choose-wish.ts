import { Rng } from "../bootcamp/index.ts";
import { type Archived, openArms, tellArchive, yieldsOf } from "../core/scaling/archive.ts";
import { type Arm, chooseArm, needOf } from "../core/scaling/choose-arm.ts";
import { cellsOf, type LibraryMap, type PlacedBootcamp, standsIn } from "../core/scaling/library-map.ts";
import type { Wish } from "../core/scaling/proposal.ts";
import type { ProposalPlan } from "../core/run/proposal-plan.ts";
import { cellName, type MapCell } from "../core/task/map-cell.ts";
import type { ProposalSource } from "../core/task/proposal-origin.ts";

/** What a wish is chosen from. */
export type WishContext = {
  readonly plan: Pick<ProposalPlan, "domains" | "answers" | "like" | "texts" | "seed">;
  readonly map: LibraryMap;
  readonly archive: readonly Archived[];
  /** The proposal that it is for. */
  readonly run: number;
  readonly number: number;
};

/** How a bootcamp is made different, so that another way of thinking is needed. */
export const CHANGES = [
  "another objective: what is asked for is another quantity or object of the same world",
  "an added constraint that makes the usual method fail",
  "the reversed direction: from the result back to what led to it",
  "counted instead of found: how many solutions there are, or how many have a property",
  "another representation: the same structure told through other objects, where what was visible is hidden",
] as const;

/** Chooses what is proposed next: the same record, plan and number give the same wish. */
export function chooseWish(context: WishContext): Wish {
  const { plan, archive, run, number } = context;
  const rng = Rng.from(`proposal ${plan.seed} ${run} ${number}`);
  const arm = chooseArm({
    arms: armsOf(context),
    pulled: yieldsOf(archive),
    underWay: openArms(archive),
    need: needIn(context),
    random: () => rng.float(),
  });
  if (arm === undefined) throw new Error("there is no cell to propose for");
  return { cell: arm.cell, idea: chooseIdea(arm, context, rng), told: tellArchive(archive, arm.cell) };
}

/** Every cell over every source that there is something to take from. */
function armsOf({ plan, map }: WishContext): readonly Arm[] {
  const { answers, texts } = plan;
  const domains = plan.domains ?? map.domains;
  const sources: readonly ProposalSource[] = [
    ...(plan.like === null ? (["cell"] as const) : []),
    ...(map.bootcamps.length > 0 ? (["parents"] as const) : []),
    ...(texts.length > 0 ? (["texts"] as const) : []),
  ];
  const cells = cellsOf(domains).filter(({ answer }) => answers === null || answers.includes(answer));
  return cells.flatMap((cell) => sources.map((from) => ({ cell, from })));
}

/** A cell is wanted less for each bootcamp that stands in it, and for each proposal that is open for it. */
function needIn({ map, archive }: WishContext): (cell: MapCell) => number {
  const open = openArms(archive);
  const known = new Map<string, number>();
  return (cell) => {
    const name = cellName(cell);
    const found = known.get(name);
    if (found !== undefined) return found;
    const held =
      map.bootcamps.filter((one) => standsIn(one, cell)).length +
      open.filter((one) => cellName(one.cell) === name).length;
    const need = needOf(held);
    known.set(name, need);
    return need;
  };
}

/** How often two parents are crossed; else one is made different. */
const CROSSED = 0.5;

function chooseIdea({ cell, from }: Arm, context: WishContext, rng: Rng): Wish["idea"] {
  switch (from) {
    case "cell":
      return { from };
    case "texts": {
      const used = (hash: string): number => context.archive.filter(({ text }) => text === hash).length;
      const least = Math.min(...context.plan.texts.map(({ hash }) => used(hash)));
      return { from, text: rng.choice(context.plan.texts.filter(({ hash }) => used(hash) === least)).hash };
    }
    case "parents": {
      const candidates = parentsFor(cell, context);
      const first = rng.choice(candidates);
      const others = candidates.filter(({ slug }) => slug !== first.slug);
      if (others.length === 0 || rng.float() >= CROSSED)
        return { from, parents: [first.slug], change: rng.choice(CHANGES) };
      return { from, parents: [first.slug, rng.choice(others).slug], change: null };
    }
  }
}

/** Bootcamps that share a side of the cell with it, the elites of its neighbourhood; all where none does. */
function parentsFor(cell: MapCell, { map, plan }: WishContext): readonly PlacedBootcamp[] {
  const { like } = plan;
  const allowed = map.bootcamps.filter(({ slug }) => like === null || like.includes(slug));
  const near = allowed.filter(
    (one) => one.domain === cell.domain || one.answer === cell.answer || one.hardBecause === cell.hardBecause,
  );
  return near.length > 0 ? near : allowed;
}
