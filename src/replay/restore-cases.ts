import type { Json } from "../bootcamp/index.ts";
import type { Program } from "../core/draft/compile-report.ts";
import type { JobLimits, Sandbox } from "../core/draft/execution.ts";
import { describeExecution } from "../unittests/cases/evidence.ts";
import type { StoredResponse } from "./stored-response.ts";

/** The case of a stored response, or why it cannot be had. */
export type RestoredCase =
  | { readonly status: "restored"; readonly instance: Json }
  | { readonly status: "lost"; readonly reason: string };

/** Cases in one crossing. */
const CROSSING = 100;

/** The case of each stored response, drawn again where it was not kept, in runs of neighbouring indices. */
export async function restoreCases(
  stored: readonly StoredResponse[],
  { sandbox, limits }: { readonly sandbox: Sandbox; readonly limits: JobLimits },
): Promise<readonly RestoredCase[]> {
  const drawn = new Map<Program, Map<string, RestoredCase>>();
  for (const { by, level, seed, start, count } of rangesOf(stored)) {
    const cases = drawn.get(by) ?? new Map<string, RestoredCase>();
    drawn.set(by, cases);
    const execution = await sandbox.draw(by, { level, seed, start, count }, limits);
    for (let item = 0; item < count; item++) {
      const outcome = execution.status === "completed" ? execution.value[item] : undefined;
      cases.set(
        keyOf({ level, seed, index: start + item }),
        outcome?.status === "drawn"
          ? { status: "restored", instance: outcome.instance }
          : {
              status: "lost",
              reason:
                outcome?.status === "threw"
                  ? `${outcome.method} failed: ${outcome.message}`
                  : `drawing the case: ${execution.status === "completed" ? "nothing came" : describeExecution(execution)}`,
            },
      );
    }
  }
  return stored.map(({ origin }): RestoredCase => {
    if (origin.status === "given") return { status: "restored", instance: origin.instance };
    return (
      drawn.get(origin.by)?.get(keyOf(origin.draw)) ?? { status: "lost", reason: "the case was not drawn" }
    );
  });
}

type Place = { readonly level: number; readonly seed: number; readonly index: number };
const keyOf = ({ level, seed, index }: Place): string => `${level} ${seed} ${index}`;

type Range = {
  readonly by: Program;
  readonly level: number;
  readonly seed: number;
  readonly start: number;
  readonly count: number;
};

/** The fewest ranges that hold every place and nothing else. */
function rangesOf(stored: readonly StoredResponse[]): readonly Range[] {
  const places = stored.flatMap(({ origin }) => (origin.status === "drawn" ? [origin] : []));
  const streams = Map.groupBy(places, ({ by }) => by)
    .entries()
    .flatMap(([by, some]) =>
      Map.groupBy(some, ({ draw }) => `${draw.level} ${draw.seed}`)
        .values()
        .map((stream) => ({ by, draws: stream.map(({ draw }) => draw) })),
    );
  return [...streams].flatMap(({ by, draws }) => {
    const ranges: Range[] = [];
    const sorted = draws.toSorted((one, other) => one.index - other.index);
    for (const { level, seed, index } of sorted) {
      const last = ranges.at(-1);
      const end = last === undefined ? -1 : last.start + last.count;
      if (last !== undefined && index < end) continue;
      if (last !== undefined && index === end && last.count < CROSSING)
        ranges.splice(-1, 1, { ...last, count: last.count + 1 });
      else ranges.push({ by, level, seed, start: index, count: 1 });
    }
    return ranges;
  });
}
