import { authorMessages } from "../../agents/author-messages.ts";
import type { Band } from "../../core/judging/band.ts";
import type { LineRole } from "../../core/calls/completion.ts";
import { expectedSamples, type Expectation, type Range } from "../../core/judging/expected-samples.ts";
import type { Prompts } from "../../core/calls/prompts.ts";
import type { SamplingRule } from "../../core/judging/sampling-rule.ts";
import type { CallsPerTask } from "../../store/read-calls-per-task.ts";
import { expectCalls, measuredTasksOf } from "./expected-calls.ts";
import type { TaskDescription } from "../../core/task/task-description.ts";
import { ATTEMPTS, CASES } from "../../evolution/judging/decide-dispute.ts";
import { SHORTCUT_TURNS } from "../../evolution/oracle/seek-shortcut.ts";
import { TURNS } from "../../evolution/oracle/write-blind-program.ts";
import { LOOKS } from "../../evolution/oracle/review-disagreements.ts";
import { examplesOf } from "../../evolution/oracle/run-translation.ts";

/** The endpoint that plays a role, as far as costs go. */
export type PricedRole = {
  readonly endpoint: string;
  /** Requests under way at once, over all roles of the endpoint. */
  readonly slots: number;
  readonly maxTokens: number;
  /** Money for a million tokens. */
  readonly prices: { readonly prompt: number; readonly completion: number } | undefined;
  /** Means of earlier runs with this model in this role. */
  readonly measured:
    | {
        readonly promptTokens: number;
        readonly completionTokens: number;
        readonly seconds: number | null;
      }
    | undefined;
};

export type EstimatedRun = {
  readonly tasks: readonly TaskDescription[];
  readonly prompts: Prompts;
  /** Roles without an endpoint, which are recorded, send nothing. */
  readonly roles: Readonly<Partial<Record<LineRole, PricedRole>>>;
  /** What decided tasks of earlier runs took. */
  readonly perTask: CallsPerTask;
  readonly options: {
    readonly rounds: number;
    readonly drafts: number;
    readonly parallel: number;
    readonly rule: SamplingRule;
    readonly band: Band;
    readonly oracle: boolean;
    readonly critic: boolean;
    readonly adversary: boolean;
    readonly judge: boolean;
    readonly sharesReference?: boolean;
  };
};

export type RoleEstimate = {
  readonly role: LineRole;
  readonly calls: Expectation;
  readonly promptTokens: Expectation;
  readonly completionTokens: Expectation;
  /** Null where the endpoint has no prices. */
  readonly cost: Expectation | null;
  /** Of one call. */
  readonly seconds: Expectation;
  /** Whether earlier runs have measured its replies, and how long they take. */
  readonly isMeasured: boolean;
  readonly isTimed: boolean;
};

/** What a run would take: what is expected of its roles and their ranges, and how long they take together. */
export type Estimate = {
  readonly roles: readonly RoleEstimate[];
  readonly judgeSamples: Expectation;
  readonly seconds: Expectation;
  /** Of how many tasks the expected number of calls is the mean; null where it is the demo's. */
  readonly measuredTasks: number | null;
};

/** The levels that the judge may have to try on one draft: the middle one, and two steps from there. */
export const MOST_LEVELS = 3;

/** How long a call is taken to last where no earlier run has measured it: a guess, and named as one. */
export const GUESSED_SECONDS: Range = { low: 5, high: 60 };

/** What is expected between two figures of which nothing more is known: their geometric mean, a guess. */
export const between = ({ low, high }: Range): Expectation => ({
  low,
  expected: Math.sqrt(low * high),
  high,
});

/** About four characters a token in English and code. */
export const CHARACTERS_A_TOKEN = 4;

/** Mean tokens of prompts and replies on the sixteen tasks of the demo, whose replies hold no thinking. */
const DEMO: Readonly<Record<LineRole, { readonly prompt: number; readonly reply: number }>> = {
  author: { prompt: 15_320, reply: 2_357 },
  refiner: { prompt: 18_785, reply: 2_716 },
  solver: { prompt: 9_806, reply: 739 },
  arbiter: { prompt: 472, reply: 48 },
  critic: { prompt: 4_965, reply: 10 },
  adversary: { prompt: 9_574, reply: 41 },
  judge: { prompt: 341, reply: 32 },
};

/** Tokens of the shortest answer that is reckoned with: the judge's in the demo, on average. */
export const SHORTEST_REPLY = DEMO.judge.reply;

/**
 * What a run would take, without asking anybody. Low: every first draft is accepted, at the level that the
 * judge tries first. High: every round is used up and every draft goes through every gate. Expected: as many calls a
 * task as earlier ones took.
 */
export function estimateRun(run: EstimatedRun): Estimate {
  const judgeSamples = expectedSamples(run.options.rule, run.options.band);
  const calls = callsOfTasks(run, judgeSamples);
  const described = run.tasks.filter(({ written }) => written === undefined);
  const opening = mean(described.map((task) => promptTokens(task, run)));
  const roles = ROLES.flatMap((role): readonly RoleEstimate[] => {
    const priced = run.roles[role];
    if (priced === undefined || calls[role].high === 0) return [];
    const { drafts } = run.options;
    const about = { tasks: run.tasks.length, drafts, judgeSamples, perTask: run.perTask };
    return [estimateRole(role, { priced, calls: expectCalls(role, calls[role], about), opening })];
  });
  const measuredTasks = measuredTasksOf(run.perTask);
  return { roles, judgeSamples, seconds: estimateTime(run, roles), measuredTasks };
}

const ROLES: readonly LineRole[] = ["author", "refiner", "solver", "arbiter", "adversary", "critic", "judge"];

/** The calls of all tasks: those that bring their class have one round, and no author. */
function callsOfTasks(run: EstimatedRun, judgeSamples: Range): Readonly<Record<LineRole, Range>> {
  const described = run.tasks.filter(({ written }) => written === undefined);
  const written = run.tasks.filter((task) => task.written !== undefined);
  const first = callsOfTask({ tasks: described, options: run.options }, judgeSamples);
  const once = { ...run.options, rounds: 1, drafts: 0 };
  const second = callsOfTask({ tasks: written, options: once }, judgeSamples);
  const both = (role: LineRole): Range =>
    add(scale(first[role], described.length), scale(second[role], written.length));
  return {
    author: both("author"),
    refiner: both("refiner"),
    solver: both("solver"),
    arbiter: both("arbiter"),
    adversary: both("adversary"),
    critic: both("critic"),
    judge: both("judge"),
  };
}

/** The calls of one of some tasks. */
function callsOfTask(
  { options, tasks }: Pick<EstimatedRun, "options" | "tasks">,
  judgeSamples: Range,
): Readonly<Record<LineRole, Range>> {
  const { rounds, drafts, oracle, critic, adversary, judge } = options;
  const dispute = CASES * (ATTEMPTS - 1);
  // Solver and verifier in one reply, and first what leads to a reference solution or to examples.
  const isLed = tasks.some((task) => task.referenceSolution !== null || examplesOf(task).length > 0);
  const turns = TURNS * (isLed ? 2 : 1);
  return {
    author: { low: drafts, high: drafts },
    refiner: { low: 0, high: drafts * (rounds - 1) },
    solver: oracle ? { low: 1, high: rounds * turns } : NONE,
    // In each turn both programs of a reply may differ from the class.
    arbiter: oracle ? { low: 0, high: rounds * (turns + TURNS) * LOOKS } : NONE,
    adversary: adversary ? { low: 1, high: rounds * SHORTCUT_TURNS } : NONE,
    critic: critic ? { low: 1, high: rounds } : NONE,
    judge: judge
      ? { low: judgeSamples.low, high: rounds * (MOST_LEVELS * judgeSamples.high + dispute) }
      : NONE,
  };
}

const NONE: Range = { low: 0, high: 0 };
const same = (figure: number): Expectation => ({ low: figure, expected: figure, high: figure });
const each = (of: (end: keyof Expectation) => number): Expectation => ({
  low: of("low"),
  expected: of("expected"),
  high: of("high"),
});
const scale = ({ low, high }: Range, by: number): Range => ({ low: low * by, high: high * by });
const add = (one: Range, other: Range): Range => ({ low: one.low + other.low, high: one.high + other.high });
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

function promptTokens(task: TaskDescription, { prompts, options }: EstimatedRun): number {
  const characters = authorMessages(task, prompts, options.sharesReference).reduce(
    (sum, { text }) => sum + text.length,
    0,
  );
  return Math.ceil(characters / CHARACTERS_A_TOKEN);
}

function estimateRole(
  role: LineRole,
  about: { readonly priced: PricedRole; readonly calls: Expectation; readonly opening: number },
): RoleEstimate {
  const { priced, calls, opening } = about;
  const { measured, prices, maxTokens } = priced;
  // What the author reads is known beforehand, its first message being there; a refiner reads that and more.
  const assumed =
    role === "author" || role === "refiner"
      ? opening + DEMO[role].prompt - DEMO.author.prompt
      : DEMO[role].prompt;
  const prompt = role === "author" ? opening : (measured?.promptTokens ?? assumed);
  const reply =
    measured === undefined
      ? between({ low: Math.min(DEMO[role].reply, maxTokens), high: maxTokens })
      : same(measured.completionTokens);
  const tokens = {
    promptTokens: each((end) => calls[end] * prompt),
    completionTokens: each((end) => calls[end] * reply[end]),
  };
  const money = (end: keyof Expectation): number =>
    prices === undefined
      ? 0
      : (tokens.promptTokens[end] * prices.prompt + tokens.completionTokens[end] * prices.completion) / 1e6;
  const seconds = measured?.seconds ?? null;
  return {
    role,
    calls,
    ...tokens,
    cost: prices === undefined ? null : each(money),
    seconds: seconds === null ? between(GUESSED_SECONDS) : same(seconds),
    isMeasured: measured !== undefined,
    isTimed: seconds !== null,
  };
}

/** The longer of two: what fills the endpoints' slots, and what has to happen one after another in each task. */
function estimateTime(run: EstimatedRun, roles: readonly RoleEstimate[]): Expectation {
  const { options, tasks } = run;
  const abreast = options.rule.kind === "sequential" ? options.rule.batch : options.rule.samples;
  const at = (end: keyof Expectation): number => {
    const busy = new Map<string, number>();
    let inTurn = 0;
    for (const { role, calls, seconds } of roles) {
      const { endpoint = "", slots = 1 } = run.roles[role] ?? {};
      const work = calls[end] * seconds[end];
      busy.set(endpoint, (busy.get(endpoint) ?? 0) + work / slots);
      const atOnce =
        role === "judge" ? abreast : role === "author" || role === "refiner" ? options.drafts : 1;
      inTurn += work / Math.min(atOnce, slots);
    }
    return Math.max(0, ...busy.values(), inTurn / Math.min(options.parallel, Math.max(1, tasks.length)));
  };
  return each(at);
}
