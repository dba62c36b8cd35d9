import { dataSource, type ExtraInfo, writeGroundTruth } from "../../core/training/ground-truth.ts";
import type { DatasetRow } from "./dataset.ts";
import { asMessages } from "./trainer.ts";

/** A row of NeMo Gym's, which verifiers reads, too: what to ask the model, and fields that `/verify` gets back. */
export type GymRow = {
  readonly responses_create_params: { readonly input: ReturnType<typeof asMessages> };
  readonly data_source: string;
  readonly ground_truth: string;
  readonly extra_info: ExtraInfo;
};

/** A case as NeMo Gym's row. */
export function toGymRow({ prompt, truth, extra }: DatasetRow): GymRow {
  return {
    responses_create_params: { input: asMessages(prompt) },
    data_source: dataSource(truth.bootcamp),
    ground_truth: writeGroundTruth(truth),
    extra_info: extra,
  };
}
