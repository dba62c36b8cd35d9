import { Rng } from "../../src/bootcamp/index.ts";
import { DEFAULT_BAND } from "../../src/core/judging/band.ts";
import type { CallAddress } from "../../src/core/calls/completion.ts";
import type { AdversaryReport } from "../../src/core/judging/adversary-report.ts";
import { type SecondVerifier, UNVERIFIED } from "../../src/core/judging/second-verifier.ts";
import type { CriticReport } from "../../src/core/judging/critic-report.ts";
import { decideVerdict, type Verdict } from "../../src/core/verdict/decide-verdict.ts";
import { hashCode } from "../../src/core/draft/hash.ts";
import type { Round } from "../../src/core/draft/draft.ts";
import { taskId } from "../../src/core/task/ids.ts";
import {
  type JudgeReport,
  judgeLevel,
  type LevelJudgement,
  nextLevel,
} from "../../src/core/judging/judge-report.ts";
import type { OracleReport } from "../../src/core/judging/oracle-report.ts";
import { SEQUENTIAL_RULE } from "../../src/core/judging/sampling-rule.ts";
import type { TaskDescription } from "../../src/core/task/task-description.ts";
import { type Check, CHECK_NAMES, type CheckName } from "../../src/core/checks/unit-test-report.ts";
import { openStore, type Store } from "../../src/store/open-store.ts";
import { aPlan } from "../store/a-plan.ts";

const DOMAINS = [
  "algorithms",
  "character-puzzles",
  "cryptography",
  "graphical-puzzles",
  "language-analysis",
  "logical-reasoning",
  "mathematical-modelling",
  "natural-science",
];

const PROGRAM = { toolkit: "", code: "" };

/** What a record is made with; `say` stands in every text that a model or a description could bring. */
export type RecordPlan = { readonly tasks: number; readonly say?: string; readonly priced?: boolean };

/** Writes the record of a made-up night through the store's own writers; the same plan gives the same rows. */
export function writeRecord(file: string, plan: RecordPlan): void {
  let minutes = 0;
  const store = openStore(file, () => new Date(Date.UTC(2026, 0, 5, 22, minutes++ / 40)).toISOString());
  const rng = Rng.from(`record of ${plan.tasks}`);
  const tasks = Array.from({ length: plan.tasks }, (_, index) => describe(index, plan.say));
  const run = store.runs.begin({
    plan: aPlan({
      band: DEFAULT_BAND,
      author: { kind: "endpoint", endpoint: "local", model: plan.say ?? "author-32b", maxTokens: 16_000 },
      judge: { kind: "endpoint", endpoint: "local", model: "judge-7b", maxTokens: 16_000 },
    }),
    versions: {
      software: { campforge: "0.1.0", node: plan.say ?? "24.21.0" },
      prompts: { author: "3" },
    },
    tasks,
  });
  for (const task of tasks) {
    const fate = rng.bits32() % 100;
    if (fate < 4)
      store.runs.setTaskState(
        run,
        task.id,
        "stopped",
        plan.say ?? "local does not answer as it should: HTTP 503",
      );
    else decide(task, { store, run, rng, plan });
  }
  store.runs.end(run, "done");
  store.close();
}

function describe(index: number, say: string | undefined): TaskDescription {
  const domain = DOMAINS[(index * 7) % DOMAINS.length] ?? "algorithms";
  return {
    id: taskId(`${domain}-${index + 1}`),
    title: say ?? `A family of ${domain.replaceAll("-", " ")} tasks, number ${index + 1}`,
    domain: say ?? domain,
    description: "A description.",
    source: "made up",
    licence: "none",
    examples: [],
    referenceSolution: null,
    waivers: [],
  };
}

type Night = { readonly store: Store; readonly run: number; readonly rng: Rng; readonly plan: RecordPlan };

function decide(task: TaskDescription, night: Night): void {
  const { store, run, rng, plan } = night;
  const record = store.events(run);
  const finished: Round[] = [];
  const finish = (round: Round): void => {
    finished.push(round);
    record({ type: "round-finished", task, round });
  };
  const rounds = 1 + (rng.bits32() % 3);
  const fate = rng.bits32() % 100;
  for (let round = 1; round <= rounds; round++) {
    note(task, { ...night, role: round === 1 ? "author" : "refiner", round });
    const source = `// round ${round} of ${task.id}`;
    const draft = { line: 1, round, source, codeHash: hashCode(source) };
    if (round < rounds && rng.bits32() % 3 === 0) {
      const diagnostic = {
        category: "type",
        code: "TS2322",
        message: "is wrong",
        line: 1,
        column: 1,
        lineText: "",
      } as const;
      finish({ status: "not-compiled", draft, report: { status: "refused", diagnostics: [diagnostic] } });
      continue;
    }
    const bad: Partial<Record<CheckName, "failed" | "warned">> =
      round < rounds || fate < 8 ? { "no leak": "failed" } : fate < 16 ? { "not simplified": "warned" } : {};
    finish({
      status: "tested",
      draft,
      program: PROGRAM,
      bootcamp: { name: "Made", slug: "made", levels: [{}, {}, {}, {}] },
      report: { checks: checksWith(bad, plan.say) },
    });
  }
  const address = { line: 1, round: rounds };
  const tests = {
    checks: checksWith(
      fate < 8 ? { "no leak": "failed" } : fate < 16 ? { "not simplified": "warned" } : {},
      plan.say,
    ),
  };
  const oracle = oracleOf(fate, plan.say);
  const critic: CriticReport = {
    status: "reviewed",
    faithful: fate === 30 || fate === 31 ? 2 : 4,
    points: [],
  };
  const adversary: AdversaryReport = {
    status: "scored",
    trick: plan.say ?? "The first number of the prompt.",
    levels: [{ level: 0, cases: 50, mean: 0.12, limit: 0.5 }],
    paid: null,
  };
  const judged = fate < 8 ? undefined : judge(rng);
  if (judged !== undefined) {
    record({ type: "truth-examined", task, address, oracle });
    record({ type: "draft-criticized", task, address, critic });
    record({ type: "shortcut-sought", task, address, adversary });
    record({ type: "draft-judged", task, address, judged });
    for (const { attempts } of judged.levels)
      for (let index = 0; index < Math.min(attempts, 8); index++)
        note(task, { ...night, role: "judge", round: index + 1 });
  }
  const verdict: Verdict = decideVerdict(tests, { oracle, critic, adversary, judged });
  record({
    type: "task-decided",
    task,
    synthesis: {
      task,
      rounds: finished,
      judged: judged ?? null,
      oracle,
      critic,
      adversary,
      verdict,
      decisive: address,
    },
  });
}

const tallyOf = (shown: number) => ({ shown, decided: shown, agreed: shown });
const VOUCHES: SecondVerifier = {
  status: "vouches",
  cases: 100,
  right: tallyOf(210),
  wrong: tallyOf(1_400),
  mistakes: 0,
  listed: null,
};

function oracleOf(fate: number, say = "the solver answered 40 of 201 cases"): OracleReport {
  const tally = { by: "solver", cases: 201, answered: 40, agreed: 38, verifier: UNVERIFIED } as const;
  if (fate === 20 || fate === 21) {
    const answers = { reference: say, solverAnswer: say, classScore: "wrong" } as const;
    const disputed = { level: 1, index: 3, prompt: say, ...answers, why: say };
    return { status: "disputed", ruling: "ambiguous prompt", disputed, ...tally };
  }
  if (fate >= 22 && fate < 26) return { status: "unconfirmed", reason: say, ...tally };
  return { status: "confirmed", by: "solver", cases: 201, answered: 200, agreed: 200, verifier: VOUCHES };
}

function checksWith(
  bad: Partial<Record<CheckName, "failed" | "warned">>,
  say = "what was found",
): readonly Check[] {
  return CHECK_NAMES.filter((name) => name !== "verifier is tested").map((name): Check => {
    const status = bad[name];
    return status === undefined
      ? { name, status: "passed", detail: "all is well" }
      : { name, status, detail: say, counterexamples: [{ prompt: say }] };
  });
}

/** A judge whose accuracy falls with the level, decided by the true sampling rule. */
function judge(rng: Rng): JudgeReport {
  const levelCount = 4;
  const skill = (rng.bits32() % 1000) / 1000;
  const levels: LevelJudgement[] = [];
  for (
    let level = nextLevel(levels, levelCount);
    level !== undefined;
    level = nextLevel(levels, levelCount)
  ) {
    const chance = Math.min(0.995, Math.max(0, 1.35 * skill - 0.22 * (level - 1)));
    const samples = [];
    let judgement = judgeLevel(level, [], { rule: SEQUENTIAL_RULE, band: DEFAULT_BAND, limit: 128 });
    while (judgement.decision === "open") {
      for (let one = 0; one < 8; one++) {
        const score = (rng.bits32() % 1000) / 1000 < chance ? 1 : 0;
        const outcome = { status: "scored", score, answer: "1", response: "1" } as const;
        samples.push({ level, index: samples.length, attempt: 1, outcome });
      }
      judgement = judgeLevel(level, samples, { rule: SEQUENTIAL_RULE, band: DEFAULT_BAND, limit: 128 });
    }
    levels.push(judgement);
  }
  return { levels, levelCount, dispute: { status: "not-asked" } };
}

function note(
  task: TaskDescription,
  {
    store,
    run,
    rng,
    plan,
    role,
    round,
  }: Night & { readonly role: "author" | "refiner" | "judge"; readonly round: number },
): void {
  const memo = store.memo(run);
  const address: CallAddress =
    role === "judge"
      ? { role, task: task.id, line: 1, round, level: 0, index: 0, caseHash: "", attempt: 1 }
      : { role, task: task.id, line: 1, round, turn: 1 };
  const intent = {
    key: `${task.id} ${role} ${round} ${rng.bits32()}`,
    address,
    endpoint: "local",
    model: `${role}-model`,
  };
  const promptTokens = 400 + (rng.bits32() % 4000);
  const completionTokens = 200 + (rng.bits32() % 3000);
  const cost = plan.priced === true ? (promptTokens * 0.27 + completionTokens * 1.1) / 1e6 : null;
  memo.begin(intent);
  memo.finish(
    intent,
    {
      status: "complete",
      text: "",
      thinking: "",
      usage: { promptTokens, completionTokens, estimated: round === 3, cost },
    },
    "endpoint",
  );
}
