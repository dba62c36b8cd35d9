/** What `campforge export` writes data sets for, each with its line of help. */
export const TRAINER_KINDS = {
  verl: "a data set for veRL: parquet and a reward function",
  trl: "a data set for TRL's GRPO: parquet and a reward function",
  jsonl: "a data set as JSON lines, for a trainer of your own",
} as const;

export type TrainerName = keyof typeof TRAINER_KINDS;

/** Whether a word names a trainer. */
export function isTrainer(word: string): word is TrainerName {
  return Object.hasOwn(TRAINER_KINDS, word);
}

/** Where the reward server listens unless it is told otherwise: what data sets and clients expect. */
export const REWARD_SERVER = { host: "127.0.0.1", port: 8642 } as const;
