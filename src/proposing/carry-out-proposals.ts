import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Archived, archiveOf, type TaskFate } from "../core/scaling/archive.ts";
import type { Complete, ModelFault } from "../core/calls/completion.ts";
import { bareName, type ModelConfig } from "../core/calls/model-config.ts";
import type { Prompts } from "../core/calls/prompts.ts";
import type { Spending } from "../core/calls/spending.ts";
import type { ProposalPlan } from "../core/run/proposal-plan.ts";
import { StoreFault } from "../core/run/store-fault.ts";
import type { LibraryMap } from "../core/scaling/library-map.ts";
import { proposalFile, proposalId } from "../core/scaling/proposal-file.ts";
import type { ProposalOutcome, StoredProposal, Wish } from "../core/scaling/proposal.ts";
import { proposalText } from "../core/scaling/written-proposal.ts";
import { taskId } from "../core/task/ids.ts";
import { cutText } from "../core/text/cut-text.ts";
import { writeAtomically } from "../files/write-atomically.ts";
import { carryOutRecorded } from "../run/carry-out/carry-out-recorded.ts";
import { type ModelsContext, openRecordedModels } from "../run/carry-out/open-recorded-models.ts";
import type { Undoings } from "../run/carry-out/undoings.ts";
import { listenForStops } from "../run/steering/listen-for-stops.ts";
import type { Clock } from "../run/steering/wall-clock.ts";
import { type Stop, whyStopped } from "../run/steering/why-stopped.ts";
import { slotsOf, workOff } from "../asking/work-off.ts";
import { chooseWish } from "./choose-wish.ts";
import { type KnownFamily, openCorpus } from "./corpus.ts";
import { proposeOne, type Proposed } from "./propose-one.ts";
import type { IdeaText } from "./read-texts.ts";

/** What proposals are made with. */
export type ProposalsContext = ModelsContext & {
  readonly clock: Clock;
  readonly prompts: Prompts;
  readonly map: LibraryMap;
  readonly texts: readonly IdeaText[];
  readonly families: readonly KnownFamily[];
  /** What became of tasks that were proposed and run, by their ids. */
  readonly fates: ReadonlyMap<string, TaskFate>;
  /** Hears of each proposal as it ends. */
  readonly tell: (proposal: StoredProposal) => void;
};

/** How it ended, with every proposal of the run that came to an outcome. */
export type ProposalsEnd = {
  readonly proposals: readonly StoredProposal[];
  readonly isComplete: boolean;
  readonly stop: Stop | undefined;
  readonly fault: ModelFault | undefined;
  readonly spending: Spending;
};

/**
 * Has descriptions proposed until there are as many as were asked for, or stops where it must, so that the same command
 * goes on. What was wished for is in the record before anybody is asked, and completed calls are never sent again.
 */
export function carryOutProposals(
  run: number,
  plan: ProposalPlan,
  about: ProposalsContext,
): Promise<ProposalsEnd> {
  const { store } = about;
  return carryOutRecorded(run, store, async (undoings) => {
    const end = await carryOut(run, plan, { ...about, undoings });
    store.runs.end(run, end.isComplete ? "done" : "stopped");
    return end;
  });
}

async function carryOut(
  run: number,
  plan: ProposalPlan,
  about: ProposalsContext & { readonly undoings: Undoings },
): Promise<ProposalsEnd> {
  const { store, undoings, clock, terminal } = about;
  const stops = listenForStops({ until: undefined, clock, terminal });
  undoings.add(stops.forget);
  const ledger = store.ledger(run, plan.budget);
  const opening = { run, config: modelConfig(plan), memo: store.memo(run), recording: undefined };
  const { models } = await openRecordedModels(opening, about, { stops, ledger });
  const proposing = openProposing(run, plan, { ...about, complete: models.complete });
  const isStopped = (): boolean => stops.runSwitch.state() === "stopped";
  // As many proposals at once as the proposer's endpoints have slots; recordings answer at once.
  const breadth = slotsOf(plan.proposer, plan.endpoints) ?? 1;
  const work = workOff(proposing.next, proposing.propose, { breadth, isStopped });
  const fault = await Promise.race([work, stops.graceOver]);
  stops.forget();
  if (fault instanceof StoreFault) throw fault;
  const own = store.proposals().filter((one) => one.run === run && one.outcome !== null);
  const isComplete = own.length === plan.count;
  const stopCode = stops.interruption.exitCode();
  const stop = isComplete
    ? undefined
    : whyStopped({ stopCode, isComplete, isLate: false, isUsedUp: false, fault });
  return { proposals: own, isComplete, stop, fault, spending: store.spending(run) };
}

/** The proposer in the author's place, the checker in the critic's: nobody else is asked. */
export const modelConfig = ({ endpoints, proposer, checker }: ProposalPlan): ModelConfig => ({
  endpoints,
  roles: { author: proposer, judge: proposer, critic: checker },
});

/** Proposals in their order: those that an earlier process left open first, then new ones. */
type Proposing = {
  /** The next to be worked on; undefined once there are enough. */
  readonly next: () => StoredProposal | undefined;
  readonly propose: (one: StoredProposal) => Promise<void>;
};

function openProposing(
  run: number,
  plan: ProposalPlan,
  about: ProposalsContext & { readonly complete: Complete },
): Proposing {
  const { store, map, texts, fates, families } = about;
  const corpus = openCorpus(families);
  const taken = new Set(families.map(({ name }) => name));
  const all = [...store.proposals()];
  const open = all.filter((one) => one.run === run && one.outcome === null);
  let last = all.filter((one) => one.run === run).length;
  const archive = (): readonly Archived[] => archiveOf(all, (task) => fates.get(task));
  const isTaken = (id: string): boolean => taken.has(id) || existsSync(join(plan.to, `${id}.md`));
  return {
    next: () => {
      const left = open.shift();
      if (left !== undefined) return left;
      if (last >= plan.count) return undefined;
      const number = ++last;
      const wish = chooseWish({ plan, map, archive: archive(), run, number });
      store.proposalWriter.wish(run, number, wish);
      const one = { run, number, wish, outcome: null };
      all.push(one);
      return one;
    },
    propose: async (one) => {
      const proposed = await proposeOne(one.wish, {
        complete: about.complete,
        prompts: about.prompts,
        corpus,
        worded: wordedFor(one.wish, { map, texts, proposals: all }),
        task: taskId(`proposal-${run}-${one.number}`),
        seed: plan.seed,
      });
      const outcome = conclude(one.wish, proposed, { plan, texts, taken, isTaken });
      store.proposalWriter.conclude(run, one.number, outcome);
      const concluded = { ...one, outcome };
      all[all.findIndex((other) => other.run === run && other.number === one.number)] = concluded;
      about.tell(concluded);
    },
  };
}

const MOST_KNOWN = 40;
const MOST_OF_KNOWN = 160;

/** What a wish is worded with: its parents, its text, and what there is in its domain. */
function wordedFor(
  { cell, idea }: Wish,
  about: Pick<ProposalsContext, "map" | "texts"> & { readonly proposals: readonly StoredProposal[] },
): Parameters<typeof proposeOne>[1]["worded"] {
  const { map, texts, proposals } = about;
  const { bootcamps } = map;
  const parents = idea.from === "parents" ? idea.parents : [];
  const held = bootcamps
    .filter(({ domain }) => domain === cell.domain)
    .map(({ title, about: said }) => cutText(`- ${title}: ${said}`, MOST_OF_KNOWN));
  const passed = proposals.flatMap(({ outcome }) =>
    outcome?.status === "passed" && outcome.cell.domain === cell.domain ? [`- ${outcome.title}`] : [],
  );
  return {
    parents: parents.flatMap((slug) => bootcamps.find((one) => one.slug === slug) ?? []),
    text: idea.from === "texts" ? (texts.find(({ hash }) => hash === idea.text)?.text ?? "") : "",
    known: [...held, ...passed].slice(-MOST_KNOWN),
  };
}

/** Writes the description of what passed, and says what became of it. */
function conclude(
  { idea }: Wish,
  proposed: Proposed,
  about: {
    readonly plan: ProposalPlan;
    readonly texts: readonly IdeaText[];
    readonly taken: Set<string>;
    readonly isTaken: (id: string) => boolean;
  },
): ProposalOutcome {
  if (proposed.status === "refused") return proposed;
  const { proposal } = proposed;
  const { plan, texts, taken } = about;
  const id = proposalId(proposal.title, about.isTaken);
  taken.add(id);
  const text = idea.from === "texts" ? (texts.find(({ hash }) => hash === idea.text) ?? null) : null;
  const file = `${id}.md`;
  mkdirSync(plan.to, { recursive: true });
  const provenance = {
    by: bareName(plan.proposer),
    from: idea.from,
    parents: idea.from === "parents" ? idea.parents : [],
    text,
  };
  writeAtomically(join(plan.to, file), proposalFile(proposal, provenance));
  return {
    status: "passed",
    id,
    file,
    title: proposal.title,
    cell: proposal.cell,
    description: proposalText(proposal),
  };
}
