import { arbiterMessages, readRuling } from "../agents/arbiter-messages.ts";
import { roundAddress, type TestedRound } from "../core/draft.ts";
import { hashJson, sha256 } from "../core/hash.ts";
import type { DisputedTruth, TruthRuling } from "../core/oracle-report.ts";
import type { Work } from "./grow-line.ts";
import type { Disagreement } from "./run-solver.ts";

/** What a third look makes of a disagreement. */
export type Settled =
  | { readonly status: "class"; readonly ruling: TruthRuling; readonly disputed: DisputedTruth }
  | { readonly status: "solver"; readonly disagreement: Disagreement; readonly why: string }
  | { readonly status: "no ruling" };

/** Asks a model, which sees the prompt and both answers and not whose they are, which one is right. */
export async function settleDispute(
  disagreement: Disagreement,
  round: TestedRound,
  { task, drivers, options }: Work,
): Promise<Settled> {
  const { drawn, response } = disagreement;
  const found = await drivers.sandbox.extract(round.program, [drawn.reference, response], options.limits);
  const [reference = drawn.reference, solverAnswer = response] =
    found.status === "completed" ? found.value.map((one) => one?.text) : [];
  // The order must not tell which is whose, and be the same in every run.
  const classFirst = Number.parseInt(sha256(drawn.prompt).slice(0, 2), 16) % 2 === 0;
  const [a, b] = classFirst ? [reference, solverAnswer] : [solverAnswer, reference];
  const reply = await drivers.complete({
    address: {
      role: "arbiter",
      task: task.id,
      ...roundAddress(round),
      caseHash: hashJson([drawn.instance, solverAnswer]),
    },
    messages: arbiterMessages({ prompt: drawn.prompt, a, b }, drivers.prompts),
    sample: 1,
    seed: options.seed,
  });
  const read = readRuling(reply);
  if (read === undefined) return { status: "no ruling" };
  if (read.right === (classFirst ? "A" : "B")) return { status: "solver", disagreement, why: read.why };
  const { level, index, prompt } = drawn;
  const disputed = { level, index, prompt, reference, solverAnswer, why: read.why };
  return { status: "class", ruling: rulingOf(read.right), disputed };
}

function rulingOf(right: "A" | "B" | "both" | "neither" | "unclear"): TruthRuling {
  switch (right) {
    case "both":
      return "alternative refused";
    case "unclear":
      return "ambiguous prompt";
    case "A":
    case "B":
    case "neither":
      return "wrong truth";
  }
}
