import type { Json, Score } from "../../bootcamp/index.ts";
import type { Program } from "../../core/draft/compile-report.ts";
import { describeExecution, scoreText } from "../../unittests/cases/evidence.ts";
import { readDecisive } from "../../record/read-decisive.ts";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { readRecord } from "../../record/open-record.ts";
import { paint } from "../../core/text/paint.ts";
import { readStandardInput } from "../input/standard-input.ts";
import { print, printJson, printLine } from "../output/print.ts";
import { JOB_LIMITS, openWorkshop, type Workshop } from "../../workshop/workshop.ts";
import { inRun } from "./decide.ts";

export type TryOptions = {
  readonly db: string;
  readonly run?: number;
  readonly level: number;
  readonly case: number;
  readonly json?: boolean;
};

/** A typed answer: the response that was scored, and whether the class's format was put around the answer. */
type Tried = { readonly response: string; readonly wasWrapped: boolean; readonly score: Score };

/**
 * Draws a case of the bootcamp that a task's verdict is about, shows its prompt, and scores what is given: as
 * a whole response, or, where that holds no answer, as the answer alone.
 */
export async function tryCase(id: string, answer: readonly string[], options: TryOptions): Promise<number> {
  const store = readRecord(options.db);
  const recorded = ((): ReturnType<typeof readDecisive> => {
    try {
      return readDecisive(store, inRun(id, options.run));
    } finally {
      store.close();
    }
  })();
  const { source, bootcamp, plan } = recorded;
  if (options.level >= bootcamp.levels.length) {
    throw new CommandError(
      EXIT.usage,
      `--level ${options.level}: ${bootcamp.name} has the levels 0 to ${bootcamp.levels.length - 1}, easiest first`,
    );
  }
  const workshop = openWorkshop();
  try {
    const program = await compile(id, source, workshop);
    const place = { level: options.level, seed: plan.seed, index: options.case };
    const drawn = await draw(id, program, { workshop, place });
    if (options.json !== true) {
      print(`${paint("bold", `${id}: level ${place.level}, case ${place.index}, seed ${place.seed}`)}\n\n`);
      print(`${drawn.prompt.trimEnd()}\n\n`);
    }
    const typed =
      answer.length > 0 ? answer.join(" ") : (await readStandardInput("type the answer")).trimEnd();
    const tried =
      typed.trim() === "" ? null : await scoreTyped(typed, drawn.instance, { id, program, workshop });
    if (options.json === true) printJson({ ...place, prompt: drawn.prompt, ...(tried ?? { score: null }) });
    else if (tried === null) printLine("No answer given.");
    else {
      if (tried.wasWrapped) printLine(`scored as the response: ${tried.response}`);
      printLine(`score: ${scoreText(tried.score)}`);
    }
    return EXIT.done;
  } finally {
    workshop.close();
  }
}

async function compile(id: string, source: string, { compiler }: Workshop): Promise<Program> {
  const report = await compiler.compile(source);
  if (report.status === "compiled") return report.program;
  throw new CommandError(
    EXIT.checkFailed,
    `${id}: does not compile with this Campforge: ${report.diagnostics[0]?.message}`,
  );
}

async function draw(
  id: string,
  program: Program,
  about: {
    readonly workshop: Workshop;
    readonly place: { readonly level: number; readonly seed: number; readonly index: number };
  },
): Promise<{ readonly instance: Json; readonly prompt: string }> {
  const { level, seed, index } = about.place;
  const range = { level, seed, start: index, count: 1 };
  const drawn = await about.workshop.sandbox.draw(program, range, JOB_LIMITS);
  if (drawn.status !== "completed")
    throw new CommandError(EXIT.checkFailed, `${id}: drawing the case: ${describeExecution(drawn)}`);
  const [outcome] = drawn.value;
  if (outcome?.status === "drawn") return outcome;
  throw new CommandError(EXIT.checkFailed, `${id}: ${outcome?.method} failed: ${outcome?.message}`);
}

async function scoreTyped(
  typed: string,
  instance: Json,
  about: { readonly id: string; readonly program: Program; readonly workshop: Workshop },
): Promise<Tried> {
  const whole = await verify(typed, instance, about);
  if (whole.status !== "unparsable") return { response: typed, wasWrapped: false, score: whole };
  const wrapped = await about.workshop.sandbox.wrap(about.program, [typed], JOB_LIMITS);
  const [response] = wrapped.status === "completed" ? wrapped.value : [];
  if (response === undefined) return { response: typed, wasWrapped: false, score: whole };
  return { response, wasWrapped: true, score: await verify(response, instance, about) };
}

async function verify(
  response: string,
  instance: Json,
  about: { readonly id: string; readonly program: Program; readonly workshop: Workshop },
): Promise<Score> {
  const { sandbox } = about.workshop;
  const verified = await sandbox.verify(about.program, [{ instance, response }], JOB_LIMITS);
  if (verified.status !== "completed")
    throw new CommandError(EXIT.checkFailed, `${about.id}: scoring: ${describeExecution(verified)}`);
  return verified.value[0] ?? { status: "error", message: "it was not scored" };
}
