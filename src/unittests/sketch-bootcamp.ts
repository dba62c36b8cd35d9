import type { Compile } from "../core/draft/compile-report.ts";
import type { DrawnCase, JobLimits, Sandbox } from "../core/draft/execution.ts";
import { cardSchema } from "../core/draft/card.ts";
import type { NoveltySketches } from "../core/draft/novelty.ts";
import { promptsPerLevel, sketchLevels } from "./checks/check-new.ts";

/** Which cases are drawn: what differs between cases does not count in the sketch, so any seed does. */
const SEED = 1;

/** The sketches of a source by which its twins are recognised; undefined when it does not compile or draw. */
export async function sketchBootcamp(
  source: string,
  drivers: { readonly compile: Compile; readonly sandbox: Sandbox; readonly limits: JobLimits },
): Promise<NoveltySketches | undefined> {
  const { compile, sandbox, limits } = drivers;
  const report = await compile(source);
  if (report.status === "refused") return undefined;
  const loaded = await sandbox.load(report.program, limits);
  if (loaded.status !== "completed") return undefined;
  const card = cardSchema.safeParse(loaded.value.card);
  if (!card.success) return undefined;
  const levels: (readonly DrawnCase[])[] = [];
  for (const level of card.data.levels.keys()) {
    const range = { level, seed: SEED, start: 0, count: promptsPerLevel(card.data.levels.length) };
    const drawn = await sandbox.draw(report.program, range, limits);
    if (drawn.status !== "completed") return undefined;
    levels.push(drawn.value.flatMap((one) => (one.status === "drawn" ? [one] : [])));
  }
  return { syntax: report.syntax, prompts: sketchLevels(levels) };
}
