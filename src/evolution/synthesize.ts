import type { Feedback } from "../agents/feedback/feedback.ts";
import { feedbackOnRejection } from "../agents/feedback/feedback-on-rejection.ts";
import { feedbackOnCritic, feedbackOnSendBack } from "../agents/feedback/feedback-on-review.ts";
import type { Prompts } from "../core/calls/prompts.ts";
import { decideVerdict, type Verdict } from "../core/verdict/decide-verdict.ts";
import { isSameDraft, type Round, roundAddress, type TestedRound } from "../core/draft/draft.ts";
import { chooseFittest, isJudgeable } from "../core/draft/fitness.ts";
import { type AdversaryReport, shortcutOf } from "../core/judging/adversary-report.ts";
import { type CriticReport, hasRemarks } from "../core/judging/critic-report.ts";
import type { JudgeReport } from "../core/judging/judge-report.ts";
import type { OracleReport } from "../core/judging/oracle-report.ts";
import type { SentBack } from "../core/review/decision.ts";
import { awaitAll } from "../core/run/await-all.ts";
import { LostTask } from "../core/run/lost-task.ts";
import type { Drivers, Stage, Synthesis, TaskOptions } from "../core/run/synthesis.ts";
import type { TaskDescription } from "../core/task/task-description.ts";
import { feedbackOnChecks } from "../agents/feedback/feedback-on-checks.ts";
import { CALIBRATED, summarizeChecks } from "../core/checks/unit-test-report.ts";
import { withVerifier } from "../core/run/verify-through.ts";
import { createAskVerifier } from "../verifier/ask-verifier.ts";
import { calibrateDraft } from "./judging/calibrate-draft.ts";
import { askCritic } from "./judging/ask-critic.ts";
import { compareWithReference } from "./oracle/compare-with-reference.ts";
import { consultOracle } from "./oracle/consult-oracle.ts";
import { seekShortcut } from "./oracle/seek-shortcut.ts";
import { growLine } from "./line/grow-line.ts";
import { takeWritten } from "./line/take-written.ts";
import type { Work } from "./line/work.ts";
import { judgeDraft } from "./judging/judge-draft.ts";

/**
 * The straight line for one task: lines of descent, the fittest draft of them, the second oracle, the
 * adversary, the critic, the judge, the verdict, and back to the author with the evidence while the draft is
 * rejected or pays for a shortcut, or once when the critic has remarks, as long as rounds are left; then the rounds
 * that reviewers asked for. A class that was written by hand is taken as it is, its only round. To resume a task is to
 * call this again: finished model calls answer from the memo. Throws a LostTask where an endpoint refused every call of
 * the author's, or of what a gate asks, or rounds that the author had left.
 */
export async function synthesize(
  task: TaskDescription,
  given: Drivers,
  options: TaskOptions,
): Promise<Synthesis> {
  const ask = createAskVerifier({ complete: given.complete, prompts: given.prompts, task: task.id });
  const asks = options.modelVerifier !== undefined;
  const drivers = asks ? { ...given, sandbox: withVerifier(given.sandbox, ask) } : given;
  const work: Work = {
    task,
    drivers,
    options: task.written !== undefined ? { ...options, rounds: 1 } : options,
  };
  const rounds: Round[] = [...(await growLines(work))];
  const past: Past = { rounds, sought: [] };
  let fittest = chooseFittest(rounds);
  let decided = isJudgeable(fittest) ? await assess(fittest, past, work) : undefined;

  let objected: Assessed | undefined;
  let shortcut: Assessed | undefined;
  while (decided !== undefined) {
    const feedback = sendBack(decided, drivers.prompts, objected === undefined);
    if (feedback === undefined) break;
    if (decided.verdict.status !== "rejected") objected = decided;
    else if (decided.verdict.reason.kind === "shortcut") shortcut = decided;
    const roundsSoFar = countRounds(decided.round, rounds);
    const grown = await growLine({ kind: "draft", round: decided.round, feedback, roundsSoFar }, work);
    rounds.push(...grown);
    fittest = chooseFittest(grown);
    if (!isJudgeable(fittest)) break; // the evidence brought nothing better: the verdict stands
    decided = await assess(fittest, past, work);
  }
  // A critic rejects nothing: a draft that it objected to is not lost for a worse one that came of it.
  if (decided?.verdict.status === "rejected" && objected !== undefined) decided = objected;
  // Nor is one that pays for a shortcut: it is judged, and flagged.
  if (decided?.verdict.status === "rejected" && shortcut !== undefined)
    decided = await assess(shortcut.round, past, work, "last");
  for (const wish of options.sentBack) decided = (await carryOut(wish, past, work)) ?? decided;
  return conclude(work, rounds, decided);
}

/** One more round with a reviewer's note; undefined when it brought nothing that can be judged. */
async function carryOut(wish: SentBack, past: Past, work: Work): Promise<Assessed | undefined> {
  const { rounds } = past;
  const about = rounds.find((one) => isSameDraft(roundAddress(one), wish));
  if (about === undefined || about.status === "unusable-reply") return undefined;
  const roundsSoFar = countRounds(about, rounds);
  const once = { ...work, options: { ...work.options, rounds: roundsSoFar + 1 } };
  const feedback = feedbackOnSendBack(wish.note, work.drivers.prompts);
  const start = { kind: "draft", round: about, feedback, roundsSoFar } as const;
  const grown = await growLine(start, once);
  rounds.push(...grown);
  const fittest = chooseFittest(grown);
  return isJudgeable(fittest) ? assess(fittest, past, once) : undefined;
}

/** What sends the author of a judged draft back; a critic is heard once. */
function sendBack(decided: Assessed, prompts: Prompts, isFirst: boolean): Feedback | undefined {
  const { verdict, critic, round } = decided;
  const calibrated = round.report.checks.filter(
    ({ name, status }) => name === CALIBRATED && status === "failed",
  );
  if (calibrated.length > 0)
    return feedbackOnChecks({ report: { checks: calibrated }, source: round.draft.source }, prompts);
  if (verdict.status === "rejected") return feedbackOnRejection(verdict.reason, decided, prompts);
  return isFirst && hasRemarks(critic) ? feedbackOnCritic(critic, prompts) : undefined;
}

/** What a task has behind it: its rounds, and what was found by those who looked for a shortcut. */
type Past = { readonly rounds: Round[]; readonly sought: Searched[] };
type Searched = { readonly of: TestedRound; readonly adversary: AdversaryReport };

/** What was found before a draft: one that comes up again is searched in the same words, and answers from the memo. */
function searchesBefore(round: TestedRound, sought: readonly Searched[]): readonly AdversaryReport[] {
  const own = sought.findIndex(({ of }) => isSameDraft(roundAddress(of), roundAddress(round)));
  return sought.slice(0, own < 0 ? sought.length : own).map(({ adversary }) => adversary);
}

type Assessed = {
  readonly round: TestedRound;
  readonly oracle: OracleReport;
  readonly critic: CriticReport;
  readonly adversary: AdversaryReport;
  readonly judged: JudgeReport | undefined;
  readonly verdict: Verdict;
};

/** The rounds that the line of a round has had. */
function countRounds(of: Round, rounds: readonly Round[]): number {
  const { line } = roundAddress(of);
  return Math.max(...rounds.map(roundAddress).map((one) => (one.line === line ? one.round : 0)));
}

async function growLines(work: Work): Promise<readonly Round[]> {
  const { written } = work.task;
  if (written !== undefined) return [await takeWritten(written, work)];
  const lines = Array.from({ length: work.options.drafts }, (_, index) => index + 1);
  return (await awaitAll(lines.map((line) => growLine({ kind: "description", line }, work)))).flat();
}

/** The gates that need a model, the cheapest first; a draft that one of them sends back goes no further. */
async function assess(
  tested: TestedRound,
  past: Past,
  work: Work,
  turn: "first" | "last" = "first",
): Promise<Assessed> {
  const { rounds, sought } = past;
  const { task, drivers } = work;
  const stage = (kind: Exclude<Stage["kind"], "task">): Stage => ({
    kind,
    task: task.id,
    ...roundAddress(tested),
  });
  const calibrated = await calibrateDraft(tested, work);
  if (summarizeChecks(calibrated.report) === "failed") {
    const verdict = decideVerdict(calibrated.report, NOTHING_FOUND);
    return { round: calibrated, ...NOTHING_FOUND, verdict };
  }
  const { round, oracle } = await drivers.within(stage("second oracle"), async () => {
    const compared = await compareWithReference(calibrated, work);
    return { round: compared.round, oracle: await consultOracle(compared.round, work, compared.settled) };
  });
  const roundsLeft = turn !== "last" && countRounds(round, rounds) < work.options.rounds;
  // An unclear prompt or a refused alternative is for a person to weigh once the author had its turns.
  if (oracle.status === "disputed" && (roundsLeft || oracle.ruling === "wrong truth")) {
    const found = { ...NOTHING_FOUND, oracle };
    return { round, ...found, verdict: decideVerdict(round.report, found) };
  }
  const adversary = await drivers.within(stage("adversary"), () =>
    seekShortcut(round, work, searchesBefore(round, sought)),
  );
  sought.push({ of: round, adversary });
  if (roundsLeft && shortcutOf(adversary) !== undefined) {
    const found = { ...NOTHING_FOUND, oracle, adversary };
    return { round, ...found, verdict: decideVerdict(round.report, found) };
  }
  const critic = await drivers.within(stage("critic"), () => askCritic(round, work));
  const judged = work.options.judge
    ? await drivers.within(stage("judge"), () => judgeDraft(round, work))
    : undefined;
  const found = { oracle, adversary, critic };
  const verdict = decideVerdict(round.report, { ...found, judged: judged ?? "not-asked" });
  return { round, ...found, judged, verdict };
}

function conclude(
  { task, drivers }: Work,
  rounds: readonly Round[],
  decided: Assessed | undefined,
): Synthesis {
  const decisive = decided?.round ?? chooseFittest(rounds);
  if (decisive?.status === "unusable-reply" && rounds.every(isLost)) throw new LostTask(decisive.reason);
  const verdict = decided?.verdict ?? verdictWithoutJudge(decisive);
  const turnedAway = rounds.flatMap((round) =>
    round.status === "unusable-reply" && round.by === "refusal" ? [round.reason] : [],
  )[0];
  // The author had rounds left that its endpoint would not let it have.
  if (verdict.status !== "accepted" && turnedAway !== undefined) throw new LostTask(turnedAway);
  const synthesis: Synthesis = {
    task,
    rounds,
    judged: decided?.judged ?? null,
    oracle: decided?.oracle ?? NOTHING_FOUND.oracle,
    critic: decided?.critic ?? NOTHING_FOUND.critic,
    adversary: decided?.adversary ?? NOTHING_FOUND.adversary,
    verdict,
    decisive: decisive === undefined ? null : roundAddress(decisive),
  };
  drivers.record({ type: "task-decided", task, synthesis });
  return synthesis;
}

/** An endpoint that refuses what is asked of it says nothing of the task. */
const isLost = (round: Round): boolean => round.status === "unusable-reply" && round.by !== "model";

const NOTHING_FOUND = {
  oracle: { status: "not-asked" },
  critic: { status: "not-asked" },
  adversary: { status: "not-asked" },
  judged: undefined,
} as const;

/** The verdict on a task of which no draft could be judged. */
function verdictWithoutJudge(round: Round | undefined): Verdict {
  switch (round?.status) {
    case undefined:
    case "unusable-reply":
      return { status: "rejected", reason: { kind: "no usable draft", detail: round?.reason ?? "no reply" } };
    case "not-compiled":
      return { status: "rejected", reason: { kind: "no usable draft", detail: "no draft compiles" } };
    case "tested":
      return decideVerdict(round.report, NOTHING_FOUND);
  }
}
