import type { TrainerName } from "../../core/training/trainer-names.ts";
import type { FolderFiles } from "../../files/replace-folder.ts";
import { isPlainReward } from "../../core/training/reward-shaping.ts";
import type { Dataset, DatasetRow } from "./dataset.ts";
import type { ReadmeParts } from "./readme.ts";

/** What a trainer's folder depends on besides its cases. */
export type FolderContext = {
  /** The address of the reward server, without a slash at its end. */
  readonly address: string;
  /** The command that starts it. */
  readonly serve: string;
  /** The text of a file of `python/`. */
  readonly readPython: (name: string) => string;
};

/** One kind of export: who reads it, and what is written for them. */
export type Trainer = {
  readonly name: TrainerName;
  /** The name and version of the layout: another layout is another version. */
  readonly schema: string;
  /**
   * Whether rewards are shaped on the trainer's side, by `campforge_reward.py`. Where they are not, the trainer
   * gets the server's scores as they are.
   */
  readonly shapesRewards: boolean;
  readonly write: (
    dataset: Dataset,
    context: FolderContext,
  ) => { readonly files: FolderFiles; readonly readme: ReadmeParts };
};

/** The file with rewards of a task, beside `campforge_reward.py`, which reads it. */
export const REWARDS = "rewards.json";

/** The Python side of every trainer that calls a function. */
export const REWARD_FILE = "campforge_reward.py";

/** Rewards by bootcamp as `campforge_reward.py` reads them. */
export function rewardsText({ tasks }: Dataset): string {
  const bootcamps = tasks.map(({ published, reward }) => [
    published.slug,
    { scale: reward.scale, format_score: reward.formatScore, pass_threshold: reward.passThreshold },
  ]);
  return `${JSON.stringify({ rewards: 1, bootcamps: Object.fromEntries(bootcamps) }, null, 2)}\n`;
}

/** JSON lines. */
export function jsonLines(rows: readonly unknown[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join("");
}

/** A prompt as a conversation of one message. */
export function asMessages(prompt: string): readonly { readonly role: "user"; readonly content: string }[] {
  return [{ role: "user", content: prompt }];
}

/** A file for each split, by name. */
export function splitFiles<Content>(
  { splits }: Dataset,
  ending: string,
  write: (rows: readonly DatasetRow[]) => Content,
): readonly (readonly [name: string, content: Content])[] {
  return splits.map(({ name, rows }) => [`${name}.${ending}`, write(rows)]);
}

/** What each of some files holds, for a README. */
export function describeFiles(
  files: readonly (readonly [name: string, content: unknown])[],
  what: string,
): ReadmeParts["files"] {
  return files.map(([name]) => [name, what]);
}

/** The reward function with its rewards, for trainers that call one. */
function rewardFiles(
  dataset: Dataset,
  { readPython }: FolderContext,
): { readonly files: readonly (readonly [string, string])[]; readonly about: ReadmeParts["files"] } {
  return {
    files: [
      [REWARD_FILE, readPython(REWARD_FILE)],
      [REWARDS, rewardsText(dataset)],
    ],
    about: [
      [REWARD_FILE, "the reward function; Python's standard library is all it needs"],
      [REWARDS, "what a score is worth, by bootcamp; read by the reward function"],
    ],
  };
}

/** What the folders of trainers that get their rewards from `campforge_reward.py`, or may, differ in. */
export type ScoredParts = Pick<ReadmeParts, "title" | "launch" | "notes" | "frontMatter"> & {
  /** The files with cases, and what each of them holds. */
  readonly tables: readonly (readonly [name: string, content: string | Uint8Array])[];
  readonly what: string;
  /** Further files, each with what it is for. */
  readonly more?: readonly (readonly [name: string, content: string | Uint8Array, what: string])[];
};

/** Such a folder: its cases, what its trainer needs besides, and the reward file. */
export function scoredFolder(
  dataset: Dataset,
  context: FolderContext,
  { tables, what, more = [], ...readme }: ScoredParts,
): ReturnType<Trainer["write"]> {
  const reward = rewardFiles(dataset, context);
  return {
    files: new Map([...tables, ...more.map(([name, content]) => [name, content] as const), ...reward.files]),
    readme: {
      ...readme,
      files: [
        ...describeFiles(tables, what),
        ...more.map(([name, , about]) => [name, about] as const),
        ...reward.about,
      ],
      serve: context.serve,
    },
  };
}

/**
 * YAML that says which parquet file is which split, for a folder that Hugging Face's datasets load: without it they
 * would guess from the names.
 */
export function splitsFrontMatter(splits: readonly { readonly name: string }[]): string {
  return [
    "configs:",
    "  - config_name: default",
    "    data_files:",
    ...splits.flatMap(({ name }) => [`      - split: ${name}`, `        path: ${name}.parquet`]),
  ].join("\n");
}

/** Whether any bootcamp's reward is more than its score. */
export function isShaped({ tasks }: Dataset): boolean {
  return tasks.some(({ reward }) => !isPlainReward(reward));
}

/** The name of the split that is trained on, and of the one that is validated on: the first two, or one for both. */
export function mainSplits({ splits }: Dataset): { readonly train: string; readonly val: string } {
  const [first, second = first] = splits.map(({ name }) => name);
  return { train: first ?? "train", val: second ?? "train" };
}
