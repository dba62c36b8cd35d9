import type { Execution } from "../../core/draft/execution.ts";
import { type Evidence, type PlacedCase, scoreValue } from "../cases/evidence.ts";
import { verifyAll } from "../cases/verify-all.ts";

const NUMBER = /-?\d+(?:\.\d+)?/g;

/** Ways to answer that look at a prompt without reading it. */
const STRATEGIES: readonly (readonly [what: string, pick: (prompt: string) => string | undefined])[] = [
  ["the first number", (prompt) => prompt.match(NUMBER)?.[0]],
  ["the last number", (prompt) => prompt.match(NUMBER)?.at(-1)],
];

/** What an answer by position earns: mean scores on its own case, and on the case before it, which is chance. */
export type PositionalScore = {
  readonly what: string;
  readonly mean: number;
  readonly byChance: number;
  readonly responses: readonly string[];
};

/** Scores each way to answer by a position in the prompt; the one that exceeds chance the most. */
export async function scorePositions(
  evidence: Evidence,
  cases: readonly PlacedCase[],
): Promise<Execution<PositionalScore>> {
  const picked = STRATEGIES.flatMap(([, pick]) => cases.map(({ prompt }) => pick(prompt) ?? ""));
  const wrapped = await evidence.sandbox.wrap(evidence.program, picked, evidence.limits);
  if (wrapped.status !== "completed") return wrapped;
  const byStrategy = STRATEGIES.map(([what], index) => ({
    what,
    responses: wrapped.value.slice(index * cases.length, (index + 1) * cases.length),
  }));
  const attempts = byStrategy.flatMap(({ responses }) => [
    ...cases.map(({ instance }, index) => ({ instance, response: responses[index] ?? "" })),
    ...cases.map(({ instance }, position) => ({
      instance,
      response: responses[(position + 1) % cases.length] ?? "",
    })),
  ]);
  const execution = await verifyAll(evidence, attempts);
  if (execution.status !== "completed") return execution;
  const meanFrom = (start: number): number =>
    execution.value.slice(start, start + cases.length).reduce((sum, score) => sum + scoreValue(score), 0) /
    Math.max(1, cases.length);
  const scored = byStrategy.map((one, place): PositionalScore => ({
    ...one,
    mean: meanFrom(2 * place * cases.length),
    byChance: meanFrom((2 * place + 1) * cases.length),
  }));
  const [best] = scored.toSorted((one, other) => other.mean - other.byChance - one.mean + one.byChance);
  const none = { what: "nothing", mean: 0, byChance: 0, responses: [] };
  return { status: "completed", cpuMs: execution.cpuMs, value: best ?? none };
}
