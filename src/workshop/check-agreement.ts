import { basename } from "node:path";
import type { Program } from "../core/draft/compile-report.ts";
import type { TestedBootcamp } from "../core/draft/draft.ts";
import type { TaskDescription } from "../core/task/task-description.ts";
import { AGREEMENT, type Check } from "../core/checks/unit-test-report.ts";
import { describeContradiction, describeRun } from "../evolution/oracle/describe-agreement.ts";
import { drawFresh } from "../evolution/oracle/fresh-cases.ts";
import {
  findContradiction,
  type Prepared,
  prepareSolution,
  runTranslation,
} from "../evolution/oracle/run-translation.ts";
import { CommandError, EXIT } from "../core/run/exit-codes.ts";
import { readDescriptions } from "../files/read-descriptions.ts";
import { readUserFile } from "../files/read-source-file.ts";
import { diagnosticLines, JOB_LIMITS, type Workshop } from "./workshop.ts";

/** A description to hold classes against, and the module that leads from prompts to its solution and back. */
export type Described = {
  readonly task: TaskDescription;
  readonly adapter: { readonly file: string; readonly source: string } | undefined;
};

/**
 * Reads what `--task` and `--adapter` name; `FILE#ID` names one of several descriptions. Throws a CommandError
 * for a file that is not one description.
 */
export function readDescribed(flags: {
  readonly task?: string;
  readonly adapter?: string;
}): Described | undefined {
  if (flags.task === undefined) {
    if (flags.adapter === undefined) return undefined;
    throw new CommandError(EXIT.usage, "--adapter leads to a description's solution: give --task, too");
  }
  const [, file = flags.task, id] = /^(.*\.(?:md|jsonl))#(.+)$/s.exec(flags.task) ?? [];
  const { tasks, problems } = readDescriptions([file]);
  const [task, ...more] = tasks.filter((one) => id === undefined || one.id === id);
  if (task === undefined) {
    const [problem = `${file}: holds no description${id === undefined ? "" : ` ${id}`}`] = problems;
    throw new CommandError(EXIT.usage, problem);
  }
  if (more.length > 0)
    throw new CommandError(
      EXIT.usage,
      `${file}: holds ${tasks.length} descriptions; name one of them, such as --task ${file}#${task.id}`,
    );
  const adapter =
    flags.adapter === undefined
      ? undefined
      : {
          file: flags.adapter,
          source: readUserFile(flags.adapter, "a module that exports toInput and toResponse"),
        };
  return { task, adapter };
}

/** Compares a class with the solution and the examples of a description, as far as no model is needed for it. */
export async function checkAgreement(
  tested: { readonly program: Program; readonly bootcamp: TestedBootcamp },
  { task, adapter }: Described,
  { workshop, seed }: { readonly workshop: Workshop; readonly seed: number },
): Promise<Check> {
  const { compileBlind } = workshop.compiler;
  const running = { task, drivers: workshop, options: { limits: JOB_LIMITS, seed } };
  const prepared = await prepareSolution(task, compileBlind, running);
  if (prepared.contradicted !== undefined) return describeContradiction(prepared.contradicted, prepared);
  if (adapter === undefined) return skipped(describeAlone(prepared));
  if (tested.bootcamp.levels.length === 0) return skipped('needs "loads"');
  const isRun = prepared.solution.status === "runs";
  const compiled = await compileBlind(adapter.source, isRun ? "adapter" : "translation");
  if (compiled.status === "refused") {
    const lines = diagnosticLines(compiled, basename(adapter.file)).slice(0, 6).join("\n           ");
    throw new CommandError(EXIT.usage, `${adapter.file}: does not compile:\n           ${lines}`);
  }
  const { program } = compiled;
  const wrong = isRun
    ? undefined
    : await findContradiction({ program, of: "answer" }, prepared.examples, running);
  if (wrong !== undefined) return describeContradiction(wrong, prepared);
  const cases = await drawFresh(tested, running);
  const run = await runTranslation(program, prepared, { cases, round: tested }, running);
  return describeRun(run, { prepared, seed });
}

/** What can be said of a description without a class. */
function describeAlone({ solution, examples }: Prepared): string {
  if (solution.status === "none" && examples.length === 0)
    return "the description brings neither a solution nor examples";
  const alone =
    solution.status === "runs"
      ? `the description's solution gives the outputs of ${examples.length} of ${examples.length} examples, and`
      : "the description's solution does not run as it is, and";
  return `${solution.status === "none" ? "" : `${alone} `}nothing leads from prompts to it: give --adapter`;
}

const skipped = (detail: string): Check => ({ name: AGREEMENT, status: "skipped", detail });
