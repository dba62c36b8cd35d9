import { applyPatch } from "diff";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { CHECK_NAMES, type CheckName } from "../../src/core/checks/unit-test-report.ts";
import { type Base, readBase } from "./read-base.ts";

const FOLDER = join(import.meta.dirname, "defects");

/** The gates, in the order in which a draft comes to them. */
export const STAGES = ["compiler", "unit tests", "novelty", "second oracle", "critic"] as const;

/** The gate that has to find a defect. */
export type Stage = (typeof STAGES)[number];

/** A bootcamp with one defect, planted by hand. */
export type PlantedDefect = {
  readonly name: string;
  /** `D1` to `D27` of docs/defects.md, `backdoor`, `unsolvable` or `float`. */
  readonly defect: string;
  /** What was changed; of a twin, what it repeats. */
  readonly base: Base;
  /** What is wrong with it, in a sentence. */
  readonly what: string;
  readonly stage: Stage;
  /** The check that is meant for it, as its header words it. */
  readonly check: string;
  readonly source: string;
};

const headerSchema = z.object({
  defect: z.string(),
  base: z.string(),
  what: z.string(),
  stage: z.enum(STAGES),
  check: z.string(),
});

const twinSchema = headerSchema.omit({ base: true }).extend({ twinOf: z.string() });

/** Every planted defect, by name. */
export function plantedDefects(): readonly PlantedDefect[] {
  return readdirSync(FOLDER)
    .sort()
    .flatMap((file): readonly PlantedDefect[] => {
      if (file.endsWith(".diff")) return [readPatch(file)];
      return file.endsWith(".json") ? [readTwin(file)] : [];
    });
}

function readPatch(file: string): PlantedDefect {
  const text = readFileSync(join(FOLDER, file), "utf8");
  const start = text.indexOf("\n--- ") + 1;
  const lines = text.slice(0, start).matchAll(/^(\w+): (.*)$/gm);
  const header = headerSchema.parse(Object.fromEntries([...lines].map(([, name, value]) => [name, value])));
  const base = readBase(header.base);
  const source = applyPatch(base.source, text.slice(start));
  if (source === false) throw new Error(`${file} does not apply to ${header.base}: make it anew`);
  return { ...header, base, name: file.replace(/\.diff$/, ""), source };
}

function readTwin(file: string): PlantedDefect {
  const { twinOf, ...header } = twinSchema.parse(JSON.parse(readFileSync(join(FOLDER, file), "utf8")));
  const source = readFileSync(join(FOLDER, file.replace(/\.json$/, ".ts")), "utf8");
  return { ...header, base: readBase(twinOf), name: file.replace(/\.json$/, ""), source };
}

/** The name of the column that stands for the compiler. */
export const COMPILES = "compiles";

/** The name of the column that stands for the second oracle. */
export const SECOND_ORACLE = "second oracle";

/** The name of the column that stands for the critic, which no benchmark can play. */
export const CRITIC = "critic";

/**
 * Classes of defects against which the compiler has a policy, by its code: what it refuses for that reason
 * was found by a check that is meant for it, before the other one.
 */
const POLICIES: Readonly<Record<string, string>> = {
  D18: "no-try",
  D20: "no-backtracking",
  float: "no-rounding",
};

/** The policy of the compiler against the class of a defect, if there is one. */
export const policyAgainst = ({ defect }: PlantedDefect): string | undefined => POLICIES[defect];

/** Other words of the headers for the unit tests. */
const ALIASES: Readonly<Record<string, CheckName>> = {
  "case generation never throws": "generation never throws",
  "the verifier is total": "verifier is total",
  "json round trip": "json round trip",
  "objective checked": "wrong answers score below 1",
};

/** The check that a defect is meant for, by the name that reports give it. */
export function checkMeantFor({ stage, check }: PlantedDefect): string {
  if (stage === "compiler") return COMPILES;
  if (stage === "second oracle") return SECOND_ORACLE;
  if (stage === "critic") return CRITIC;
  const known = CHECK_NAMES.find((name) => name === check);
  return known ?? ALIASES[check.toLowerCase()] ?? check;
}
