import { z } from "zod";
import { checkSchema } from "../../core/checks/check-schema.ts";
import { figuresSchema } from "../../core/checks/figures.ts";
import { diagnosticSchema } from "../../core/draft/diagnostic-schema.ts";
import type { ToldRound, ToldTestedRound } from "../../core/draft/draft.ts";
import { hashCode } from "../../core/draft/hash.ts";
import { testedBootcampSchema } from "../../core/draft/recorded-round.ts";
import { adversaryReportSchema } from "../../core/judging/adversary-report.ts";
import { criticReportSchema, oracleReportSchema } from "../../core/judging/gate-finding.ts";
import { judgeReportSchema } from "../../core/judging/judge-report-schema.ts";
import type { JudgeSample } from "../../core/judging/judge-report.ts";
import type { Synthesis, SynthesisEvent, Tested } from "../../core/run/synthesis.ts";
import type { TaskDescription } from "../../core/task/task-description.ts";
import { verdictSchema } from "../../core/verdict/verdict-schema.ts";

const address = z.object({ line: z.int(), round: z.int() });

const draft = z
  .object({ ...address.shape, source: z.string() })
  .transform((one) => ({ ...one, codeHash: hashCode(one.source) }));

const testing = {
  bootcamp: testedBootcampSchema,
  report: z.object({ checks: z.array(checkSchema), figures: figuresSchema.exactOptional() }),
};

/** What testing a draft gave. */
export const testedSchema: z.ZodType<Tested> = z.object(testing);

const tested: z.ZodType<ToldTestedRound> = z.object({
  status: z.literal("tested"),
  draft,
  ...testing,
  stands: z.string().exactOptional(),
});

const round: z.ZodType<ToldRound> = z.union([
  tested,
  z.object({
    status: z.literal("not-compiled"),
    draft,
    report: z.object({ status: z.literal("refused"), diagnostics: z.array(diagnosticSchema) }),
  }),
  z.object({
    status: z.literal("unusable-reply"),
    ...address.shape,
    reason: z.string(),
    by: z.enum(["model", "endpoint", "refusal"]),
  }),
]);

const response = z.string();
const sample: z.ZodType<JudgeSample> = z.object({
  level: z.int(),
  index: z.int(),
  attempt: z.int(),
  outcome: z.discriminatedUnion("status", [
    z.object({ status: z.literal("scored"), score: z.number(), answer: z.string(), response }),
    z.object({ status: z.literal("unparsable"), reason: z.string(), response }),
    z.object({ status: z.literal("verifier-failed"), message: z.string(), response }),
    z.object({ status: z.enum(["truncated", "empty"]) }),
    z.object({ status: z.enum(["refused", "failed", "turned away"]), reason: z.string() }),
  ]),
});

const synthesis: z.ZodType<Omit<Synthesis, "task">> = z.object({
  rounds: z.array(round),
  judged: judgeReportSchema.nullable(),
  oracle: oracleReportSchema,
  critic: criticReportSchema,
  adversary: adversaryReportSchema,
  verdict: verdictSchema,
  decisive: address.nullable(),
});

/** Events of a line, without the task, which both ends know. Only a coordinator finds twins. */
const eventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("reply-refused"), address, reason: z.string() }),
  z.object({ type: z.literal("round-finished"), round }),
  z.object({ type: z.literal("draft-stands"), round: tested }),
  z.object({ type: z.literal("reference-compared"), round: tested }),
  z.object({ type: z.literal("verifier-calibrated"), round: tested }),
  z.object({ type: z.literal("truth-examined"), address, oracle: oracleReportSchema }),
  z.object({ type: z.literal("draft-criticized"), address, critic: criticReportSchema }),
  z.object({ type: z.literal("shortcut-sought"), address, adversary: adversaryReportSchema }),
  z.object({ type: z.literal("samples-taken"), address, samples: z.array(sample) }),
  z.object({ type: z.literal("draft-judged"), address, judged: judgeReportSchema }),
  z.object({ type: z.literal("task-decided"), synthesis }),
]);

/** What is sent of an event: neither the task nor any program. */
export function writeEvent(event: SynthesisEvent): unknown {
  const told = { ...event, task: undefined };
  if ("round" in told) return { ...told, round: withoutProgram(told.round) };
  if (told.type !== "task-decided") return told;
  const rounds = told.synthesis.rounds.map(withoutProgram);
  return { ...told, synthesis: { ...told.synthesis, task: undefined, rounds } };
}

/** In JSON what is undefined is left out. */
const withoutProgram = (round: ToldRound): object => ({ ...round, program: undefined });

/** An event of a task as it was sent. Throws a ZodError for anything else. */
export function readEvent(sent: unknown, task: TaskDescription): SynthesisEvent {
  const event = eventSchema.parse(sent);
  if (event.type === "task-decided") return { ...event, task, synthesis: { ...event.synthesis, task } };
  return { ...event, task };
}
