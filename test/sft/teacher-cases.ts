import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { load } from "../../library/index.ts";
import type { JudgePlan } from "../../recordings/compose/compose-judge.ts";
import { sha256 } from "../../src/core/draft/hash.ts";
import { campforge } from "../campforge.ts";

const CLASSES: Readonly<Record<string, string>> = {
  futoshiki: "Futoshiki",
  "map-colouring": "MapColouring",
  calorimetry: "Calorimetry",
};

/** A case of the library, with what is right and what is wrong for it. */
export type TeacherCase = {
  readonly id: string;
  readonly split: string;
  readonly bootcamp: string;
  readonly instance: unknown;
  readonly prompt: string;
  readonly right: string;
  readonly wrong: string;
};

const rowSchema = z.object({
  prompt: z.string().or(z.tuple([z.object({ content: z.string() })])),
  ground_truth: z.string(),
  extra_info: z.object({ case_id: z.string(), bootcamp: z.string(), split: z.string() }),
});
const truthSchema = z.object({ case: z.json() });

/** The cases that options of drawing draw, by `campforge export`: a sampling with the same options asks for these. */
export async function teacherCases(
  to: string,
  drawing: readonly string[],
): Promise<ReadonlyMap<string, TeacherCase>> {
  const { code, stderr } = await campforge(["export", "jsonl", "--to", to, ...drawing]);
  if (code !== 0) throw new Error(stderr);
  const rows = ["train", "val"].flatMap((split) =>
    readFileSync(join(to, `${split}.jsonl`), "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => rowSchema.parse(JSON.parse(line))),
  );
  const cases = await Promise.all(
    rows.map(async ({ prompt, ground_truth, extra_info }) => {
      const instance = truthSchema.parse(JSON.parse(ground_truth)).case;
      const bootcamp = new (await load(CLASSES[extra_info.bootcamp] ?? ""))();
      const right = bootcamp.referenceAnswer(instance);
      return {
        id: extra_info.case_id,
        split: extra_info.split,
        bootcamp: extra_info.bootcamp,
        instance,
        prompt: typeof prompt === "string" ? prompt : prompt[0].content,
        right,
      };
    }),
  );
  const wrongOf = (one: (typeof cases)[number]): string =>
    cases.find(({ bootcamp, right }) => bootcamp === one.bootcamp && right !== one.right)?.right ?? "";
  return new Map(cases.map((one) => [one.prompt, { ...one, wrong: wrongOf(one) }]));
}

/** The same as what the scripted endpoint plays: right for two cases of three, at first. */
export function asScripts(cases: ReadonlyMap<string, TeacherCase>): ReadonlyMap<string, JudgePlan> {
  return new Map(
    [...cases].map(([prompt, { right, wrong }]) => [
      prompt,
      { isRight: Number.parseInt(sha256(prompt).slice(0, 6), 16) % 3 > 0, right, wrong: [wrong] },
    ]),
  );
}
