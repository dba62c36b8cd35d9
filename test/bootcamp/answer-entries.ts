import { readFileSync } from "node:fs";
import { z } from "zod";

/** A line of the corpus. */
export const entrySchema = z.strictObject({
  id: z.string(),
  task: z.enum(["NUM", "MCQ", "JSON", "G24", "TXT"]),
  cls: z.string(),
  answer: z.string(),
  expect: z.literal([0, 1]),
  note: z.string(),
});
/** A response to one of five small tasks, and the score that it deserves. */
export type Entry = z.infer<typeof entrySchema>;

/** The entries as they are stored. */
export const STORED: readonly Entry[] = readFileSync(
  new URL("../fixtures/answers.jsonl", import.meta.url),
  "utf8",
)
  .trimEnd()
  .split("\n")
  .map((line) => entrySchema.parse(JSON.parse(line)));

const anEntry = (id: string, answer: string, over: Partial<Entry> = {}): Entry => ({
  id,
  task: z.enum(["NUM", "MCQ", "JSON", "G24", "TXT"]).parse(id.slice(0, id.indexOf("-"))),
  cls: "redos",
  answer,
  expect: 0,
  note: `${answer.length} characters`,
  ...over,
});

/** The entries of more than 2,000 characters, which say little and fill a file. */
const LONG: readonly Entry[] = [
  anEntry("NUM-058", `${"a".repeat(60_000)}!\nAnswer: 42`, { expect: 1 }),
  anEntry("NUM-060", `${" ".repeat(50_000)}x`),
  anEntry("NUM-061", `Answer:${" ".repeat(50_000)}x`),
  anEntry("NUM-062", "<answer>".repeat(20_000)),
  anEntry("NUM-064", "(".repeat(50_000) + ")".repeat(50_000), { cls: "deep" }),
  anEntry("G24-160", `${"(".repeat(3_001)}7-8/8)*4${")".repeat(3_000)}`, { cls: "deep", expect: 1 }),
  anEntry("JSON-131", `\`\`\`json\n${"[".repeat(60_000)}${"]".repeat(60_000)}\n\`\`\``, { cls: "deep" }),
  anEntry("JSON-132", `\`\`\`json\n[${"0,".repeat(399_999)}0]\n\`\`\``, { cls: "huge" }),
];
/** The whole corpus. */
export const ENTRIES: readonly Entry[] = [...STORED, ...LONG];
