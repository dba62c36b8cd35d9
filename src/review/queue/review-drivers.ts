import { readLibraryMap } from "../../atlas/read-library-map.ts";
import { isSameDraft } from "../../core/draft/draft.ts";
import { decisiveLevel } from "../../core/judging/judge-report.ts";
import type { Decision, Reviewable } from "../../core/review/decision.ts";
import type { QueueEntry, ReviewDrivers, ReviewedRun, StartedRun } from "./drivers.ts";
import type { SharedStore } from "../../store/open-store.ts";
import type { TaskResult } from "../../core/run/task-result.ts";
import type { RunRow } from "../../store/runs.ts";
import { now } from "../../record/open-record.ts";
import { unusableReplies } from "../../record/unusable-replies.ts";
import { summarizeRun } from "../../record/summarize-run.ts";
import { resumeCommand } from "../../run/background/resume-command.ts";
import { type RunAgain, type RunStart, startRunAgain } from "../../run/background/start-run-again.ts";
import { openGallery } from "./gallery.ts";
import { createSandboxedCases } from "./sandboxed-cases.ts";
import type { Workshop } from "../../workshop/workshop.ts";

/** The review's pages on a record: what they read, what they write, where drafts run. */
export function makeReviewDrivers(
  store: SharedStore,
  workshop: Workshop,
  { library, ...again }: RunAgain & { readonly library?: string | undefined },
): ReviewDrivers {
  let decisionsTaken = 0;
  // Between two writes the same queue is asked for again and again: by pages, rows and the live view.
  let kept: { readonly key: string; readonly queue: readonly QueueEntry[] } = { key: "", queue: [] };
  const queue = (run: number): readonly QueueEntry[] => {
    const key = `${run} ${store.version()} ${decisionsTaken}`;
    if (kept.key !== key) kept = { key, queue: readQueue(store, run) };
    return kept.queue;
  };
  const cases = createSandboxedCases(workshop);
  return {
    runs: () => store.listRuns().map(describeRun),
    queue,
    task: (run, id) => {
      const row = store.results(run, id)[0];
      const description = store.tasks(run, id)[0]?.task;
      if (row === undefined || description === undefined) return undefined;
      const content = store.reviewables(run, id).get(id);
      const rounds = store.rounds(run, id);
      return {
        ...describeResult(row, content, store.decisions(run, id)),
        description,
        decisive: row.decisive,
        rounds,
        judged: row.judged,
        findings: store.findings(run, id),
        unusable: unusableReplies(store, { run, task: id, rounds }),
      };
    },
    samples: (run, task, draft) => store.samples(run, task).filter((sample) => isSameDraft(sample, draft)),
    activity: store.activity,
    funnel: (run) => summarizeRun(store, run).funnel,
    decide: (about, wish) => {
      const decided = store.decide(about, wish);
      decisionsTaken++;
      return decided;
    },
    drawCases: cases.drawCases,
    tryAnswer: cases.tryAnswer,
    ...followRuns((run) => startRunAgain(run, again, () => store.runStatus(run))),
    runCommand: (run) => resumeCommand({ run, ...again }),
    gallery: openGallery(library, workshop),
    map: () => {
      let reason = "";
      const map = readLibraryMap(library, store, (text) => (reason = text));
      return map === undefined ? { status: "failed", reason } : { status: "read", map };
    },
    now,
  };
}

/** Starts commands and remembers how the last one of each run ended: its page asks until it knows. */
function followRuns(
  start: (run: number) => Promise<RunStart>,
): Pick<ReviewDrivers, "startRun" | "startedRun"> {
  const last = new Map<number, { readonly at: string; readonly run: StartedRun }>();
  return {
    startRun: async (run) => {
      const at = now();
      const started = await start(run);
      if (started.status !== "started") return started;
      last.set(run, { at, run: { status: "going" } });
      void started.end.then((end) => last.set(run, { at, run: end }));
      return { status: "started" };
    },
    startedRun: (run, since) => {
      const known = last.get(run);
      return known === undefined || known.at < since ? { status: "none" } : known.run;
    },
  };
}

function readQueue(store: SharedStore, run: number): readonly QueueEntry[] {
  const contents = store.reviewables(run);
  const decisions = Map.groupBy(store.decisions(run), ({ task }) => task);
  return store
    .results(run)
    .map((row) => describeResult(row, contents.get(row.id), decisions.get(row.id) ?? []));
}

function describeResult(
  { judged, verdict, rounds, id, title, domain, state, problem }: TaskResult,
  content: Reviewable["content"] | undefined,
  history: readonly Decision[],
): QueueEntry {
  const level = judged === null ? undefined : decisiveLevel(judged);
  return {
    id,
    title,
    domain,
    state,
    problem,
    verdict,
    accuracy: level === undefined ? null : { ...level.accuracy, level: level.level },
    roundCount: rounds,
    seen: content?.seen ?? null,
    history,
  };
}

function describeRun({ id, status, startedAt, finishedAt, plan }: RunRow): ReviewedRun {
  return { id, status, startedAt, finishedAt, band: plan.band, seed: plan.seed };
}
