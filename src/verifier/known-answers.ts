import type { Asked } from "../bootcamp/index.ts";
import { CALIBRATION, EMPTY_TALK } from "../core/checks/calibration.ts";
import type { Counterexample } from "../core/checks/unit-test-report.ts";
import type { Program } from "../core/draft/compile-report.ts";
import type { DrawnCase, Execution, JobLimits, Sandbox } from "../core/draft/execution.ts";
import { hashJson } from "../core/draft/hash.ts";
import { CASE_RANGES } from "../core/judging/case-ranges.ts";
import { counterexample, describeExecution } from "../unittests/cases/evidence.ts";
import { EMPTY_TALK_TEXTS } from "./empty-talk.ts";

/** A class whose answers a model compares, and where it runs. */
export type Calibrated = {
  readonly program: Program;
  readonly levels: number;
  readonly sandbox: Pick<Sandbox, "attempt" | "draw" | "known" | "wrap">;
  readonly limits: JobLimits;
  readonly seed: number;
};

type PlacedCase = DrawnCase & { readonly level: number };

/** A question for the verifier, and the case that it is about. */
export type KnownQuestion = { readonly asked: Asked; readonly drawn: PlacedCase; readonly response: string };

/** Questions to which the class knows the answers, no two the same; or what is wrong with the class. */
export type KnownQuestions =
  | {
      readonly status: "gathered";
      readonly right: readonly KnownQuestion[];
      readonly wrong: readonly KnownQuestion[];
      /** The same text on several cases, by the text. */
      readonly talk: ReadonlyMap<string, readonly KnownQuestion[]>;
    }
  | {
      readonly status: "unusable";
      readonly detail: string;
      readonly counterexamples: readonly Counterexample[];
    };

/** Questions that a verifier can be asked. */
export type GatheredQuestions = Extract<KnownQuestions, { readonly status: "gathered" }>;

/** Cases of each level that are drawn at a time. */
const DRAWN_AT_ONCE = 20;

/** A class that has given too few different answers after so many cases of each level has no more. */
const MOST_DRAWN = CASE_RANGES.calibration.count;
/** Nor has one that gave nothing new so many times in a row. */
const MOST_BARREN = 3;

/** Answers of one kind to the case that each is given to. */
type Given = {
  readonly drawn: PlacedCase;
  readonly response: string;
  readonly kind: "right" | "wrong" | "talk";
};

class Unusable extends Error {
  readonly counterexamples: readonly Counterexample[];

  constructor(detail: string, counterexamples: readonly Counterexample[] = []) {
    super(detail);
    this.counterexamples = counterexamples;
  }
}

/**
 * Draws cases of all levels alike until the class has given enough different answers that are right and
 * enough that are wrong: its reference and the rewordings, its wrong ones, and each case's first wrong answer
 * offered beside its first rewording. A wrong answer that its own rules refuse is no question.
 */
export async function gatherKnown(of: Calibrated): Promise<KnownQuestions> {
  const right = new Map<string, KnownQuestion>();
  const wrong = new Map<string, KnownQuestion>();
  const talk = new Map<string, KnownQuestion[]>();
  const isEnough = (): boolean => Math.min(right.size, wrong.size) >= CALIBRATION.answers;
  let start = 0;
  let barren = 0;
  try {
    for (; start < MOST_DRAWN && barren < MOST_BARREN && !isEnough(); start += DRAWN_AT_ONCE) {
      const before = right.size + wrong.size;
      const cases = await drawLevels(of, CASE_RANGES.calibration.start + start);
      const given = await giveAnswers(of, cases, start === 0);
      const outcomes = requireCompleted(
        await of.sandbox.attempt(
          of.program,
          given.map(({ drawn, response }) => ({ instance: drawn.instance, response })),
          of.limits,
        ),
        "verifying known answers",
      );
      for (const [index, { kind, drawn, response }] of given.entries()) {
        const asked = outcomes[index];
        const shown = (score: string): readonly Counterexample[] => [
          { ...counterexample(drawn, of.seed, response), score },
        ];
        if (asked?.status === "error" || asked?.status === "timeout" || asked === undefined)
          throw new Unusable(
            "the class-side part of a verification failed on a known answer",
            shown(asked?.status === "error" ? asked.message : "timeout"),
          );
        if (kind === "right" && asked.status !== "asks")
          throw new Unusable(
            "the class refuses an answer that it calls right itself",
            shown(asked.status === "unparsable" ? asked.reason : String(asked.score)),
          );
        if (asked.status !== "asks") continue;
        if (kind !== "right" && asked.isKnown)
          throw new Unusable(
            "the class calls an answer wrong that is its own reference or a rewording of it",
            shown("right"),
          );
        const question: KnownQuestion = { asked, drawn, response };
        if (kind === "talk") talk.set(asked.answer, [...(talk.get(asked.answer) ?? []), question]);
        else (kind === "right" ? right : wrong).set(nameOf(asked), question);
      }
      barren = right.size + wrong.size === before ? barren + 1 : 0;
    }
    requireEnough("right", { found: right.size, drawn: start });
    requireEnough("wrong", { found: wrong.size, drawn: start });
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    return { status: "unusable", detail: error.message, counterexamples: error.counterexamples };
  }
  const first = (all: ReadonlyMap<string, KnownQuestion>): readonly KnownQuestion[] =>
    [...all.values()].slice(0, CALIBRATION.answers);
  return { status: "gathered", right: first(right), wrong: first(wrong), talk };
}

const nameOf = ({ question, reference, answer }: Asked): string => hashJson({ question, reference, answer });

function requireEnough(
  kind: "right" | "wrong",
  { found, drawn }: { readonly found: number; readonly drawn: number },
): void {
  if (found < CALIBRATION.answers)
    throw new Unusable(
      `${found} different ${kind} answers in ${drawn} cases of each level: a calibration takes ${CALIBRATION.answers}, over which ${CALIBRATION.least} can be measured. Have \`${kind === "right" ? "reworded" : "wrong"}\` give more, or the cases differ more`,
    );
}

async function drawLevels(
  { program, levels, sandbox, limits, seed }: Calibrated,
  start: number,
): Promise<readonly PlacedCase[]> {
  const byLevel: PlacedCase[][] = [];
  for (let level = 0; level < levels; level++) {
    const range = { level, seed, start, count: DRAWN_AT_ONCE };
    const drawn = requireCompleted(await sandbox.draw(program, range, limits), `drawing level ${level}`);
    byLevel.push(
      drawn.map((one) => {
        if (one.status === "threw")
          throw new Unusable(`${one.method} failed on case ${one.index} of level ${level}: ${one.message}`);
        return { ...one, level };
      }),
    );
  }
  // Level by level in turn, so that the answers that are taken come from all of them.
  return Array.from({ length: DRAWN_AT_ONCE }, (_, index) =>
    byLevel.flatMap((all) => all[index] ?? []),
  ).flat();
}

async function giveAnswers(
  { program, sandbox, limits, seed }: Calibrated,
  cases: readonly PlacedCase[],
  withTalk: boolean,
): Promise<readonly Given[]> {
  const instances = cases.map(({ instance }) => instance);
  const known = requireCompleted(await sandbox.known(program, instances, limits), "asking for known answers");
  const texts = cases.flatMap((drawn, index) => {
    const { reworded = [], wrong = [] } = known[index] ?? {};
    const missing = reworded.length === 0 ? "reworded" : wrong.length === 0 ? "wrong" : undefined;
    if (missing !== undefined)
      throw new Unusable(`\`${missing}\` gives no answer to a case; it must give one at least to each`, [
        counterexample(drawn, seed),
      ]);
    const talk = withTalk && index < EMPTY_TALK.cases ? EMPTY_TALK_TEXTS : [];
    const [hedged = ""] = wrong;
    return [
      ...reworded.map((text) => ({ drawn, text, kind: "right" as const })),
      ...wrong.map((text) => ({ drawn, text, kind: "wrong" as const })),
      { drawn, text: `${reworded[0] ?? ""}, or else ${hedged}`, kind: "wrong" as const },
      ...talk.map((text) => ({ drawn, text, kind: "talk" as const })),
    ];
  });
  const wrapped = requireCompleted(
    await sandbox.wrap(
      program,
      texts.map(({ text }) => text),
      limits,
    ),
    "writing known answers",
  );
  const references = cases.map((drawn): Given => ({ drawn, response: drawn.reference, kind: "right" }));
  const written = texts.map(({ drawn, kind }, index): Given => ({
    drawn,
    kind,
    response: wrapped[index] ?? "",
  }));
  return [...references, ...written];
}

function requireCompleted<Value>(execution: Execution<Value>, what: string): Value {
  if (execution.status === "completed") return execution.value;
  throw new Unusable(`${what}: ${describeExecution(execution)}`);
}
