import { criticMessages, readReview } from "../../agents/critic-messages.ts";
import type { CriticReport } from "../../core/judging/critic-report.ts";
import { roundAddress, type TestedRound } from "../../core/draft/draft.ts";
import { CASE_RANGES } from "../../core/judging/case-ranges.ts";
import { drawCases } from "./attempt-cases.ts";
import type { Work } from "../line/work.ts";

/** Has a model read the class against its description: one call, which can flag and nothing else. */
export async function askCritic(round: TestedRound, work: Work): Promise<CriticReport> {
  const { task, drivers, options } = work;
  if (!options.critic) return { status: "not-asked" };
  const hardest = round.bootcamp.levels.length - 1;
  const levels = [0, hardest >> 1, hardest];
  const shown = await Promise.all(
    levels.map((level) => drawCases(round, { level, start: CASE_RANGES.critic.start, count: 1 }, work)),
  );
  const reviewed = {
    description: task.description,
    source: round.draft.source,
    levels: round.bootcamp.levels,
    checks: round.report.checks,
    cases: shown.flatMap((cases, index) =>
      cases.map(({ prompt, reference }) => ({ level: levels[index] ?? 0, prompt, reference })),
    ),
  };
  const address = roundAddress(round);
  const reply = await drivers.complete({
    address: { role: "critic", task: task.id, ...address },
    messages: criticMessages(reviewed, drivers.prompts),
    sample: 1,
    seed: options.seed,
  });
  const critic = readReview(reply, reviewed);
  drivers.record({ type: "draft-criticized", task, address, critic });
  return critic;
}
