/** What `campforge export` writes data sets for, each with its line of help. */
export const TRAINER_KINDS = {
  verl: "a data set for veRL: parquet and a reward function",
  trl: "a data set for TRL's GRPO: parquet and a reward function",
  openrlhf: "a data set for OpenRLHF: JSON lines and the server's address",
  xtuner: "a data set for XTuner: JSON lines and the judger's lines of configuration",
  slime: "a data set for slime: JSON lines and the server's address",
  verifiers: "a data set for verifiers and prime-rl: JSON lines and a configuration",
  "nemo-gym": "a data set for NeMo Gym: JSON lines and a resources server",
  openenv: "a data set for OpenEnv: what to reset the environment with",
  internbootcamp: "a data set in InternBootcamp's rows, or its successor's",
  jsonl: "a data set as JSON lines, for a trainer of your own",
} as const;

export type TrainerName = keyof typeof TRAINER_KINDS;

/** Whether a word names a trainer. */
export function isTrainer(word: string): word is TrainerName {
  return Object.hasOwn(TRAINER_KINDS, word);
}
