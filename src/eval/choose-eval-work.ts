import { CommandError, EXIT } from "../core/run/exit-codes.ts";
import { flagName } from "../core/text/flag-name.ts";
import type { EvalFlags } from "./eval-flags.ts";

/** What a command line wants of an evaluation. */
export type EvalWork =
  /** To ask a candidate for the cases that are drawn, or for those of a file. */
  | { readonly status: "ask" }
  | { readonly status: "freeze"; readonly file: string }
  /** To score replies that were produced elsewhere. */
  | { readonly status: "score"; readonly frozen: string; readonly replies: string }
  | { readonly status: "compare"; readonly first: string; readonly second: string };

const DRAWING = ["library", "domains", "bootcamps", "levels", "cases", "seed"];
const WRITING = ["out", "force", "json"];

/** The options that go with each kind of work. */
const OPTIONS_OF: Readonly<Record<EvalWork["status"], readonly string[]>> = {
  ask: [
    ...DRAWING,
    ...WRITING,
    ..."frozen config db model maxTokens temperature samples budget dryRun record label live".split(" "),
  ],
  freeze: [...DRAWING, "freeze", "force", "json"],
  score: [...WRITING, "frozen", "replies", "library", "label"],
  compare: [...WRITING, "compare"],
};

/** How each kind of work is asked for, in messages. */
const ASKED_BY: Readonly<Record<EvalWork["status"], string>> = {
  ask: "asking a model",
  freeze: "--freeze, which asks nobody",
  score: "--replies, which asks nobody",
  compare: "--compare, which asks and scores nothing",
};

/** What the options ask for. Throws a CommandError for those that do not go together; `given` are those that are named. */
export function chooseEvalWork(flags: EvalFlags, given: ReadonlySet<string>): EvalWork {
  const work = workOf(flags);
  const other = [...given].find((name) => !OPTIONS_OF[work.status].includes(name));
  if (other !== undefined)
    throw usage(`${flagName(other)}: does not go with ${ASKED_BY[work.status]}. Remove one of them`);
  const drawn = [...given].find((name) => name !== "library" && DRAWING.includes(name));
  if (flags.frozen !== undefined && drawn !== undefined)
    throw usage(`${flagName(drawn)}: the cases are those of --frozen ${flags.frozen}. Remove one of them`);
  return work;
}

function workOf({ compare, freeze, frozen, replies }: EvalFlags): EvalWork {
  if (compare !== undefined) {
    const [first, second, ...others] = compare;
    if (first === undefined || second === undefined || others.length > 0)
      throw usage("--compare: expected two files of results, such as --compare a.json b.json");
    return { status: "compare", first, second };
  }
  if (freeze !== undefined) return { status: "freeze", file: freeze };
  if (replies === undefined) return { status: "ask" };
  if (frozen === undefined)
    throw usage("--replies: to which cases? Name the file that --freeze wrote with --frozen");
  return { status: "score", frozen, replies };
}

const usage = (message: string): CommandError => new CommandError(EXIT.usage, message);
