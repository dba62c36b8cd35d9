import { renderSamplingEstimate } from "../../asking/estimate-sampling.ts";
import { EXIT } from "../../core/run/exit-codes.ts";
import { formatCount, formatCountOf } from "../../core/text/format-number.ts";
import { visibleJson } from "../../core/text/visible-text.ts";
import { chooseEvalWork } from "../../eval/choose-eval-work.ts";
import { composeComparison } from "../../eval/documents/compose-comparison.ts";
import { composeResults, shortenForTerminal } from "../../eval/documents/compose-results.ts";
import { type EvaluationReport, rendererFor } from "../../eval/documents/render-evaluation.ts";
import type { EvalFlags } from "../../eval/eval-flags.ts";
import { freezeCases } from "../../eval/freeze-cases.ts";
import { compareResults, type NamedResults } from "../../eval/results/compare-results.ts";
import { readResults } from "../../eval/results/read-results-file.ts";
import { figuresOf, type Results, resultsText } from "../../eval/results/results.ts";
import { estimateEvaluation, runEvaluation } from "../../eval/run-evaluation.ts";
import { scoreElsewhere } from "../../eval/score-elsewhere.ts";
import { describeUnfinished, wordFault } from "../../eval/unfinished.ts";
import { readConfig } from "../../files/read-config.ts";
import { renderText } from "../../report/render-lines.ts";
import { renderSpending } from "../../run/carry-out/task-allowance.ts";
import { SYSTEM_CLOCK } from "../../run/steering/wall-clock.ts";
import { type OpenedVerifier, requireVerifier } from "../input/open-verifier.ts";
import { keyOf, readProxy } from "../input/environment.ts";
import { print, printJson, printNoticeLine } from "../output/print.ts";
import { lineWidth } from "../output/terminal-size.ts";
import { refuseToOverwrite, saveReport } from "../output/save-report.ts";
import { USER_TERMINAL } from "../output/standard-streams.ts";
import { createSamplingView } from "../progress/create-sampling-view.ts";

/**
 * Evaluates a model on a library, freezes the cases, scores replies that were produced elsewhere, or compares two
 * evaluations; returns the exit code. `given` are the options that the command line names.
 */
export async function evaluate(flags: EvalFlags, given: ReadonlySet<string>): Promise<number> {
  const work = chooseEvalWork(flags, given);
  const save = prepareOutputs(flags);
  switch (work.status) {
    case "ask":
      return flags.dryRun === true ? estimate(flags) : askCandidate(flags, save);
    case "freeze":
      return freeze(work.file, flags);
    case "score": {
      const results = await scoreReplies({ ...flags, replies: work.replies });
      tellResults(results, { flags, save, more: {} });
      return tellUnanswered(results, { exitCode: EXIT.checkFailed, help: "add them to the replies" });
    }
    case "compare":
      return compare(work, { flags, save });
  }
}

/** Scores replies from elsewhere; who compares answers is opened where some bootcamp has that done by a model. */
async function scoreReplies(flags: EvalFlags & { readonly replies: string }): Promise<Results> {
  let opened: OpenedVerifier | undefined;
  try {
    return await scoreElsewhere(flags, printNoticeLine, (bootcamp) => {
      opened = requireVerifier(flags.config, bootcamp);
      return opened.askAbout;
    });
  } finally {
    opened?.close();
  }
}

type Save = (report: EvaluationReport) => void;

/** How reports begin that may be replaced. */
const MARKS = ["campforge report", "campforge evaluation", "campforge comparison"];

/** Sees that every file of `--out` can be written before anything is asked; returns what writes them. */
function prepareOutputs({ out = [], force }: EvalFlags): Save {
  const files = out.map((file) => ({ file, render: rendererFor(file) }));
  if (force !== true) for (const { file } of files) refuseToOverwrite(file, MARKS);
  return (report) => {
    for (const { file, render } of files) saveReport(file, render(report));
  };
}

async function estimate(flags: EvalFlags): Promise<number> {
  const found = await estimateEvaluation(flags, readConfig(flags.config), printNoticeLine);
  if (flags.json === true) printJson(found ?? { type: "estimate", calls: 0 });
  else print(renderSamplingEstimate(found));
  return EXIT.done;
}

async function askCandidate(flags: EvalFlags, save: Save): Promise<number> {
  const config = readConfig(flags.config);
  const view = createSamplingView({ ...flags, name: "evaluation", role: "candidate" }, () => Date.now());
  const surroundings = { keyOf, proxy: readProxy(), terminal: USER_TERMINAL, clock: SYSTEM_CLOCK, view };
  const ran = await runEvaluation(flags, config, surroundings);
  const { run, end } = ran;
  const spent = flags.json === true ? undefined : renderSpending(end.spending, end.budget);
  if (end.isComplete) {
    tellResults(end.results, { flags, save, more: { run, spending: end.spending } });
    if (spent !== undefined) print(`\n${spent}\n`);
    const help = "the same command asks for these again (docs/endpoints.md)";
    return tellUnanswered(end.results, { exitCode: EXIT.endpoint, help });
  }
  const { exitCode, notice, fields } = describeUnfinished(ran);
  if (flags.json === true) printJson(fields);
  if (spent !== undefined) print(`${spent}\n`);
  printNoticeLine(notice);
  if (end.stop === undefined && end.fault !== undefined) throw wordFault(end.fault);
  return exitCode;
}

/** Prints results, the longest table left out, and writes them whole. */
function tellResults(
  results: Results,
  about: { readonly flags: EvalFlags; readonly save: Save; readonly more: object },
): void {
  const { flags, save, more } = about;
  const document = composeResults(results);
  if (flags.json === true) {
    const { cases, ...rest } = results;
    const figures = figuresOf(results);
    printJson({ type: "evaluation-ended", complete: true, ...more, ...rest, cases: cases.length, figures });
  } else print(renderText(shortenForTerminal(document), lineWidth()));
  save({ document, json: resultsText(results) });
}

/** What was never answered is nobody's score, and no whole evaluation. */
function tellUnanswered(
  results: Results,
  { exitCode, help }: { readonly exitCode: number; readonly help: string },
): number {
  const { unanswered = 0 } = figuresOf(results).all.unscored;
  if (unanswered === 0) return EXIT.done;
  const of = formatCount(results.cases.length * results.samples);
  printNoticeLine(
    `${formatCount(unanswered)} of ${of} samples ${unanswered === 1 ? "has" : "have"} no reply; ${help}`,
  );
  return exitCode;
}

async function freeze(file: string, flags: EvalFlags): Promise<number> {
  const { benchmark, isChanged } = await freezeCases(file, flags, printNoticeLine);
  const { hash, cases, tasks } = benchmark;
  if (flags.json === true)
    printJson({ file, changed: isChanged, benchmark: hash, cases: cases.length, tasks: tasks.length });
  else
    print(
      `${isChanged ? "wrote" : "unchanged"}  ${file}: ${formatCountOf(cases.length, "case")} of ${formatCountOf(tasks.length, "task")}\nbenchmark ${hash}\n`,
    );
  return EXIT.done;
}

function compare(
  files: { readonly first: string; readonly second: string },
  { flags, save }: { readonly flags: EvalFlags; readonly save: Save },
): number {
  const read = (file: string): NamedResults => ({ file, results: readResults(file) });
  const comparison = compareResults(read(files.first), read(files.second));
  const document = composeComparison(comparison);
  if (flags.json === true) printJson(comparison);
  else print(renderText(document, lineWidth()));
  save({ document, json: `${visibleJson(comparison, 2)}\n` });
  return EXIT.done;
}
