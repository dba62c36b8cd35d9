import type { Json } from "../bootcamp/index.ts";
import type { Attempt } from "../core/draft/execution.ts";

/** Many attempts are at few cases: each case goes across once, as the text that every attempt parses anew. */
export function packAttempts(attempts: readonly Attempt[]): {
  readonly cases: readonly string[];
  readonly attempts: readonly (readonly [place: number, response: string])[];
} {
  const places = new Map<Json, number>();
  const cases: string[] = [];
  return {
    cases,
    attempts: attempts.map(({ instance, response }) => {
      const index = places.get(instance) ?? cases.push(JSON.stringify(instance)) - 1;
      places.set(instance, index);
      return [index, response];
    }),
  };
}
