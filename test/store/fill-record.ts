import { UNVERIFIED } from "../../src/core/judging/second-verifier.ts";
import type { CallIntent, Completion } from "../../src/core/calls/completion.ts";
import { type Round, roundAddress } from "../../src/core/draft/draft.ts";
import { hashCode, sha256 } from "../../src/core/draft/hash.ts";
import { taskId } from "../../src/core/task/ids.ts";
import type { JudgeReport, JudgeSample } from "../../src/core/judging/judge-report.ts";
import type { TaskDescription } from "../../src/core/task/task-description.ts";
import { CHECK_NAMES } from "../../src/core/checks/unit-test-report.ts";
import { openStore, type Store } from "../../src/store/open-store.ts";
import { aPlan, NO_VERSIONS } from "./a-plan.ts";

/** How large a made-up record is. Texts are of the size that real ones have when `isBulky`. */
export type RecordSize = {
  readonly tasks: number;
  readonly rounds: number;
  readonly samples: number;
  readonly isBulky?: boolean;
};

/** A time that stands still, as tests and benchmarks give it to the record. */
export const fixedNow = (): string => "2026-01-01T00:00:00.000Z";

/** A description that is only told apart by its number. */
export function aTask(number: number): TaskDescription {
  return {
    id: taskId(`task-${number}`),
    title: `Task ${number}`,
    domain: number % 2 === 0 ? "algorithms" : "natural-science",
    description: `The description of task ${number}, with café and 😀.`,
    source: "",
    licence: "",
    examples: [],
    referenceSolution: null,
    waivers: [],
  };
}

/** Fills a new record with a run as it would have been: rounds, findings, samples, calls, verdicts. */
export function fillRecord(file: string, size: RecordSize): void {
  const store = openStore(file, fixedNow);
  const tasks = Array.from({ length: size.tasks }, (_, index) => aTask(index + 1));
  const run = store.runs.begin({ plan: aPlan(), versions: NO_VERSIONS, tasks });
  for (const task of tasks) fillTask(store, { run, task, size });
  store.runs.end(run, "done");
  store.close();
}

type About = { readonly run: number; readonly task: TaskDescription; readonly size: RecordSize };

function fillTask(store: Store, { run, task, size }: About): void {
  const write = store.events(run);
  const memo = store.memo(run);
  const rounds = Array.from({ length: size.rounds }, (_, index) => aRound(task, index + 1, size));
  for (const finished of rounds) {
    const { round } = roundAddress(finished);
    const intent = anIntent(task, round, 0);
    memo.begin(intent);
    memo.finish(intent, aCompletion(aSource(task, round, size)), "endpoint");
    write({ type: "round-finished", task, round: finished });
  }
  const address = { line: 1, round: size.rounds };
  const oracle = {
    status: "confirmed",
    by: "solver",
    cases: 200,
    answered: 200,
    agreed: 200,
    verifier: UNVERIFIED,
  } as const;
  const critic = { status: "reviewed", faithful: 4, points: [] } as const;
  const adversary = { status: "void", reason: "" } as const;
  write({ type: "truth-examined", task, address, oracle });
  write({ type: "draft-criticized", task, address, critic });
  write({ type: "shortcut-sought", task, address, adversary });
  const samples = Array.from({ length: size.samples }, (_, position) => aSample(task, position, size));
  for (const [place, sample] of samples.entries()) {
    const intent = anIntent(task, size.rounds, place + 1);
    memo.begin(intent);
    const text = "response" in sample.outcome ? sample.outcome.response : "";
    memo.finish(intent, aCompletion(text), "endpoint");
  }
  write({ type: "samples-taken", task, address, samples });
  const judged = aJudgement(size);
  write({ type: "draft-judged", task, address, judged });
  const verdict = { status: "accepted", level: 1 } as const;
  const synthesis = { task, rounds, judged, oracle, critic, adversary, verdict, decisive: address };
  write({ type: "task-decided", task, synthesis });
}

const filler = (size: RecordSize, characters: number): string =>
  size.isBulky === true ? "const value = rng.integer(1, 9); // ".repeat(Math.ceil(characters / 36)) : "";

const aSource = (task: TaskDescription, round: number, size: RecordSize): string =>
  `// ${task.id}, round ${round}\n${filler(size, 8_000)}`;

function aRound(task: TaskDescription, round: number, size: RecordSize): Round {
  const source = aSource(task, round, size);
  const checks = CHECK_NAMES.map((name) => ({
    name,
    status: "passed" as const,
    detail: filler(size, 120) || "ok",
  }));
  return {
    status: "tested",
    draft: { line: 1, round, source, codeHash: hashCode(source) },
    program: { toolkit: "", code: "" },
    bootcamp: { name: "Example", slug: String(task.id), levels: [{ size: 1 }, { size: 2 }] },
    report: { checks },
  };
}

function aSample(task: TaskDescription, position: number, size: RecordSize): JudgeSample {
  const response = `${task.id} ${position} ${filler(size, 900)}`;
  const at = { level: 1, index: 1_000 + position, attempt: 1 };
  if (position % 3 === 2)
    return { ...at, outcome: { status: "unparsable", reason: "holds no answer", response } };
  return {
    ...at,
    outcome: { status: "scored", score: position % 2 === 0 ? 1 : 0.25, answer: "42", response },
  };
}

function aJudgement({ samples }: RecordSize): JudgeReport {
  const accuracy = { mean: 0.5, low: 0.3, high: 0.7, samples };
  const level = {
    level: 1,
    decision: "inside",
    accuracy,
    attempts: samples,
    truncated: 0,
    empty: 0,
  } as const;
  return { levelCount: 3, levels: [level], dispute: { status: "not-asked" } };
}

function anIntent(task: TaskDescription, round: number, position: number): CallIntent {
  const draft = { task: task.id, line: 1, round };
  const address =
    position === 0
      ? ({ role: "author", ...draft, turn: 1 } as const)
      : ({ role: "judge", ...draft, level: 1, index: 999 + position, caseHash: "c", attempt: 1 } as const);
  return { key: sha256(`${task.id} ${round} ${position}`), address, endpoint: "e", model: "m" };
}

function aCompletion(text: string): Completion {
  const usage = { promptTokens: 300, completionTokens: 200, estimated: false, cost: 0.001 };
  return { status: "complete", text, thinking: "", usage };
}
