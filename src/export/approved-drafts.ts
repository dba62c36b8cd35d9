import { modelName, rolesOf } from "../core/calls/model-config.ts";
import { drawUpCard } from "../core/library/library-card.ts";
import { type Decision, standingDecision } from "../core/review/decision.ts";
import type { Candidate } from "./plan-export.ts";
import type { StoreReader } from "../store/open-store.ts";
import { readDecisive, type RecordedDraft } from "../record/read-decisive.ts";
import { certify, measure } from "./certify.ts";
import { CommandError, EXIT } from "../core/run/exit-codes.ts";
import type { Workshop } from "../workshop/workshop.ts";

/** Every approval of some runs that stands, and every one that does not. */
export type Approvals = {
  /** By task, the latest where several runs have one. */
  readonly standing: readonly Decision[];
  readonly takenBack: readonly Decision[];
};

/** Reads the approvals of some runs. */
export function readApprovals(store: StoreReader, runs: readonly number[]): Approvals {
  const standing = new Map<string, Decision>();
  const all: Decision[] = [];
  for (const run of runs) {
    const contents = store.reviewables(run);
    const byTask = Map.groupBy(store.decisions(run), ({ task }) => task);
    for (const [task, history] of byTask) {
      all.push(...history.filter(({ kind }) => kind === "approve"));
      const decision = standingDecision(history, contents.get(task)?.seen ?? null);
      if (decision?.kind !== "approve") continue;
      const other = standing.get(task);
      if (other === undefined || other.id < decision.id) standing.set(task, decision);
    }
  }
  const ids = new Set([...standing.values()].map(({ id }) => id));
  return {
    standing: [...standing.values()].toSorted((a, b) => (a.task < b.task ? -1 : 1)),
    takenBack: all.filter(({ id }) => !ids.has(id)),
  };
}

/** An approved draft with its card, or why it cannot be exported. */
export type Promotable =
  | { readonly status: "promotable"; readonly candidate: Candidate }
  | { readonly status: "impossible"; readonly task: string; readonly reason: string };

/** Draws up the card of an approved draft. Runs its code once more. */
export async function promote(
  decision: Decision,
  { store, workshop }: { readonly store: StoreReader; readonly workshop: Workshop },
): Promise<Promotable> {
  const { run, task } = decision;
  const recorded = readDecisive(store, `${run}/${task}`);
  requireSeen(decision, recorded, store);
  const described = store.tasks(run, task)[0]?.task;
  if (described === undefined) throw new Error(`the record holds no description of ${run}/${task}`);
  const { plan, source, isByHand, oracle, critic, adversary } = recorded;
  const roles = rolesOf(plan);
  const models = {
    ...(isByHand ? {} : { author: modelName(roles.author) }),
    ...(recorded.judged === null ? {} : { judge: modelName(roles.judge) }),
    ...(oracle.status === "not-asked" ? {} : { solver: modelName(roles.solver) }),
    ...(critic.status === "not-asked" ? {} : { critic: modelName(roles.critic) }),
    ...(adversary.status === "not-asked" ? {} : { adversary: modelName(roles.adversary) }),
  };
  const measured = await measure(source, recorded.bootcamp.levels.length, workshop);
  const drawnUp = drawUpCard({
    certificate: certify(recorded, measured),
    task: described,
    title: described.title,
    seed: plan.seed,
    models,
    decision,
  });
  if (drawnUp.status === "impossible") return { ...drawnUp, task };
  const { card } = drawnUp;
  return { status: "promotable", candidate: { folder: `${card.domain}/${card.slug}`, source, card } };
}

/** Throws a CommandError unless what the record holds is, to the letter, what was approved. */
function requireSeen(decision: Decision, { line, round }: RecordedDraft, store: StoreReader): void {
  const { run, task, seen } = decision;
  const content = store.reviewables(run, task).get(task);
  const isSeen = content?.seen === seen && content.line === line && content.round === round;
  if (isSeen) return;
  throw new CommandError(
    EXIT.conflict,
    `${run}/${task}: the class in the record is not the one that ${decision.reviewer} approved; nothing was exported. campforge show ${run}/${task} shows what is there`,
  );
}
