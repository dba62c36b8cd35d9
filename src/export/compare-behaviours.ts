import { canonicalText, type Score } from "../bootcamp/index.ts";
import { probeAttempts } from "../core/draft/behaviour.ts";
import type { Program } from "../core/draft/compile-report.ts";
import type { DrawOutcome, Execution, Sandbox } from "../core/draft/execution.ts";
import { describeExecution } from "../unittests/cases/evidence.ts";
import { JOB_LIMITS } from "../workshop/workshop.ts";

/** How far two classes were seen to do the same, or the first case in which they do not. */
export type Likeness =
  | { readonly status: "same"; readonly cases: number; readonly responses: number }
  | { readonly status: "differs"; readonly reason: string };

/** Another seed than that of the behaviour hash, so that other cases are looked at. */
const SEED = 1;

/** Cases in one crossing: of a slow class more might not end in time. */
const CROSSING = 20;

type Pair = { readonly before: Program; readonly after: Program };

/**
 * Draws the same cases by two classes and compares all that is seen of them: case, prompt, reference response, worked
 * solution, hardness, and the scores of the responses that a behaviour is probed with.
 */
export async function compareBehaviours(
  pair: Pair,
  { levels, perLevel }: { readonly levels: number; readonly perLevel: number },
  sandbox: Sandbox,
): Promise<Likeness> {
  let [cases, responses] = [0, 0];
  for (let level = 0; level < levels; level++) {
    for (let start = 0; start < perLevel; start += CROSSING) {
      const count = Math.min(CROSSING, perLevel - start);
      const compared = await comparePart(pair, { level, start, count }, sandbox);
      if (typeof compared === "string") return { status: "differs", reason: compared };
      cases += count;
      responses += compared;
    }
  }
  return { status: "same", cases, responses };
}

type Part = { readonly level: number; readonly start: number; readonly count: number };

/** The responses that both score alike, or in what the two differ. */
async function comparePart(pair: Pair, part: Part, sandbox: Sandbox): Promise<number | string> {
  const where = (index: number): string =>
    `level ${part.level}, case ${part.start + index} of seed ${SEED}, has another`;
  const drawn = await byBoth(pair, (program) => sandbox.draw(program, { ...part, seed: SEED }, JOB_LIMITS));
  if (typeof drawn === "string") return `level ${part.level}: drawing: ${drawn}`;
  for (const [index, one] of drawn.before.entries()) {
    const other = findOther(one, drawn.after[index]);
    if (other !== undefined) return `${where(index)} ${other}`;
  }
  const cases = drawn.before.flatMap((one) => (one.status === "drawn" ? [one] : []));
  const instances = cases.map(({ instance }) => instance);
  const worked = await byBoth(pair, (program) => sandbox.work(program, instances, JOB_LIMITS));
  if (typeof worked === "string") return `level ${part.level}: working out: ${worked}`;
  const unlike = worked.before.findIndex((text, index) => text !== worked.after[index]);
  if (unlike >= 0) return `${where(unlike)} worked solution`;
  const attempts = probeAttempts(cases);
  const scored = await byBoth(pair, (program) => sandbox.verifyAlone(program, attempts, JOB_LIMITS));
  if (typeof scored === "string") return `level ${part.level}: scoring: ${scored}`;
  const wrong = scored.before.findIndex(
    (score, index) => scoreText(score) !== scoreText(scored.after[index]),
  );
  if (wrong < 0) return attempts.length;
  const { response = "" } = attempts[wrong] ?? {};
  const probes = attempts.length / Math.max(1, instances.length);
  return `${where(Math.floor(wrong / probes))} score for ${JSON.stringify(response.slice(-200))}: ${scoreText(scored.before[wrong])} before, ${scoreText(scored.after[wrong])} now`;
}

async function byBoth<Value>(
  { before, after }: Pair,
  run: (program: Program) => Promise<Execution<readonly Value[]>>,
): Promise<{ readonly before: readonly Value[]; readonly after: readonly Value[] } | string> {
  const [first, second] = await Promise.all([run(before), run(after)]);
  if (first.status !== "completed") return `the class as it stands ${describeExecution(first)}`;
  if (second.status !== "completed") return `the rewritten class ${describeExecution(second)}`;
  return { before: first.value, after: second.value };
}

/** What of a case is another than before; undefined where nothing is. */
function findOther(before: DrawOutcome, after: DrawOutcome | undefined): string | undefined {
  if (before.status === "threw" || after?.status !== "drawn") return "end: one of the two throws";
  if (canonicalText(before.instance) !== canonicalText(after.instance)) return "instance";
  if (before.prompt !== after.prompt) return "prompt";
  if (before.reference !== after.reference) return "reference answer";
  return before.hardness === after.hardness ? undefined : "hardness";
}

/** What a message says is no behaviour: it may name lines of the source. */
const scoreText = (score: Score | undefined): string =>
  score?.status === "scored" ? `${score.score} for ${score.answer}` : `${score?.status}`;
