import type { Compile, Program } from "../core/draft/compile-report.ts";
import type { DrawnCase, JobLimits, Sandbox } from "../core/draft/execution.ts";
import { cardSchema } from "../core/draft/card.ts";
import type { NoveltySketches, Probe } from "../core/draft/novelty.ts";
import type { AnswerShape } from "../bootcamp/answer-shape.ts";
import { readTree } from "./answers/answer-tree.ts";
import { changeAnswer } from "./answers/change-answer.ts";
import { type Answered, sketchStructure } from "./cases/sketch-structure.ts";
import { spreadOver } from "./cases/spread-over.ts";
import { inTurn, promptsPerLevel, sketchLevels } from "./checks/check-new.ts";

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
  const shape = loaded.value.answerShape;
  const answered = await readAnswers(report.program, levels, drivers);
  if (answered === undefined) return undefined;
  return {
    syntax: report.syntax,
    prompts: sketchLevels(levels),
    structure: sketchStructure(answered, shape),
    probes: await makeProbes(report.program, { answered: answered.slice(0, PROBES), shape }, drivers),
  };
}

type Drivers = { readonly sandbox: Sandbox; readonly limits: JobLimits };

/** The cases, of each level in turn, with the answers of their references. */
async function readAnswers(
  program: Program,
  levels: readonly (readonly DrawnCase[])[],
  { sandbox, limits }: Drivers,
): Promise<readonly Answered[] | undefined> {
  const all = inTurn(levels);
  const read = await sandbox.extract(
    program,
    all.map(({ reference }) => reference),
    limits,
  );
  if (read.status !== "completed") return undefined;
  return all.map(({ instance }, index) => ({ instance, answer: read.value[index]?.text ?? null }));
}

/** Cases that are kept of a class, of each level alike. */
const PROBES = 16;

/** Right answers changed in so many ways each: what a verifier pays of them is left out. */
const CHANGED = 6;

/** Cases with answers that the class itself pays and refuses. */
async function makeProbes(
  program: Program,
  { answered, shape }: { readonly answered: readonly Answered[]; readonly shape: AnswerShape | null },
  { sandbox, limits }: Drivers,
): Promise<readonly Probe[]> {
  const all = answered.flatMap(({ instance, answer }, index) => {
    if (answer === null) return [];
    const other = answered[(index + 1) % answered.length]?.answer ?? "";
    const changed = spreadOver(changeAnswer(readTree(answer, shape), []), CHANGED).map(({ text }) => text);
    return [{ instance, right: answer, wrong: [other, ...changed] }];
  });
  const texts = all.flatMap(({ right, wrong }) => [right, ...wrong]);
  const wrapped = await sandbox.wrap(program, texts, limits);
  if (wrapped.status !== "completed") return [];
  let at = 0;
  const attempts = all.flatMap(({ instance, wrong }) =>
    [0, ...wrong.keys()].map(() => ({ instance, response: wrapped.value[at++] ?? "" })),
  );
  const scores = await sandbox.verifyAlone(program, attempts, { ...limits, once: true });
  if (scores.status !== "completed") return [];
  at = 0;
  const paid = (): number => {
    const score = scores.value[at++];
    return score?.status === "scored" ? score.score : 0;
  };
  return all.flatMap((probe): Probe[] => {
    const isRight = paid() === 1;
    const wrong = probe.wrong.filter(() => paid() < 1);
    return isRight ? [{ ...probe, wrong }] : [];
  });
}
