import type { Round } from "../../core/draft/draft.ts";
import type { WrittenClass } from "../../core/task/task-description.ts";
import { reviewDraft } from "./review-draft.ts";
import type { Work } from "./work.ts";

/** Compiles and tests a class that somebody wrote by hand: the first round of a line that had no author. */
export async function takeWritten({ code }: WrittenClass, work: Work): Promise<Round> {
  const { task, drivers } = work;
  const round = await drivers.inTurn(() => reviewDraft(code, { line: 1, round: 1 }, work));
  drivers.record({ type: "round-finished", task, round });
  return round;
}
