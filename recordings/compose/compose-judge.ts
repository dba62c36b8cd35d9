import { CASE_RANGES } from "../../src/core/judging/case-ranges.ts";
import { Rng } from "../../src/bootcamp/index.ts";
import type { Program } from "../../src/core/draft/compile-report.ts";
import type { DrawnCase, Execution } from "../../src/core/draft/execution.ts";
import { compiledProgram, JOB_LIMITS, openWorkshop, type Workshop } from "../../src/workshop/workshop.ts";
import { mutateAnswer } from "../../src/unittests/answers/mutate-answer.ts";
import type { Script } from "./read-scripts.ts";

/** What a scripted judge says to one prompt: right on its first attempt or not, and its wrong answers. */
export type JudgePlan = {
  readonly isRight: boolean;
  readonly right: string;
  readonly wrong: readonly string[];
};

/** The most cases that it may be asked on one level. */
const CASES = 128;

/** Prepares what the judge says to every prompt that the judged drafts of a script can draw. */
export async function composeJudge(
  scripts: readonly Script[],
  seed: number,
): Promise<ReadonlyMap<string, JudgePlan>> {
  const workshop = openWorkshop();
  const plans = new Map<string, JudgePlan>();
  try {
    for (const script of scripts) {
      for (const [round, shares] of script.judge) {
        const source = script.replies.findLast((reply) => reply.round === round)?.source;
        if (source === null || source === undefined)
          throw new Error(`${script.task}: round ${round} is judged and has no class`);
        const draft = await compiledProgram(
          workshop.compiler.compile,
          source,
          `${script.task}, round ${round}`,
        );
        const truth =
          script.truth === null
            ? draft
            : await compiledProgram(workshop.compiler.compile, script.truth, `${script.task}, truth`);
        for (const [level, share] of shares.entries()) {
          const about = { draft, truth, level, share, seed, task: script.task };
          for (const [prompt, plan] of await composeLevel(workshop, about)) plans.set(prompt, plan);
        }
      }
    }
  } finally {
    workshop.close();
  }
  return plans;
}

type Level = {
  readonly draft: Program;
  readonly truth: Program;
  readonly level: number;
  readonly share: number;
  readonly seed: number;
  readonly task: string;
};

async function composeLevel(
  workshop: Workshop,
  about: Level,
): Promise<readonly (readonly [string, JudgePlan])[]> {
  const { sandbox } = workshop;
  const range = { level: about.level, seed: about.seed, start: CASE_RANGES.judge.start, count: CASES };
  const limits = { ...JOB_LIMITS, timeoutMs: 60_000 };
  const cases = drawn(valueOf(await sandbox.draw(about.draft, range, limits), about.task));
  const right = drawn(valueOf(await sandbox.draw(about.truth, range, limits), about.task));
  const answers = valueOf(
    await sandbox.extract(
      about.truth,
      right.map(({ reference }) => reference),
      limits,
    ),
    about.task,
  );

  const trials = cases.flatMap((one, index) => {
    const others = [1, 2, 3, 5, 8, 13].map((step) => answers[(index + step) % answers.length]?.text ?? "");
    const texts = [...new Set([...others, ...mutateAnswer(answers[index]?.text ?? "")])];
    return texts.map((text) => ({ index, instance: one.instance, text }));
  });
  const wrapped = valueOf(
    await sandbox.wrap(
      about.draft,
      trials.map(({ text }) => text),
      limits,
    ),
    about.task,
  );
  const attempts = trials.map(({ instance }, at) => ({ instance, response: wrapped[at] ?? "" }));
  const scores = valueOf(await sandbox.verify(about.draft, attempts, limits), about.task);

  return cases.map((one, position) => {
    const truth = right[position];
    if (truth === undefined || truth.prompt !== one.prompt)
      throw new Error(`${about.task}: the truth draws other prompts than the draft`);
    const wrong = trials.flatMap((trial, at) =>
      trial.index === position && isZero(scores[at]) ? [wrapped[at] ?? ""] : [],
    );
    // An even spread of right answers gives the very share that the story asks for.
    const isRight =
      Math.floor((position + 1) * about.share) > Math.floor(position * about.share) ||
      about.truth !== about.draft;
    return [one.prompt, { isRight, right: truth.reference, wrong }] as const;
  });
}

const isZero = (score: { readonly status: string; readonly score?: number } | undefined): boolean =>
  score?.status === "scored" && score.score === 0;

function valueOf<Value>(execution: Execution<Value>, task: string): Value {
  if (execution.status === "completed") return execution.value;
  throw new Error(`${task}: a job for the judge's replies ended as ${execution.status}`);
}

function drawn(
  outcomes: readonly ({ readonly status: string } & Partial<DrawnCase>)[],
): readonly DrawnCase[] {
  return outcomes.map(({ status, ...rest }) => {
    const { index, instance, prompt, reference, lost } = rest;
    if (
      status !== "drawn" ||
      index === undefined ||
      instance === undefined ||
      prompt === undefined ||
      reference === undefined
    ) {
      throw new Error("a draft that is judged failed to draw a case");
    }
    return { index, instance, prompt, reference, lost: lost ?? null };
  });
}

const OPENINGS = [
  "I write down what is given and go through the rules one by one.",
  "Let me work this out step by step.",
  "First I collect the constraints, then I look for what satisfies all of them.",
  "I start from what is fixed and derive the rest.",
];
const CHECKS = [
  "Checking the result against each rule, it holds.",
  "I went over it a second time and came to the same.",
  "That uses everything that is given.",
  "",
];

/** One reply of the judge: some words of working, then the answer. The seed tells attempts apart. */
export function composeReply(plan: JudgePlan, seed: number): string {
  const rng = Rng.from(`scripted judge\n${seed}`);
  const answer = plan.isRight || plan.wrong.length === 0 ? plan.right : rng.choice(plan.wrong);
  return [rng.choice(OPENINGS), rng.choice(CHECKS), answer].filter((part) => part !== "").join("\n\n");
}
