import type { TrainerName } from "../core/training/trainer-names.ts";
import type { Trainer } from "./layout/trainer.ts";
import { jsonl } from "./trainers/jsonl.ts";
import { trl } from "./trainers/trl.ts";
import { verl } from "./trainers/verl.ts";

/** How a data set is written for each trainer. */
export const TRAINERS: Readonly<Record<TrainerName, Trainer>> = { verl, trl, jsonl };
