import type { TrainerName } from "../core/training/trainer-names.ts";
import type { Trainer } from "./layout/trainer.ts";
import { internbootcamp } from "./trainers/internbootcamp.ts";
import { jsonl } from "./trainers/jsonl.ts";
import { nemoGym } from "./trainers/nemo-gym.ts";
import { openenv } from "./trainers/openenv.ts";
import { openrlhf } from "./trainers/openrlhf.ts";
import { slime } from "./trainers/slime.ts";
import { trl } from "./trainers/trl.ts";
import { verifiers } from "./trainers/verifiers.ts";
import { verl } from "./trainers/verl.ts";
import { xtuner } from "./trainers/xtuner.ts";

/** How a data set is written for each trainer. */
export const TRAINERS: Readonly<Record<TrainerName, Trainer>> = {
  verl,
  trl,
  openrlhf,
  xtuner,
  slime,
  verifiers,
  "nemo-gym": nemoGym,
  openenv,
  internbootcamp,
  jsonl,
};
