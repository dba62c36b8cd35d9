import { describeIssue } from "./describe-issue.ts";
import { existsSync } from "node:fs";
import { dirname, isAbsolute, join, relative } from "node:path";
import { z } from "zod";
import { type Band, bandSchema, DEFAULT_BAND } from "../core/judging/band.ts";
import { type SamplingRule, samplingRuleSchema, SEQUENTIAL_RULE } from "../core/judging/sampling-rule.ts";
import { type Budget, budgetSchema, NO_BUDGET } from "../core/calls/spending.ts";
import { endpointSchema, type ModelConfig, type RoleConfig, roleSchema } from "../core/calls/model-config.ts";
import { DEFAULT_RECORD } from "../core/run/default-record.ts";
import { parseUserJson } from "./parse-user-json.ts";
import { readText } from "./read-text.ts";
import { CommandError, EXIT } from "../core/run/exit-codes.ts";

/** The file that is read when no other is named. */
export const CONFIG_FILE = "campforge.config.json";

const configSchema = z.strictObject({
  tasks: z.array(z.string()).default([]),
  db: z.string().min(1).default(DEFAULT_RECORD),
  generated: z.union([z.string().min(1), z.literal(false)]).default("generated"),
  endpoints: z.record(z.string(), endpointSchema).default({}),
  author: roleSchema.optional(),
  judge: roleSchema.optional(),
  solver: roleSchema.optional(),
  critic: roleSchema.optional(),
  adversary: z.union([z.literal(false), roleSchema]).optional(),
  teacher: roleSchema.optional(),
  candidate: roleSchema.optional(),
  proposer: roleSchema.optional(),
  checker: roleSchema.optional(),
  verifier: roleSchema.optional(),
  gates: z
    .strictObject({ oracle: z.boolean().default(true), critic: z.boolean().default(true) })
    .default({ oracle: true, critic: true }),
  rounds: z.int().min(1).max(20).default(3),
  drafts: z.int().min(1).max(16).default(1),
  seed: z.int().min(0).default(0),
  parallel: z.union([z.int().min(1).max(1024), z.literal("auto")]).default("auto"),
  judging: samplingRuleSchema.default(SEQUENTIAL_RULE),
  band: bandSchema.default(DEFAULT_BAND),
  budget: z
    .strictObject({
      tokens: budgetSchema.shape.tokens.default(NO_BUDGET.tokens),
      money: budgetSchema.shape.money.default(NO_BUDGET.money),
    })
    .default(NO_BUDGET),
});

/** Every field of a configuration, of an endpoint and of a role. */
const FIELDS = [
  ...Object.keys(configSchema.shape),
  ...Object.keys(endpointSchema.shape),
  "endpoint",
  "model",
  "maxTokens",
  "temperature",
];

/** A configuration with everything resolved: paths are relative to the working folder, defaults are in. */
export type Config = {
  readonly file: string | null;
  readonly tasks: readonly string[];
  readonly db: string;
  /** Where each decided task gets a folder of its own; null for nowhere. */
  readonly generated: string | null;
  readonly endpoints: ModelConfig["endpoints"];
  readonly author: RoleConfig | undefined;
  readonly judge: RoleConfig | undefined;
  readonly solver: RoleConfig | undefined;
  readonly critic: RoleConfig | undefined;
  /** False where nobody is to look for shortcuts. */
  readonly adversary: RoleConfig | false | undefined;
  /** Whose solutions `campforge sft` writes. */
  readonly teacher: RoleConfig | undefined;
  /** Whom `campforge eval` asks. */
  readonly candidate: RoleConfig | undefined;
  /** Who writes the descriptions of `campforge propose`, and who looks at them; author and critic where none is named. */
  readonly proposer: RoleConfig | undefined;
  readonly checker: RoleConfig | undefined;
  /** Who compares answers of classes that are verified by a model. */
  readonly verifier: RoleConfig | undefined;
  readonly gates: { readonly oracle: boolean; readonly critic: boolean };
  readonly rounds: number;
  readonly drafts: number;
  readonly seed: number;
  readonly parallel: number | "auto";
  readonly judging: SamplingRule;
  readonly band: Band;
  readonly budget: Budget;
};

/**
 * Reads a configuration file; without a name the one of the working folder, if it is there, else the
 * defaults. Throws a CommandError that names the file and the field.
 */
export function readConfig(named: string | undefined): Config {
  const file = named ?? CONFIG_FILE;
  if (named === undefined && !existsSync(file)) return resolve(configSchema.parse({}), null);
  const config = configSchema.safeParse(readJson(file));
  if (!config.success) throw new CommandError(EXIT.configuration, describeIssues(file, config.error.issues));
  return resolve(config.data, file);
}

function readJson(file: string): unknown {
  const read = readText(file); // of a pipe, too: --config <(…)
  if (read.status === "refused")
    throw new CommandError(
      EXIT.configuration,
      `${file}: ${read.problem}. Create one with campforge init, or name another with --config.`,
    );
  return parseUserJson(read.text, file, EXIT.configuration);
}

function describeIssues(file: string, issues: readonly z.core.$ZodIssue[]): string {
  const lines = issues.slice(0, 5).map((issue) => `${file}: ${describeIssue(issue, FIELDS)}`);
  return `${lines.join("\n           ")}\n           The fields are described in docs/configuration.md.`;
}

function resolve(config: z.infer<typeof configSchema>, file: string | null): Config {
  const base = file === null ? "." : dirname(file);
  const near = (path: string): string => (isAbsolute(path) ? path : relative(".", join(base, path)) || ".");
  const role = (one: RoleConfig | undefined): RoleConfig | undefined =>
    one?.kind === "recorded" ? { ...one, path: near(one.path) } : one;
  return {
    ...config,
    file,
    tasks: config.tasks.map(near),
    db: near(config.db),
    generated: config.generated === false ? null : near(config.generated),
    author: role(config.author),
    judge: role(config.judge),
    solver: role(config.solver),
    critic: role(config.critic),
    adversary: config.adversary === false ? false : role(config.adversary),
    teacher: role(config.teacher),
    candidate: role(config.candidate),
    proposer: role(config.proposer),
    checker: role(config.checker),
    verifier: role(config.verifier),
  };
}

/** Reads `recorded:PATH` or `ENDPOINT/MODEL` from the command line. */
export function readModelOption(text: string): RoleConfig {
  const slash = text.indexOf("/");
  const value =
    text.startsWith("recorded:") || slash <= 0
      ? text
      : { endpoint: text.slice(0, slash), model: text.slice(slash + 1) };
  const role = roleSchema.safeParse(value);
  if (!role.success)
    throw new CommandError(EXIT.usage, `--model ${text}: expected recorded:PATH or ENDPOINT/MODEL`);
  return role.data;
}
