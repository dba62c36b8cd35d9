import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { composeJudge, type JudgePlan } from "../recordings/compose/compose-judge.ts";
import { composeOracle, type OraclePlan } from "../recordings/compose/compose-oracle.ts";
import type { Script } from "../recordings/compose/read-scripts.ts";
import { hashSources, keepResult, recallResult } from "../src/files/kept-results.ts";
import { ROOT } from "./project.ts";

/** What judge and second oracle say for some scripts. */
export type Composed = { readonly judge: ReadonlyMap<string, JudgePlan>; readonly oracle: OraclePlan };

/** Everything but the script that a composition depends on. */
const SOURCES = ["bootcamp", "compile", "core", "evolution", "sandbox", "unittests", "workshop"] as const;

const mapOf = <Value>(value: z.ZodType<Value>): z.ZodType<ReadonlyMap<string, Value>> =>
  z.record(z.string(), value).transform((entries) => new Map(Object.entries(entries)));
const ruling = z.enum(["confirms", "wrong truth", "ambiguous prompt", "cannot solve"]);
const composedSchema = z.object({
  judge: mapOf(z.object({ isRight: z.boolean(), right: z.string(), wrong: z.array(z.string()) })),
  oracle: z.object({
    solvers: mapOf(z.string()),
    adversaries: mapOf(z.string()),
    cases: mapOf(
      z.object({ right: z.string(), story: z.object({ ruling, why: z.string(), levels: z.number() }) }),
    ),
  }),
});

/**
 * What judge and second oracle say for a script: composed by the first test that asks, which takes a compiler, a sandbox
 * and many cases, and read by all others.
 */
export async function composeOnce(script: Script): Promise<Composed> {
  const texts = ["compose", "solvers", "adversaries", join("drafts", script.task)].flatMap((folder) =>
    readTexts(join(ROOT, "recordings", folder)),
  );
  const key = { kind: "scripted", hash: `${script.task}-${hashSources(SOURCES, texts)}` } as const;
  const kept = recallResult(key, composedSchema);
  if (kept !== undefined) return kept;
  const judge = await composeJudge([script], 0);
  const oracle = await composeOracle([script], 0);
  const { solvers, adversaries, cases } = oracle;
  const entries = Object.fromEntries(
    Object.entries({ solvers, adversaries, cases }).map(([name, map]) => [name, Object.fromEntries(map)]),
  );
  keepResult(key, { judge: Object.fromEntries(judge), oracle: entries });
  return { judge, oracle };
}

const readTexts = (folder: string): readonly string[] =>
  readdirSync(folder)
    .toSorted()
    .map((name) => readFileSync(join(folder, name), "utf8"));
