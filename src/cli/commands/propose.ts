import { relative } from "node:path";
import { EXIT } from "../../core/run/exit-codes.ts";
import type { StoredProposal } from "../../core/scaling/proposal.ts";
import { cellName } from "../../core/task/map-cell.ts";
import { bareName } from "../../core/calls/model-config.ts";
import { countNoun } from "../../core/text/count-noun.ts";
import { paint } from "../../core/text/paint.ts";
import { quoteForShell } from "../../core/text/quote-for-shell.ts";
import { readConfig } from "../../files/read-config.ts";
import { CALLS_FOR_ONE } from "../../proposing/propose-one.ts";
import { pickProposals } from "../../proposing/pick-proposals.ts";
import type { ProposeFlags } from "../../proposing/propose-flags.ts";
import { renderSpending } from "../../run/carry-out/task-allowance.ts";
import { SYSTEM_CLOCK } from "../../run/steering/wall-clock.ts";
import { dbFlag, renderNext } from "../../record/render-next.ts";
import { foreseeProposals, runProposals } from "../../proposing/run-proposals.ts";
import { keyOf, readProxy } from "../input/environment.ts";
import { print, printJson, printLine, printNoticeLine } from "../output/print.ts";
import { USER_TERMINAL } from "../output/standard-streams.ts";

/** Has descriptions proposed for thin cells, or picks some of those that wait to be run; returns the exit code. */
export async function propose(flags: ProposeFlags & { readonly pick?: number }): Promise<number> {
  if (flags.pick !== undefined) return pick(flags.pick, flags);
  const config = readConfig(flags.config);
  if (flags.dryRun === true) return foresee(flags, config);
  const isJson = flags.json === true;
  const surroundings = {
    keyOf,
    proxy: readProxy(),
    terminal: USER_TERMINAL,
    clock: SYSTEM_CLOCK,
    begun: (run: number, plan: { count: number; proposer: Parameters<typeof bareName>[0] }): void => {
      if (isJson) printJson({ type: "proposals-begun", run, count: plan.count });
      else
        print(`Proposals ${run}: ${countNoun(plan.count, "description")} by ${bareName(plan.proposer)}\n\n`);
    },
    tell: (one: StoredProposal): void => {
      if (isJson) printJson({ type: "proposal", ...one });
      else printLine(describe(one));
    },
  };
  const { run, plan, end } = await runProposals(flags, config, surroundings);
  const { proposals, isComplete, stop, fault, spending } = end;
  const passed = proposals.filter(({ outcome }) => outcome?.status === "passed").length;
  if (isJson)
    printJson({
      type: "proposals-ended",
      run,
      complete: isComplete,
      proposals: proposals.length,
      passed,
      spending,
    });
  else {
    const spent = renderSpending(spending, plan.budget);
    print(
      `\n${passed} of ${countNoun(proposals.length, "proposal")} passed the checks and ${passed === 1 ? "is" : "are"} in ${relative(".", plan.to) || "."}${spent === undefined ? "" : `\n${spent}`}\n`,
    );
    if (isComplete && passed > 0 && flags.auto !== true) print(renderNext(nextSteps(flags)));
  }
  if (isComplete && flags.auto === true) {
    const { runProposed } = await import("./run-proposed.ts");
    const { db, config: named } = flags;
    return runProposed({
      db,
      config: named,
      json: isJson,
      to: plan.to,
      budget: plan.budget,
      proposals,
      spending,
    });
  }
  if (isComplete) return EXIT.done;
  const why = stop?.text ?? "a model cannot be asked";
  printNoticeLine(
    `${why}; ${proposals.length} of ${plan.count} proposals are there, and nothing is lost. The same command goes on with them`,
  );
  if (stop === undefined && fault !== undefined) throw fault;
  return stop?.exitCode ?? EXIT.endpoint;
}

function nextSteps({ to, db }: ProposeFlags): Parameters<typeof renderNext>[0] {
  const folder = quoteForShell(to);
  return [
    [`campforge run ${folder}${dbFlag(db)}`, "writes, tests and judges a bootcamp for each"],
    [`campforge propose --pick 8 --to ${folder}${dbFlag(db)}`, "which of them to run first"],
  ];
}

function describe({ number, wish, outcome }: StoredProposal): string {
  const where = `${cellName(wish.cell)}, from ${wish.idea.from === "cell" ? "the cell" : wish.idea.from}`;
  if (outcome === null) return `${number}  under way  ${where}`;
  if (outcome.status === "passed")
    return `${String(number).padStart(3)}  ${paint("green", "passed ")}  ${outcome.file} (${where})`;
  const named = outcome.title === null ? "" : ` “${outcome.title}”:`;
  return `${String(number).padStart(3)}  ${paint("yellow", "refused")}  ${outcome.why}:${named} ${outcome.detail} (${where})`;
}

function foresee(flags: ProposeFlags, config: Parameters<typeof foreseeProposals>[1]): number {
  const wishes = foreseeProposals(flags, config);
  const { least, most } = CALLS_FOR_ONE;
  if (flags.json === true) {
    for (const wish of wishes) printJson({ type: "wish", ...wish });
    return EXIT.done;
  }
  for (const [index, { cell, idea }] of wishes.entries()) {
    const of =
      idea.from === "parents"
        ? `${idea.parents.join(" × ")}${idea.change === null ? "" : `, ${idea.change.split(":")[0]}`}`
        : idea.from;
    print(`${String(index + 1).padStart(3)}  ${cellName(cell)}, from ${of}\n`);
  }
  print(
    `\n${countNoun(least * wishes.length, "call")} at least, ${most * wishes.length} at most; two for each where all goes well. As proposals come in, later wishes change. Nothing was sent or written.\n`,
  );
  return EXIT.done;
}

function pick(count: number, flags: ProposeFlags): number {
  const picked = pickProposals(count, flags);
  for (const one of picked)
    if (flags.json === true) printJson({ type: "picked", ...one });
    else print(`${one.path}\n`);
  if (picked.length < count)
    printNoticeLine(`${picked.length} of ${count}: no other proposal of this record waits in ${flags.to}`);
  return EXIT.done;
}
