import { z } from "zod";
import { type AdversaryReport, bestGuessed } from "../judging/adversary-report.ts";
import type { OracleReport } from "../judging/oracle-report.ts";
import { type AnswerTally, agreementOn } from "../judging/second-verifier.ts";
import { type Figures, figuresSchema } from "../checks/figures.ts";

const notMeasured = z.strictObject({ status: z.literal("not measured"), why: z.string() });

const agreed = z.strictObject({
  shown: z.int(),
  decided: z.int(),
  /** Of those that were decided; null where none was. */
  agreement: z.number().nullable(),
});

/** What was measured of a bootcamp beside what its gates found, as a card holds it. */
export const measuredSchema = z.strictObject({
  floor: figuresSchema.shape.floor,
  policies: figuresSchema.shape.policies,
  interventions: figuresSchema.shape.interventions.nullable(),
  /**
   * What wrong answers earn, and which of the verifier's mutants are told from it; not there where it was not
   * kept.
   */
  wrongAnswers: figuresSchema.shape.wrongAnswers,
  mutants: figuresSchema.shape.mutants,
  /** The best level of a guesser that an adversary wrote, and its trick. */
  shortcut: z.union([
    z.strictObject({
      status: z.literal("measured"),
      score: z.number(),
      level: z.int(),
      levels: z
        .array(z.strictObject({ level: z.int(), cases: z.int(), mean: z.number(), limit: z.number() }))
        .readonly(),
      trick: z.string(),
    }),
    notMeasured,
  ]),
  /** What the second verifier makes of the answers that the class pays, and of those that it refuses. */
  verifier: z.union([
    z.strictObject({
      status: z.literal("measured"),
      result: z.enum(["vouches", "disputes", "unreliable"]),
      cases: z.int(),
      right: agreed,
      wrong: agreed,
      listed: z.strictObject({ cases: z.int(), answers: z.int(), paid: z.int(), right: z.int() }).nullable(),
    }),
    notMeasured,
  ]),
});

export type Measured = Readonly<z.infer<typeof measuredSchema>>;

/** Puts together what the unit tests, the second verifier and the adversary measured of a draft. */
export function measuredOf(
  figures: Figures | undefined,
  { oracle, adversary }: { readonly oracle: OracleReport; readonly adversary: AdversaryReport },
): Measured {
  return {
    floor: figures?.floor ?? null,
    policies: figures?.policies ?? [],
    interventions: figures?.interventions ?? null,
    ...(figures?.wrongAnswers === undefined ? {} : { wrongAnswers: figures.wrongAnswers }),
    ...(figures?.mutants === undefined ? {} : { mutants: figures.mutants }),
    shortcut: shortcutOf(adversary),
    verifier: verifierOf(oracle),
  };
}

const without = (why: string): { readonly status: "not measured"; readonly why: string } => ({
  status: "not measured",
  why,
});

function shortcutOf(report: AdversaryReport): Measured["shortcut"] {
  const best = bestGuessed(report);
  if (report.status === "not-asked") return without("no model was asked for a shortcut");
  if (report.status === "none seen") return without("the adversary saw no shortcut, and wrote none");
  if (report.status === "void") return without(report.reason);
  if (best === undefined) return without("no level was guessed at");
  const { level, mean } = best;
  return {
    status: "measured",
    score: mean,
    level,
    levels: report.levels.map((one) => ({ ...one })),
    trick: report.trick,
  };
}

function verifierOf(oracle: OracleReport): Measured["verifier"] {
  if (oracle.status === "not-asked") return without("no model was asked for a second verifier");
  const { verifier } = oracle;
  switch (verifier.status) {
    case "not-asked":
      return without("no model was asked for a second verifier");
    case "none":
      return without(verifier.reason);
    case "vouches":
    case "disputes":
    case "unreliable": {
      const { cases, right, wrong, listed, status } = verifier;
      return {
        status: "measured",
        result: status,
        cases,
        right: shareOf(right),
        wrong: shareOf(wrong),
        listed: listed === null ? null : { ...listed },
      };
    }
  }
}

const shareOf = (tally: AnswerTally): z.infer<typeof agreed> => ({
  shown: tally.shown,
  decided: tally.decided,
  agreement: agreementOn(tally),
});
