import { solverMessages } from "../../agents/solver-messages.ts";
import { roundAddress, type TestedRound } from "../../core/draft/draft.ts";
import type { ExaminedTruth, OracleReport } from "../../core/judging/oracle-report.ts";
import type { Work } from "../line/work.ts";
import { askBlindAuthor } from "./ask-blind-author.ts";
import { examineReply } from "./examine-reply.ts";
import { drawFresh, drawShown } from "./fresh-cases.ts";
import { conclude, hasSettled, type Progress } from "./oracle-progress.ts";
import { BEFORE, TURNS } from "./write-blind-program.ts";

/**
 * The second oracle: another author, who sees rendered prompts and never the class, writes in one reply a program
 * that solves them and one that tells right answers from wrong ones. Both run on fresh cases, and their
 * disagreements with the class get a third look. `settled` is what the description's reference solution has
 * settled already of the truth; it says nothing of what the class's verifier pays beside it.
 */
export async function consultOracle(
  round: TestedRound,
  work: Work,
  settled?: ExaminedTruth,
): Promise<OracleReport> {
  const { task, drivers, options } = work;
  if (!options.oracle) return { status: "not-asked" };
  const oracle = settled?.status === "disputed" ? settled : await askAuthor(round, work, settled);
  drivers.record({ type: "truth-examined", task, address: roundAddress(round), oracle });
  return oracle;
}

async function askAuthor(
  round: TestedRound,
  work: Work,
  settled: ExaminedTruth | undefined,
): Promise<ExaminedTruth> {
  const { task, drivers } = work;
  const cases = await drawFresh(round, work);
  const shown = await drawShown(round, work);
  const about = { cases, round, work, checksAlone: task.oracle === "checker" };
  let progress: Progress = {
    truth: settled,
    dispute: undefined,
    last: { reason: "no solver was written", isAble: false, cases: cases.length, answered: 0, agreed: 0 },
    verifier: { status: "none", reason: "none was written" },
    withoutCheck: 0,
    isUnsettled: false,
    battery: undefined,
    looked: new Map(),
    open: [],
  };
  const author = {
    role: "solver",
    messages: solverMessages(shown, drivers.prompts),
    turns: TURNS,
    before: BEFORE.verifiers,
  } as const;
  await askBlindAuthor(author, { round, work }, async (reply) => {
    const examined = await examineReply(reply, progress, about);
    progress = examined.progress;
    const { feedback } = examined;
    return hasSettled(progress, about) || feedback === undefined
      ? { status: "end" }
      : { status: "again", feedback };
  });
  return conclude(progress, about);
}
