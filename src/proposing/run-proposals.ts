import { existsSync } from "node:fs";
import { readFates } from "../atlas/read-fates.ts";
import { readMap } from "../atlas/read-map.ts";
import { findLibrary, readCatalogue } from "../catalogue/read-catalogue.ts";
import { type ProposalPlan, proposalKey } from "../core/run/proposal-plan.ts";
import { StoreFault } from "../core/run/store-fault.ts";
import type { StoredProposal, Wish } from "../core/scaling/proposal.ts";
import type { Config } from "../files/read-config.ts";
import { readPrompts } from "../files/read-prompts.ts";
import { requireModels } from "../models/endpoint/require-models.ts";
import { openRecord, readRecord } from "../record/open-record.ts";
import { softwareVersions } from "../run/plan/software-versions.ts";
import type { Store } from "../store/open-store.ts";
import { archiveOf, type TaskFate } from "../core/scaling/archive.ts";
import {
  carryOutProposals,
  modelConfig,
  type ProposalsContext,
  type ProposalsEnd,
} from "./carry-out-proposals.ts";
import { chooseWish } from "./choose-wish.ts";
import { gatherFamilies } from "./gather-families.ts";
import { planProposals } from "./plan-proposals.ts";
import type { ProposeFlags } from "./propose-flags.ts";
import { readTexts } from "./read-texts.ts";

/** Whoever the proposals speak to and are reached through. */
export type ProposalsSurroundings = Pick<
  ProposalsContext,
  "keyOf" | "proxy" | "terminal" | "clock" | "tell"
> & { readonly begun: (run: number, plan: ProposalPlan) => void };

/**
 * Begins what the flags say, or goes on with it where it was begun and stopped before, and carries it out. Whatever
 * cannot be had throws a CommandError or a ModelFault before anything is recorded.
 */
export async function runProposals(
  flags: ProposeFlags,
  config: Config,
  about: ProposalsSurroundings,
): Promise<{ readonly run: number; readonly plan: ProposalPlan; readonly end: ProposalsEnd }> {
  const { db } = flags;
  const { noticeLine } = about.terminal;
  const listed = readCatalogue(findLibrary(flags.library));
  const texts = readTexts(flags.from ?? [], flags.licence ?? "unknown");
  const store = openRecord(db, noticeLine);
  try {
    const map = readMap(listed, store);
    const plan = planProposals(flags, config, { map, texts });
    requireModels(modelConfig(plan), about.keyOf);
    const paths = { usual: [...config.tasks, "tasks", plan.to], named: flags.against ?? [] };
    const families = gatherFamilies(map, paths, store, store.proposals());
    const fates = readFates(store);
    const run = beginProposals(store, plan, flags.auto === true ? fates : undefined);
    about.begun(run, plan);
    const prompts = readPrompts("");
    const end = await carryOutProposals(run, plan, {
      ...about,
      store,
      db,
      prompts,
      map,
      texts,
      families,
      fates,
    });
    await store.kept(); // what is not on the disk has not ended
    return { run, plan, end };
  } catch (error) {
    if (!(error instanceof StoreFault)) throw error;
    const message = `${error.message} The same command goes on with the proposals afterwards.`;
    throw new StoreFault(error.problem, message, { cause: error });
  } finally {
    store.close();
  }
}

/**
 * Proposals that were begun with such a plan and stopped go on; else new ones begin, also where the plan is an old one.
 * Where they are to be run, too, those that are not decided yet are gone on with: `fates` tells which are.
 */
function beginProposals(
  store: Store,
  plan: ProposalPlan,
  fates: ReadonlyMap<string, TaskFate> | undefined,
): number {
  const found = store.proposalRuns.findByKey(proposalKey(plan));
  const isOver = found?.status === "done" && (fates === undefined || areDecided(store, found.run, fates));
  if (found === undefined || isOver) return store.proposalRuns.begin({ plan, versions: softwareVersions() });
  store.proposalRuns.replan(found.run, plan);
  store.runs.reopen(found.run);
  return found.run;
}

/** What would be wished for first by proposals that begin now, without asking or writing anything. */
export function foreseeProposals(flags: ProposeFlags, config: Config): readonly Wish[] {
  const listed = readCatalogue(findLibrary(flags.library));
  const texts = readTexts(flags.from ?? [], flags.licence ?? "unknown");
  const record = existsSync(flags.db) ? readRecord(flags.db) : undefined;
  try {
    const map = readMap(listed, record);
    const plan = planProposals(flags, config, { map, texts });
    const fates = record === undefined ? new Map<string, TaskFate>() : readFates(record);
    const run = 1 + Math.max(0, ...(record?.listRuns() ?? []).map(({ id }) => id));
    const proposals: StoredProposal[] = [...(record?.proposals() ?? [])];
    const wishes: Wish[] = [];
    for (let number = 1; number <= plan.count; number++) {
      const wish = chooseWish({
        plan,
        map,
        archive: archiveOf(proposals, (id) => fates.get(id)),
        run,
        number,
      });
      wishes.push(wish);
      proposals.push({ run, number, wish, outcome: null });
    }
    return wishes;
  } finally {
    record?.close();
  }
}

const areDecided = (store: Store, run: number, fates: ReadonlyMap<string, TaskFate>): boolean =>
  store
    .proposals()
    .every((one) => one.run !== run || one.outcome?.status !== "passed" || fates.has(one.outcome.id));
