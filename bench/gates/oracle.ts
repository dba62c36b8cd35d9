/** The second oracle on classes whose truth is right and on the same classes with a wrong one. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readPrompts } from "../../src/cli/input/read-prompts.ts";
import { JOB_LIMITS, openWorkshop, compiledProgram } from "../../src/cli/workshop/workshop.ts";
import { DEFAULT_BAND } from "../../src/core/band.ts";
import { cardSchema } from "../../src/core/card.ts";
import type { Program } from "../../src/core/compile-report.ts";
import type { Complete, Completion, CompletionRequest } from "../../src/core/completion.ts";
import type { DrawnCase, Execution } from "../../src/core/execution.ts";
import { hashCode } from "../../src/core/hash.ts";
import { taskId } from "../../src/core/ids.ts";
import { describeOracle, type OracleReport } from "../../src/core/oracle-report.ts";
import { SEQUENTIAL_RULE } from "../../src/core/sampling-rule.ts";
import type { SynthesisOptions } from "../../src/core/synthesis.ts";
import type { TaskDescription } from "../../src/core/task-description.ts";
import { consultOracle, FRESH_CASES, FRESH_INDEX } from "../../src/evolution/consult-oracle.ts";
import { createConverse } from "../../src/models/converse.ts";
import { mutateAnswer } from "../../src/unittests/mutate-answer.ts";
import { printTable, type Row } from "../print-table.ts";
import type { Finding } from "./confusion.ts";
import { type GoodBootcamp, goodBootcamps } from "./good-bootcamps.ts";
import { plantedDefects, SECOND_ORACLE } from "./planted-defects.ts";

const SOLVERS = join(import.meta.dirname, "../../recordings/solvers");

/** How able the author of the blind solvers is. */
const AUTHORS = ["right", "wrong on a tenth", "cannot solve"] as const;
type Author = (typeof AUTHORS)[number];

const UNABLE = "export default function solve(prompt: string): string {\n  return prompt.slice(0, 0);\n}\n";

/** The solver, but for some prompts, to which it says what is wrong. */
const faulty = (
  source: string,
  wrong: ReadonlyMap<string, string>,
): string => `${source.replace("export default function solve(", "function solveRightly(")}
const WRONG: ReadonlyMap<string, string> = new Map([${[...wrong].map(([prompt, response]) => `[${quote(prompt)}, ${quote(response)}]`).join(", ")}]);
export default function solve(prompt: string): string {
  return WRONG.get(prompt) ?? solveRightly(prompt);
}
`;

/** A text of the source, with every character that cannot be seen as an escape. */
const quote = (text: string): string =>
  JSON.stringify(text).replace(/[^ -~]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);

type Tally = Record<OracleReport["status"], number>;

/** Confirmed, disputed and unconfirmed for each author, with right truth and with planted wrong truth. */
export async function benchOracle(): Promise<readonly Row[]> {
  const workshop = openWorkshop();
  try {
    const good = new Map(goodBootcamps().map((one) => [one.file, one]));
    const wrong = plantedDefects().filter(({ defect }) => defect === "D14");
    const rows: Row[] = [];
    for (const author of AUTHORS) {
      const right: Tally = { "not-asked": 0, confirmed: 0, unconfirmed: 0, disputed: 0 };
      const planted: Tally = { ...right };
      for (const plant of wrong) {
        const base = good.get(plant.base);
        if (base === undefined) throw new Error(`${plant.name}: its base ${plant.base} is no good bootcamp`);
        const solver = readFileSync(join(SOLVERS, `${base.name}.ts`), "utf8");
        right[
          (await consult(workshop, { source: base.source, truth: base.source, solver, author })).status
        ]++;
        planted[
          (await consult(workshop, { source: plant.source, truth: base.source, solver, author })).status
        ]++;
      }
      rows.push(...rowsOf(author, { right, planted, count: wrong.length }));
    }
    return rows;
  } finally {
    workshop.close();
  }
}

function rowsOf(
  author: Author,
  { right, planted, count }: { readonly right: Tally; readonly planted: Tally; readonly count: number },
): readonly Row[] {
  const row = (what: string, value: number, wanted: number | undefined): Row => ({
    what: `solver ${author}: ${what}`,
    value,
    unit: `of ${count}`,
    aim: wanted === undefined ? "" : `${wanted}`,
    ...(wanted === undefined ? {} : { met: value === wanted }),
  });
  switch (author) {
    case "right":
      return [
        row("right truth confirmed", right.confirmed, count),
        row("wrong truth caught", planted.disputed, count),
      ];
    case "wrong on a tenth":
      return [
        row("right truth disputed", right.disputed, 0),
        row("right truth unconfirmed", right.unconfirmed, count),
        row("wrong truth confirmed", planted.confirmed, 0),
        row("wrong truth caught", planted.disputed, undefined),
      ];
    case "cannot solve":
      return [
        row("right truth unconfirmed", right.unconfirmed, count),
        row("wrong truth unconfirmed", planted.unconfirmed, count),
      ];
  }
}

type Workshop = ReturnType<typeof openWorkshop>;

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
  const oracle = await consult(workshop, { source: about.source, truth, solver, author: "right" });
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
  const truth = await knowTruth(truthful, levels.length, workshop);
  const written = {
    right: about.solver,
    "wrong on a tenth": faulty(about.solver, await mistake(truth, workshop)),
    "cannot solve": UNABLE,
  };
  const complete: Complete = async (request) =>
    request.address.role === "arbiter"
      ? reply(await rule(request, truth, workshop))
      : reply(`\`\`\`ts\n${written[about.author]}\`\`\``);
  const drivers = {
    compile: compiler.compile,
    compileSolver: compiler.compileSolver,
    sandbox,
    known: () => Promise.resolve([]),
    prompts: readPrompts(""),
    complete,
    converse: createConverse(complete),
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
};

/** A third look that always knows: it has each answer scored by the class whose truth is right. */
async function rule(request: CompletionRequest, truth: Truth, { sandbox }: Workshop): Promise<string> {
  const text = request.messages.at(-1)?.text ?? "";
  const [, prompt = "", , a = "", , b = ""] = text
    .split(/=== data \w+ ===\n?/)
    .map((part) => part.replace(/\n$/, ""));
  const instance = truth.cases.get(prompt)?.instance;
  if (instance === undefined) return ruling("unclear");
  const wrapped = await sandbox.wrap(truth.program, [a, b], JOB_LIMITS);
  const responses = wrapped.status === "completed" ? wrapped.value : [];
  const attempts = responses.map((response) => ({ instance, response }));
  const verified = await sandbox.verify(truth.program, attempts, JOB_LIMITS);
  const [isA, isB] = (verified.status === "completed" ? verified.value : []).map(
    (score) => score.status === "scored" && score.score === 1,
  );
  if (isA === true) return ruling(isB === true ? "both" : "A");
  return ruling(isB === true ? "B" : "neither");
}

const ruling = (right: string): string =>
  `\`\`\`json\n${JSON.stringify({ right, why: "Worked through." })}\n\`\`\``;

/** The class whose truth is right, and its cases by their prompts. */
type Truth = { readonly program: Program; readonly cases: ReadonlyMap<string, DrawnCase> };

async function knowTruth(program: Program, levels: number, { sandbox }: Workshop): Promise<Truth> {
  const cases = new Map<string, DrawnCase>();
  const count = Math.ceil(FRESH_CASES / levels);
  for (let level = 0; level < levels; level++) {
    const drawn = await sandbox.draw(program, { level, seed: 0, start: FRESH_INDEX, count }, JOB_LIMITS);
    if (drawn.status !== "completed") throw new Error(`a good class drew no cases: ${drawn.status}`);
    for (const one of drawn.value) if (one.status === "drawn") cases.set(one.prompt, one);
  }
  return { program, cases };
}

/**
 * A wrong response to every tenth prompt. Wrong is what the class with the right truth scores 0: of many
 * tasks an answer that differs from the reference may be right as well.
 */
async function mistake(
  { program, cases }: Truth,
  { sandbox }: Workshop,
): Promise<ReadonlyMap<string, string>> {
  const all = [...cases.values()];
  const references = all.map(({ reference }) => reference);
  const answers = valueOf(await sandbox.extract(program, references, JOB_LIMITS));
  const wrong = new Map<string, string>();
  for (let place = 0; place < all.length; place += 10) {
    const drawn = all[place];
    if (drawn === undefined) break;
    const others = [1, 2, 3, 5].map((step) => answers[(place + step) % all.length]?.text ?? "");
    const texts = [...mutateAnswer(answers[place]?.text ?? ""), ...others];
    const responses = valueOf(await sandbox.wrap(program, texts, JOB_LIMITS));
    const attempts = responses.map((response) => ({ instance: drawn.instance, response }));
    const scores = valueOf(await sandbox.verify(program, attempts, JOB_LIMITS));
    const found = responses.find((_, at) => {
      const score = scores[at];
      return score?.status === "scored" && score.score === 0;
    });
    if (found === undefined) throw new Error(`no wrong answer is known to: ${drawn.prompt}`);
    wrong.set(drawn.prompt, found);
  }
  return wrong;
}

function valueOf<Value>(execution: Execution<Value>): Value {
  if (execution.status === "completed") return execution.value;
  throw new Error(`a job of a good class ended as ${execution.status}`);
}

const reply = (text: string): Completion => ({
  status: "complete",
  text,
  thinking: "",
  usage: { promptTokens: 0, completionTokens: 0, estimated: true, cost: null },
});

if (import.meta.main) {
  const rows = await benchOracle();
  printTable("the second oracle", rows);
  process.exitCode = rows.some(({ met }) => met === false) ? 8 : 0;
}
