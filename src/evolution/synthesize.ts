import { onRejection } from "../agents/feedback.ts";
import { decideVerdict, type Verdict } from "../core/decide-verdict.ts";
import { type Round, roundAddress, type TestedRound } from "../core/draft.ts";
import { chooseFittest, isJudgeable } from "../core/fitness.ts";
import type { JudgeReport } from "../core/judge-report.ts";
import type { Drivers, Synthesis, SynthesisOptions } from "../core/synthesis.ts";
import type { TaskDescription } from "../core/task-description.ts";
import { growLine, type Work } from "./grow-line.ts";
import { judgeDraft } from "./judge-draft.ts";
import { settleAll } from "./settle-all.ts";

/**
 * The straight line for one task: lines of descent, the fittest draft of them, the judge, the verdict,
 * and back to the author with the evidence while the draft is out of the band and rounds are left.
 * To resume a task is to call this again: finished model calls answer from the memo.
 */
export async function synthesize(
  task: TaskDescription,
  drivers: Drivers,
  options: SynthesisOptions,
): Promise<Synthesis> {
  const work: Work = { task, drivers, options };
  const rounds: Round[] = [...(await growLines(work))];
  let fittest = chooseFittest(rounds);
  let decided = isJudgeable(fittest) ? await judge(fittest, work) : undefined;

  while (decided !== undefined && decided.verdict.status === "rejected") {
    const finding = onRejection(decided.verdict.reason, decided.judged);
    if (finding === undefined) break;
    const { line } = roundAddress(decided.round);
    const roundsSoFar = Math.max(
      ...rounds.map(roundAddress).map((one) => (one.line === line ? one.round : 0)),
    );
    const grown = await growLine({ kind: "draft", round: decided.round, finding, roundsSoFar }, work);
    rounds.push(...grown);
    fittest = chooseFittest(grown);
    if (!isJudgeable(fittest)) break; // the evidence brought nothing better: the verdict stands
    decided = await judge(fittest, work);
  }
  return conclude(work, rounds, decided);
}

type Judged = { readonly round: TestedRound; readonly judged: JudgeReport; readonly verdict: Verdict };

async function growLines(work: Work): Promise<readonly Round[]> {
  const lines = Array.from({ length: work.options.drafts }, (_, place) => place + 1);
  return (await settleAll(lines.map((line) => growLine({ kind: "description", line }, work)))).flat();
}

async function judge(round: TestedRound, work: Work): Promise<Judged> {
  const judged = await judgeDraft(round, work);
  return { round, judged, verdict: decideVerdict(round.report, judged) };
}

function conclude({ task, drivers }: Work, rounds: readonly Round[], decided: Judged | undefined): Synthesis {
  const decisive = decided?.round ?? chooseFittest(rounds);
  const synthesis: Synthesis = {
    task,
    rounds,
    judged: decided?.judged ?? null,
    verdict: decided?.verdict ?? verdictWithoutJudge(decisive),
    decisive: decisive === undefined ? null : roundAddress(decisive),
  };
  drivers.record({ type: "task-decided", task, synthesis });
  return synthesis;
}

/** The verdict on a task of which no draft could be judged. */
function verdictWithoutJudge(round: Round | undefined): Verdict {
  switch (round?.status) {
    case undefined:
    case "unusable-reply":
      return { status: "rejected", reason: { kind: "no usable draft", detail: round?.reason ?? "no reply" } };
    case "not-compiled":
      return { status: "rejected", reason: { kind: "no usable draft", detail: "no draft compiles" } };
    case "tested":
      return decideVerdict(round.report, undefined);
  }
}
