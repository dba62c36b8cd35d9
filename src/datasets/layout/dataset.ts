import type { ExtraInfo, GroundTruth } from "../../core/training/ground-truth.ts";
import type { RewardShaping } from "../../core/training/reward-shaping.ts";
import type { PublishedVersion } from "../../export/published-versions.ts";

/** One case as every trainer gets it, whatever its files look like. */
export type DatasetRow = {
  readonly prompt: string;
  readonly truth: GroundTruth;
  readonly extra: ExtraInfo;
  /** The name of the class. */
  readonly className: string;
};

/** A bootcamp that a data set draws from, and how its scores are rewarded. */
export type DatasetTask = {
  readonly published: PublishedVersion;
  readonly levels: readonly number[];
  readonly reward: RewardShaping;
};

/** Cases of a library, divided into splits; the same request gives the same data set. */
export type Dataset = {
  readonly seed: number;
  readonly tasks: readonly DatasetTask[];
  readonly splits: readonly {
    readonly name: string;
    readonly share: number;
    readonly rows: readonly DatasetRow[];
  }[];
};
