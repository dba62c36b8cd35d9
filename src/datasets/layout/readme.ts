import { countNoun } from "../../core/text/count-noun.ts";
import { PLAIN_REWARD, type RewardShaping } from "../../core/training/reward-shaping.ts";
import type { Dataset, DatasetTask } from "./dataset.ts";

/** What a trainer's README says besides what all of them say. */
export type ReadmeParts = {
  readonly title: string;
  /** Each file with what it is for, in the order in which one meets them. */
  readonly files: readonly (readonly [name: string, what: string])[];
  /** The commands that start training in the data set's folder, a shell script. */
  readonly launch: string;
  /** Paragraphs on what to know about this trainer. */
  readonly notes: readonly string[];
  /** The command that starts the reward server; null where training needs none. */
  readonly serve: string | null;
  /** What stands before the title: YAML between lines of three hyphens, for whoever reads it. */
  readonly frontMatter?: string;
};

/** The README of a data set's folder, as Markdown. */
export function renderReadme(dataset: Dataset, schema: string, parts: ReadmeParts): string {
  const total = dataset.splits.reduce((sum, { rows }) => sum + rows.length, 0);
  const front = parts.frontMatter === undefined ? [] : ["---", parts.frontMatter, "---", ""];
  return `${[
    ...front,
    `# ${parts.title}`,
    "",
    `${countNoun(total, "case")} of ${countNoun(dataset.tasks.length, "bootcamp")}, drawn by Campforge with the seed ${dataset.seed}. The layout is \`${schema}\`; docs/datasets.md of Campforge has every field, docs/training.md what a score, an error and a retry look like in this trainer's log.`,
    "",
    ...table(
      ["file", "what it is"],
      parts.files.map(([name, what]) => [`\`${name}\``, what]),
    ),
    "",
    "## Start training",
    "",
    ...(parts.serve === null ? ["In this folder:"] : serving(parts.serve)),
    "",
    "```sh",
    parts.launch,
    "```",
    "",
    ...parts.notes.flatMap((note) => [note, ""]),
    "## What is in it",
    "",
    ...table(
      ["bootcamp", "version", "levels", ...dataset.splits.map(({ name }) => name), "reward"],
      dataset.tasks.map((task) => [
        task.published.slug,
        String(task.published.version),
        task.levels.join(", "),
        ...dataset.splits.map(({ rows }) => String(rows.filter((row) => isOf(row.truth, task)).length)),
        rewardText(task.reward),
      ]),
    ),
    "",
    "No case is in two splits: the split follows from the case itself, and is the same in every export with these shares.",
  ].join("\n")}\n`;
}

const serving = (command: string): readonly string[] => [
  "The reward server, in the folder from which the data set was exported:",
  "",
  "```sh",
  command,
  "```",
  "",
  "Then, in this folder:",
];

const isOf = (truth: { readonly bootcamp: string }, { published }: DatasetTask): boolean =>
  truth.bootcamp === published.slug;

function rewardText({ scale, formatScore, passThreshold }: RewardShaping): string {
  const parts = [
    ...(passThreshold === PLAIN_REWARD.passThreshold ? [] : [`1 from ${passThreshold} on, else 0`]),
    ...(formatScore === PLAIN_REWARD.formatScore ? [] : [`${formatScore} for a well-formed wrong answer`]),
    ...(scale === PLAIN_REWARD.scale ? [] : [`times ${scale}`]),
  ];
  return parts.length === 0 ? "the score" : parts.join("; ");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
}
