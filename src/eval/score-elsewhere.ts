import { basename, extname } from "node:path";
import type { AskVerifier } from "../core/draft/model-verifier.ts";
import { withVerifier } from "../core/run/verify-through.ts";
import { findModelVerified } from "./verify-candidate.ts";
import { overCores } from "../workshop/over-cores.ts";
import { softwareVersions } from "../run/plan/software-versions.ts";
import { openWorkshop } from "../workshop/workshop.ts";
import { requireProgram } from "./carry-out-evaluation.ts";
import type { EvalFlags } from "./eval-flags.ts";
import { openCases } from "./open-cases.ts";
import { readReplies } from "./read-replies.ts";
import { makeResults, type Results } from "./results/results.ts";
import { scoreReplies } from "./sample-candidate.ts";

/**
 * Scores replies to a frozen benchmark that were produced elsewhere, by its classes. Throws a CommandError
 * for a file that is not as it was frozen, a class that was changed, and a reply that is to no case.
 * `verifierFor` opens who compares answers where the bootcamp that it is given has that done by a model.
 */
export async function scoreElsewhere(
  flags: EvalFlags & { readonly replies: string },
  notice: (text: string) => void,
  verifierFor: (bootcamp: string) => (asked: string) => AskVerifier,
): Promise<Results> {
  const workshop = openWorkshop();
  try {
    const { benchmark, programs } = await openCases(flags, workshop, notice);
    const replies = readReplies(flags.replies, benchmark);
    const asking = await findModelVerified(programs, workshop);
    const askAbout = asking === undefined ? undefined : verifierFor(asking);
    const scored = await overCores(benchmark.cases, async (one) => {
      const sandbox =
        askAbout === undefined ? workshop.sandbox : withVerifier(workshop.sandbox, askAbout(one.bootcamp));
      const about = { program: requireProgram(one, programs), sandbox };
      return [one.id, await scoreReplies(one, replies.of(one.id), about)] as const;
    });
    const outcomes = new Map(scored);
    return makeResults(benchmark, (id) => outcomes.get(id) ?? [], {
      label: flags.label ?? basename(flags.replies, extname(flags.replies)),
      candidate: null,
      samples: replies.samples,
      software: softwareVersions().software,
      spent: null,
    });
  } finally {
    workshop.close();
  }
}
