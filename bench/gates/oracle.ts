/** The second oracle on classes whose truth is right and on the same classes with a wrong one. */
import { PLAIN_DRIVERS } from "../../src/core/run/plain-drivers.ts";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readPrompts } from "../../src/files/read-prompts.ts";
import { compiledProgram, JOB_LIMITS, openWorkshop, type Workshop } from "../../src/workshop/workshop.ts";
import { DEFAULT_BAND } from "../../src/core/judging/band.ts";
import { cardSchema } from "../../src/core/draft/card.ts";
import type { Complete, Completion, CompletionRequest } from "../../src/core/calls/completion.ts";
import { hashCode } from "../../src/core/draft/hash.ts";
import { taskId } from "../../src/core/task/ids.ts";
import { describeOracle, type OracleReport } from "../../src/core/judging/oracle-report.ts";
import { fillSlots } from "../../src/core/calls/prompts.ts";
import { SEQUENTIAL_RULE } from "../../src/core/judging/sampling-rule.ts";
import type { SynthesisOptions } from "../../src/core/run/synthesis.ts";
import type { TaskDescription } from "../../src/core/task/task-description.ts";
import { consultOracle } from "../../src/evolution/oracle/consult-oracle.ts";
import { createConverse } from "../../src/models/converse.ts";
import { printTable, type Row } from "../print-table.ts";
import { readScale, type Scale } from "../scale.ts";
import type { Finding } from "./confusion.ts";
import { type GoodBootcamp, goodBootcamps } from "./good-bootcamps.ts";
import { plantedDefects, SECOND_ORACLE } from "./planted-defects.ts";
import {
  ABILITIES,
  type Ability,
  faultySolver,
  knowTruth,
  mistake,
  playChecker,
  type Truth,
  UNABLE_SOLVER,
} from "./played-authors.ts";

const SOLVERS = join(import.meta.dirname, "../../recordings/solvers");

/** How able the oracle's author is. A checker is asked for where a solver cannot be written. */
type Author = { readonly solver: Ability; readonly checker: Ability };

const AUTHORS: readonly Author[] = [
  ...ABILITIES.slice(0, 2).map((solver) => ({ solver, checker: "cannot" }) as const),
  ...ABILITIES.map((checker) => ({ solver: "cannot", checker }) as const),
];

/**
 * Its references are right and it pays nothing wrong, but it refuses derivations that are right as well. Of a
 * checker, which is shown answers and finds none, that stays hidden.
 */
const REFUSES_ONLY: ReadonlySet<string> = new Set(["d14-rewrite-first-place"]);

type Tally = Record<OracleReport["status"], number>;

/** Confirmed, disputed and unconfirmed for each author, with right truth and with planted wrong truth. */
export async function benchOracle(scale: Scale): Promise<readonly Row[]> {
  const most = scale === "smoke" ? 1 : Infinity;
  const workshop = openWorkshop();
  try {
    const good = new Map(goodBootcamps().map((one) => [one.file, one]));
    const wrong = plantedDefects()
      .filter(({ defect }) => defect === "D14")
      .slice(0, most);
    const rows: Row[] = [];
    for (const author of AUTHORS.slice(0, most)) {
      const right: Tally = { "not-asked": 0, confirmed: 0, unconfirmed: 0, disputed: 0 };
      const planted: Tally = { ...right };
      const refusing: Tally = { ...right };
      for (const plant of wrong) {
        const base = good.get(plant.base);
        if (base === undefined) throw new Error(`${plant.name}: its base ${plant.base} is no good bootcamp`);
        const solver = readFileSync(join(SOLVERS, `${base.name}.ts`), "utf8");
        right[
          (await consult(workshop, { source: base.source, truth: base.source, solver, author })).status
        ]++;
        const { status } = await consult(workshop, {
          source: plant.source,
          truth: base.source,
          solver,
          author,
        });
        (REFUSES_ONLY.has(plant.name) ? refusing : planted)[status]++;
      }
      rows.push(...rowsOf(author, { right, planted, refusing }));
    }
    return rows;
  } finally {
    workshop.close();
  }
}

function rowsOf(
  author: Author,
  { right, planted, refusing }: { readonly right: Tally; readonly planted: Tally; readonly refusing: Tally },
): readonly Row[] {
  const isSolver = author.solver !== "cannot";
  const ability = isSolver ? author.solver : author.checker;
  const row = (what: string, tally: Tally, status: OracleReport["status"], aim?: "all" | "none"): Row => {
    const count = Object.values(tally).reduce((sum, one) => sum + one, 0);
    const wanted = aim === "all" ? count : 0;
    return {
      what: `${isSolver ? "solver" : "checker"} ${ability}: ${what}`,
      value: tally[status],
      unit: `of ${count}`,
      aim: aim === undefined ? "" : `${wanted}`,
      ...(aim === undefined ? {} : { met: tally[status] === wanted }),
    };
  };
  switch (ability) {
    case "right":
      return [
        row("right truth confirmed", right, "confirmed", "all"),
        row("wrong truth caught", planted, "disputed", "all"),
        row("right answers refused, caught", refusing, "disputed", isSolver ? "all" : undefined),
      ];
    case "wrong on a tenth":
      return [
        row("right truth disputed", right, "disputed", "none"),
        row("right truth unconfirmed", right, "unconfirmed", "all"),
        row("wrong truth confirmed", planted, "confirmed", "none"),
        row("wrong truth caught", planted, "disputed"),
      ];
    case "cannot":
      return [
        row("right truth unconfirmed", right, "unconfirmed", "all"),
        row("wrong truth unconfirmed", planted, "unconfirmed", "all"),
      ];
  }
}

/**
 * What the second oracle says of a class when the blind solver is right by the class with the right truth
 * and the third look knows that truth; undefined where no solver is recorded for the task.
 */
export async function findByOracle(
  workshop: Workshop,
  about: { readonly source: string; readonly base: GoodBootcamp },
): Promise<Finding | undefined> {
  const file = join(SOLVERS, `${about.base.name}.ts`);
  if (!existsSync(file)) return undefined;
  const solver = readFileSync(file, "utf8");
  const truth = about.base.source;
  const oracle = await consult(workshop, {
    source: about.source,
    truth,
    solver,
    author: { solver: "right", checker: "cannot" },
  });
  const detail = describeOracle(oracle);
  if (oracle.status === "disputed") return { check: SECOND_ORACLE, status: "failed", detail };
  return oracle.status === "unconfirmed" ? { check: SECOND_ORACLE, status: "warned", detail } : undefined;
}

async function consult(
  workshop: Workshop,
  about: {
    readonly source: string;
    /** The class with the right truth. */
    readonly truth: string;
    readonly solver: string;
    readonly author: Author;
  },
): Promise<OracleReport> {
  const { compiler, sandbox } = workshop;
  const program = await compiledProgram(compiler.compile, about.source, "a class");
  const truthful = await compiledProgram(compiler.compile, about.truth, "a good class");
  const loaded = await sandbox.load(program, JOB_LIMITS);
  if (loaded.status !== "completed") throw new Error(`a class did not load: ${loaded.status}`);
  const { name, slug, levels } = cardSchema.parse(loaded.value.card);
  const truth = await knowTruth(truthful, { examined: program, levels: levels.length }, workshop);
  const prompts = readPrompts("");
  const checkerSystem = fillSlots(prompts.checker.system, { toolkit: prompts.toolkit });
  const wrong = await mistake(truth, workshop);
  const solvers = {
    right: about.solver,
    "wrong on a tenth": faultySolver(about.solver, wrong),
    cannot: UNABLE_SOLVER,
  };
  const written = {
    solver: solvers[about.author.solver],
    checker: playChecker(about.truth, truth, about.author.checker),
  };
  const complete: Complete = async (request) => {
    if (request.address.role === "arbiter") return reply(await rule(request, truth, workshop));
    const isChecker = request.messages[0]?.text === checkerSystem;
    return reply(`\`\`\`ts\n${written[isChecker ? "checker" : "solver"]}\`\`\``);
  };
  const drivers = {
    compile: compiler.compile,
    compileBlind: compiler.compileBlind,
    sandbox,
    known: () => Promise.resolve([]),
    prompts,
    complete,
    converse: createConverse(complete),
    ...PLAIN_DRIVERS,
    record: () => {},
  };
  const draft = { line: 1, round: 1, source: about.source, codeHash: hashCode(about.source) };
  const round = {
    status: "tested",
    draft,
    program,
    bootcamp: { name, slug, levels },
    report: { checks: [] },
  } as const;
  return consultOracle(round, { task: TASK, drivers, options: OPTIONS });
}

const TASK: TaskDescription = {
  id: taskId("measured"),
  title: "Measured",
  domain: "algorithms",
  description: "A family of tasks.",
  source: "",
  licence: "",
  examples: [],
  referenceSolution: null,
  waivers: [],
};

const OPTIONS: SynthesisOptions = {
  rounds: 1,
  drafts: 1,
  seed: 0,
  rule: SEQUENTIAL_RULE,
  band: DEFAULT_BAND,
  limits: JOB_LIMITS,
  oracle: true,
  critic: false,
  adversary: false,
};

/** A third look that always knows: it has each answer scored by the class whose truth is right. */
async function rule(request: CompletionRequest, truth: Truth, { sandbox }: Workshop): Promise<string> {
  const text = request.messages.at(-1)?.text ?? "";
  const [, prompt = "", , ...rest] = text.split(/=== data \w+ ===\n?/).map((part) => part.replace(/\n$/, ""));
  const answers = rest.filter((_, index) => index % 2 === 0);
  const isPair = answers.length === 2;
  const instance = truth.cases.get(prompt)?.instance;
  if (instance === undefined) return ruling(isPair ? { right: "unclear" } : { answer: "unclear" });
  const wrapped = await sandbox.wrap(truth.program, answers, JOB_LIMITS);
  const responses = wrapped.status === "completed" ? wrapped.value : [];
  const attempts = responses.map((response) => ({ instance, response }));
  const verified = await sandbox.verify(truth.program, attempts, JOB_LIMITS);
  const [isA = false, isB = false] = (verified.status === "completed" ? verified.value : []).map(
    (score) => score.status === "scored" && score.score === 1,
  );
  if (!isPair) return ruling({ answer: isA ? "right" : "wrong" });
  if (isA) return ruling({ right: isB ? "both" : "A" });
  return ruling({ right: isB ? "B" : "neither" });
}

const ruling = (said: object): string =>
  `\`\`\`json\n${JSON.stringify({ ...said, why: "Worked through." })}\n\`\`\``;

const reply = (text: string): Completion => ({
  status: "complete",
  text,
  thinking: "",
  usage: { promptTokens: 0, completionTokens: 0, estimated: true, cost: null },
});

if (import.meta.main) {
  const rows = await benchOracle(readScale(process.argv));
  printTable("the second oracle", rows);
  process.exitCode = rows.some(({ met }) => met === false) ? 8 : 0;
}
