/** The second oracle on classes whose truth is right and on the same classes with a wrong one. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PLAIN_DRIVERS } from "../../src/core/run/plain-drivers.ts";
import { readPrompts } from "../../src/files/read-prompts.ts";
import { compiledProgram, JOB_LIMITS, openWorkshop, type Workshop } from "../../src/workshop/workshop.ts";
import { DEFAULT_BAND } from "../../src/core/judging/band.ts";
import type { Program } from "../../src/core/draft/compile-report.ts";
import { cardSchema } from "../../src/core/draft/card.ts";
import type { Complete, Completion, CompletionRequest } from "../../src/core/calls/completion.ts";
import { hashCode } from "../../src/core/draft/hash.ts";
import { taskId } from "../../src/core/task/ids.ts";
import { describeExamined, type OracleReport } from "../../src/core/judging/oracle-report.ts";
import { SEQUENTIAL_RULE } from "../../src/core/judging/sampling-rule.ts";
import type { SynthesisOptions } from "../../src/core/run/synthesis.ts";
import type { TaskDescription } from "../../src/core/task/task-description.ts";
import { consultOracle } from "../../src/evolution/oracle/consult-oracle.ts";
import { createConverse } from "../../src/models/converse.ts";
import { printTable, type Row } from "../print-table.ts";
import { readScale, type Scale } from "../scale.ts";
import type { Finding } from "./confusion.ts";
import { plantedDefects, SECOND_ORACLE } from "./planted-defects.ts";
import { overAcceptances } from "./over-acceptance.ts";
import type { Base } from "./read-base.ts";
import {
  type Ability,
  knowTruth,
  mistake,
  playPrograms,
  type Truth,
  VERIFIERS,
  withAbility,
} from "./played-authors.ts";

const RECORDED = join(import.meta.dirname, "../../recordings/solvers");

/** How able the author is, for wrong truths: with a solver, or with a verifier alone. */
const AUTHORS: readonly Ability[] = [
  { solver: "right", verifier: "right" },
  { solver: "wrong on a tenth", verifier: "right" },
  { solver: "cannot", verifier: "right" },
  { solver: "cannot", verifier: "wrong on a tenth" },
  { solver: "cannot", verifier: "cannot" },
];

/**
 * Its references are right and it pays nothing wrong, but it refuses derivations that are right as well. Who is
 * shown answers and finds none does not see that.
 */
const REFUSES_ONLY: ReadonlySet<string> = new Set(["d14-rewrite-first-place"]);

/** What the second oracle makes of a class: disputed, not vouched for, which flags it, or neither. */
type Outcome = "found" | "flagged" | "clean";

/** Whether a report stops a class, flags it or lets it pass. */
export const outcomeOf = (oracle: OracleReport): Outcome => {
  if (oracle.status === "disputed") return "found";
  const isVouched = oracle.status === "confirmed" && oracle.verifier.status === "vouches";
  return isVouched ? "clean" : "flagged";
};

const count = (all: readonly Outcome[], one: Outcome): number => all.filter((each) => each === one).length;

/** So many of them, beside what is wanted: all, none, or whatever comes. */
function row(
  what: string,
  all: readonly Outcome[],
  { is, aim }: { readonly is: Outcome; readonly aim?: "all" | "none" },
): Row {
  const wanted = aim === "all" ? all.length : 0;
  const value = count(all, is);
  return {
    what,
    value,
    unit: `of ${all.length}`,
    aim: aim === undefined ? "" : `${wanted}`,
    ...(aim === undefined ? {} : { met: value === wanted }),
  };
}

/** Whether a name is what follows a flag on the command line; every name is, where the flag is not given. */
const isWanted = (flag: string, name: string): boolean => {
  const place = process.argv.indexOf(flag);
  return place < 0 || process.argv[place + 1] === name;
};

/** Found, flagged and clean, for each author: wrong truths of D14, and verifiers that pay too much. */
export async function benchOracle(scale: Scale): Promise<readonly Row[]> {
  const most = scale === "smoke" ? 1 : Infinity;
  const workshop = openWorkshop();
  try {
    // Either half alone, for who works on the other.
    const isAlone = (part: string): boolean => process.argv.includes(part);
    return [
      ...(isAlone("--over-acceptance") ? [] : await benchTruths(workshop, most)),
      ...(isAlone("--truths") ? [] : await benchOverAcceptance(workshop, most)),
    ];
  } finally {
    workshop.close();
  }
}

async function benchTruths(workshop: Workshop, most: number): Promise<readonly Row[]> {
  const wrong = plantedDefects()
    .filter(({ defect, name }) => defect === "D14" && isWanted("--plant", name))
    .slice(0, most);
  const rows: Row[] = [];
  for (const author of AUTHORS.slice(0, most)) {
    const right: Outcome[] = [];
    const planted: Outcome[] = [];
    const refusing: Outcome[] = [];
    for (const plant of wrong) {
      const truth = plant.base.source;
      const programs = readFileSync(join(RECORDED, `${plant.base.name}.ts`), "utf8");
      right.push(outcomeOf(await consult(workshop, { source: truth, truth, author, programs })));
      const found = outcomeOf(await consult(workshop, { source: plant.source, truth, author, programs }));
      if (process.argv.includes("--each"))
        process.stderr.write(
          `solver ${author.solver}, verifier ${author.verifier}: ${plant.name}: good ${right.at(-1)}, planted ${found}\n`,
        );
      (REFUSES_ONLY.has(plant.name) ? refusing : planted).push(found);
    }
    const named = (what: string): string => `solver ${author.solver}, verifier ${author.verifier}: ${what}`;
    const isSure = author.solver !== "wrong on a tenth" && author.verifier === "right";
    rows.push(
      row(named("right truth disputed"), right, { is: "found", aim: "none" }),
      row(named("right truth confirmed"), right, { is: "clean", ...(isSure ? { aim: "all" } : {}) }),
      row(named("wrong truth caught"), planted, { is: "found", ...(isSure ? { aim: "all" } : {}) }),
      row(named("wrong truth clean"), planted, { is: "clean", aim: "none" }),
      row(named("right answers refused, caught"), refusing, { is: "found" }),
    );
  }
  return rows;
}

/** The solver is right throughout: what pays too much confirms it. */
async function benchOverAcceptance(workshop: Workshop, most: number): Promise<readonly Row[]> {
  // One row or one class alone, by its name, for who has changed what only those meet.
  const plants = overAcceptances()
    .slice(0, most)
    .filter(({ name }) => isWanted("--plant", name));
  const rows: Row[] = [];
  const verifiers = VERIFIERS.slice(0, most === 1 ? 2 : -1).filter((one) => isWanted("--verifier", one));
  for (const verifier of verifiers) {
    const good: Outcome[] = [];
    const planted: Outcome[] = [];
    const author: Ability = { solver: "right", verifier };
    for (const plant of plants) {
      const clean = await consult(workshop, { source: plant.good, truth: plant.good, author });
      good.push(outcomeOf(clean));
      const found = await consult(workshop, { source: plant.planted, truth: plant.good, author });
      planted.push(outcomeOf(found));
      if (process.argv.includes("--each"))
        process.stderr.write(
          `${verifier}: ${plant.name} (${plant.answers}): good ${outcomeOf(clean)}, planted ${outcomeOf(found)}: ${describeExamined(found)}\n`,
        );
    }
    const named = (what: string): string => `verifier ${verifier}: ${what}`;
    const isRight = verifier === "right";
    rows.push(
      row(named("good class disputed"), good, { is: "found", aim: "none" }),
      row(named("good class confirmed"), good, { is: "clean", ...(isRight ? { aim: "all" } : {}) }),
      row(named("over-acceptance found"), planted, { is: "found", ...(isRight ? { aim: "all" } : {}) }),
      row(named("over-acceptance clean"), planted, { is: "clean", aim: "none" }),
    );
  }
  return rows;
}

/**
 * What the second oracle says of a class when solver and verifier are right, those that were written from prompts
 * where there are such, else by the class with the right truth, and the third look knows as much.
 */
export async function findByOracle(
  workshop: Workshop,
  about: { readonly source: string; readonly base: Base },
): Promise<Finding | undefined> {
  const file = join(RECORDED, `${about.base.name}.ts`);
  const oracle = await consult(workshop, {
    source: about.source,
    truth: about.base.source,
    author: { solver: "right", verifier: "right" },
    ...(existsSync(file) ? { programs: readFileSync(file, "utf8") } : {}),
  });
  const detail = describeExamined(oracle);
  switch (outcomeOf(oracle)) {
    case "found":
      return { check: SECOND_ORACLE, status: "failed", detail };
    case "flagged":
      return { check: SECOND_ORACLE, status: "warned", detail };
    case "clean":
      return undefined;
  }
}

/** What the second oracle makes of a class when its author is so able. */
export async function consult(
  workshop: Workshop,
  about: {
    readonly source: string;
    /** The class with the right truth. */
    readonly truth: string;
    readonly author: Ability;
    /** Solver and verifier that were written from prompts; where there are none, the class itself is both. */
    readonly programs?: string;
  },
): Promise<OracleReport> {
  const { compiler, sandbox } = workshop;
  const program = await compiledProgram(compiler.compile, about.source, "a class");
  const truthful = await compiledProgram(compiler.compile, about.truth, "a good class");
  const loaded = await sandbox.load(program, JOB_LIMITS);
  if (loaded.status !== "completed") throw new Error(`a class did not load: ${loaded.status}`);
  const { name, slug, levels } = cardSchema.parse(loaded.value.card);
  const truth = await knowTruth(truthful, { examined: program, levels: levels.length }, workshop);
  const isFaulty = about.author.solver === "wrong on a tenth";
  const wrong = isFaulty ? await mistake(truth, workshop) : new Map<string, string>();
  const programs = about.programs ?? playPrograms(about.truth, truth);
  const written = withAbility(programs, { ...about.author, wrong });
  const knowing = await compiledProgram(
    (text) => compiler.compileBlind(text, "verifier"),
    programs,
    "a right author",
  );
  const complete: Complete = async (request) =>
    reply(
      request.address.role === "arbiter"
        ? await rule(request, { truth, knowing }, workshop)
        : `\`\`\`ts\n${written}\`\`\``,
    );
  const drivers = {
    compile: compiler.compile,
    compileBlind: compiler.compileBlind,
    sandbox,
    known: () => Promise.resolve([]),
    prompts: readPrompts(""),
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
  judge: true,
};

/** A third look that always knows: it has each answer judged by the verifier that is right. */
async function rule(
  request: CompletionRequest,
  { truth, knowing }: { readonly truth: Truth; readonly knowing: Program },
  { sandbox }: Workshop,
): Promise<string> {
  const text = request.messages.at(-1)?.text ?? "";
  const [, prompt = "", , ...rest] = text.split(/=== data \w+ ===\n?/).map((part) => part.replace(/\n$/, ""));
  const answers = rest.filter((_, index) => index % 2 === 0);
  const wrapped = await sandbox.wrap(truth.program, answers, JOB_LIMITS);
  const responses = wrapped.status === "completed" ? wrapped.value : [];
  const lists = responses.map((response) => [prompt, response]);
  const judged = await sandbox.call(knowing, { of: "check", arguments: lists }, JOB_LIMITS);
  const [isA = false, isB = false] = (judged.status === "completed" ? judged.value : []).map(
    (verdict) => verdict === "right",
  );
  if (answers.length < 2) return ruling({ answer: isA ? "right" : "wrong" });
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
