import { endpointsOf } from "../../core/calls/model-config.ts";
import { insideAt } from "../../core/judging/first-level.ts";
import type { Drivers, SynthesisEvent } from "../../core/run/synthesis.ts";
import type { StoreReader } from "../../store/open-store.ts";
import type { StartedRun } from "../plan/begin-run.ts";

/** Where a run's drafts were inside the band, and who tells of the next ones. */
export type InsideSoFar = {
  readonly insideSoFar: Drivers["insideSoFar"];
  readonly hear: (event: SynthesisEvent) => void;
};

/**
 * Keeps where the drafts of a run were inside the band, those that the record holds included. A judge whose replies
 * were recorded or composed has them for the levels that were tried then: it is told of none.
 */
export function openInsideSoFar({ id, plan }: StartedRun, store: Pick<StoreReader, "results">): InsideSoFar {
  const { judge, endpoints } = plan;
  if (judge.kind === "recorded" || endpointsOf(judge).some((name) => endpoints[name]?.scripted === true))
    return { insideSoFar: () => [], hear: () => {} };
  const seen = store
    .results(id)
    .flatMap(({ judged }) => (judged === null ? [] : [insideAt(judged)]))
    .filter((place) => place !== undefined);
  return {
    insideSoFar: () => seen,
    hear: (event) => {
      const place = event.type === "draft-judged" ? insideAt(event.judged) : undefined;
      if (place !== undefined) seen.push(place);
    },
  };
}
