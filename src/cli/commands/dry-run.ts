import { estimateRun } from "../../run/plan/estimate-run.ts";
import { replyTokensOf, rolesOf } from "../../core/calls/model-config.ts";
import { readConfig } from "../../files/read-config.ts";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { readUntil } from "../../core/run/read-until.ts";
import { findUnrecorded } from "../../models/recordings.ts";
import { recallCallsPerTask, recallMeasured } from "../../record/recall-measured.ts";
import { print, printJson, printNoticeLine } from "../output/print.ts";
import { openBreadth } from "../../run/steering/breadth.ts";
import { readPrompts } from "../../files/read-prompts.ts";
import { estimateFields, renderEstimate } from "../../run/plan/render-estimate.ts";
import { modelsOf } from "../../core/run/plan.ts";
import { priceRoles } from "../../run/plan/price-roles.ts";
import { prepareRun } from "../../run/plan/prepare-run.ts";
import type { RunFlags } from "../../run/plan/run-flags.ts";
import { type Clock, SYSTEM_CLOCK } from "../../run/steering/wall-clock.ts";
import { readToolkit } from "../../workshop/read-toolkit.ts";

/** Says what a run would take, from its real descriptions and prompts; sends nothing and writes nothing. */
export async function dryRun(
  paths: readonly string[],
  flags: RunFlags,
  clock: Clock = SYSTEM_CLOCK,
): Promise<number> {
  if (flags.resume === true)
    throw new CommandError(EXIT.usage, "--dry-run is for a new run: remove --resume");
  const config = readConfig(flags.config);
  const { plan, tasks } = prepareRun(paths, flags, { config, noticeLine: printNoticeLine });
  // What would end the run itself is said now.
  if (flags.until !== undefined) readUntil(flags.until, clock.now());
  const recorded = Object.values(rolesOf(plan)).flatMap((role) =>
    role.kind === "recorded" ? [role.path] : [],
  );
  const ids = tasks.map(({ id }) => id);
  for (const path of new Set(recorded)) {
    const missing = findUnrecorded(path, ids);
    if (missing.length > 0)
      printNoticeLine(`recorded:${path}: has no replies for ${missing.join(", ")}; a run would stop there`);
  }
  const measured = recallMeasured(flags.db);
  const parallel = openBreadth(plan, modelsOf(plan)).parallel();
  const run = {
    tasks,
    prompts: readPrompts(await readToolkit(), replyTokensOf(plan)),
    roles: priceRoles(plan, measured),
    perTask: recallCallsPerTask(flags.db),
    options: { ...plan, ...plan.gates, parallel },
  };
  const estimate = estimateRun(run);
  const shown = { tasks: tasks.length, parallel, plan, estimate };
  if (flags.json === true) printJson(estimateFields(shown));
  else print(renderEstimate(shown));
  return EXIT.done;
}
