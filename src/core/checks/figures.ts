import { z } from "zod";
import { calibrationSchema } from "./calibration.ts";

/** What a way to guess earns on average. */
const earnedSchema = z.strictObject({ what: z.string(), mean: z.number(), cases: z.int() });

/** A parameter that alone took the value of another level, and whether other cases came of it. */
const parameterSchema = z.strictObject({ parameter: z.string(), changes: z.boolean() });

/**
 * A field that alone took the value of another case of its level: in how many cases, and in how many of them
 * the prompt changed, or a score.
 */
const fieldSchema = z.strictObject({
  field: z.string(),
  cases: z.int(),
  prompts: z.int(),
  scores: z.int(),
});

/**
 * Wrong answers that were put before the verifier and got a verdict, and how many of them it gave a full
 * score.
 */
const plantedSchema = z.strictObject({ tried: z.int().min(0), paid: z.int().min(0) });

/** Small mistakes in the verifier that attempts come to, and how many of them change the score of one. */
const mutantsSchema = z.strictObject({ tried: z.int().min(0), told: z.int().min(0) });

/** What the unit tests measured beside what they found, as records and cards keep it. */
export const figuresSchema = z.strictObject({
  /**
   * The best of the ways to answer at random in the form of answers; null where answers have no such form.
   */
  floor: earnedSchema.nullable(),
  /** Ways to answer that look at a prompt without reading it, the best first. */
  policies: z.array(earnedSchema).readonly(),
  /** What changing one thing, and nothing else, does. */
  interventions: z.strictObject({
    parameters: z.array(parameterSchema).readonly(),
    fields: z.array(fieldSchema).readonly(),
  }),
  /**
   * What wrong answers earn; not there in records from before it was kept, nor for a class whose answers a
   * model compares: the unit tests ask no model.
   */
  wrongAnswers: plantedSchema.exactOptional(),
  /** Which mistakes in the verifier are told from it; not there in records from before it was kept. */
  mutants: mutantsSchema.exactOptional(),
  /** How a model verifier does on a class whose answers it compares; no other class has it. */
  modelVerified: calibrationSchema.exactOptional(),
});

export type Earned = Readonly<z.infer<typeof earnedSchema>>;
export type Figures = Readonly<z.infer<typeof figuresSchema>>;

/** One thing that a check has measured. */
export type Figure =
  | ({ readonly kind: "chance" | "policy" } & Earned)
  | ({ readonly kind: "parameter" } & Readonly<z.infer<typeof parameterSchema>>)
  | ({ readonly kind: "field" } & Readonly<z.infer<typeof fieldSchema>>)
  | ({ readonly kind: "wrong answers" } & Readonly<z.infer<typeof plantedSchema>>)
  | ({ readonly kind: "mutants" } & Readonly<z.infer<typeof mutantsSchema>>);

/** Policies that are kept: those behind them earn less. */
const MOST_POLICIES = 5;

/** Puts together what checks have measured. */
export function collectFigures(measured: readonly Figure[]): Figures {
  const earned = (kind: "chance" | "policy"): readonly Earned[] =>
    measured
      .flatMap((one) => (one.kind === kind ? [{ what: one.what, mean: one.mean, cases: one.cases }] : []))
      .toSorted((one, other) => other.mean - one.mean);
  const planted = measured.find((one) => one.kind === "wrong answers");
  const mutants = measured.find((one) => one.kind === "mutants");
  return {
    floor: earned("chance")[0] ?? null,
    policies: earned("policy").slice(0, MOST_POLICIES),
    interventions: {
      parameters: measured.flatMap((one) =>
        one.kind === "parameter" ? [{ parameter: one.parameter, changes: one.changes }] : [],
      ),
      fields: measured.flatMap((one) => {
        if (one.kind !== "field") return [];
        const { field, cases, prompts, scores } = one;
        return [{ field, cases, prompts, scores }];
      }),
    },
    ...(planted === undefined ? {} : { wrongAnswers: { tried: planted.tried, paid: planted.paid } }),
    ...(mutants === undefined ? {} : { mutants: { tried: mutants.tried, told: mutants.told } }),
  };
}
