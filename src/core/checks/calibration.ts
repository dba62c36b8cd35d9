import { z } from "zod";

/**
 * How a model verifier is calibrated on a class: so many answers that are right by the class, and so many
 * that are wrong, no two the same, of which it must call at least the share `least` what they are. Either
 * side is measured and compared with it by itself; 400 answers a side make it measurable. A verifier that
 * errs once in 200 is refused in less than one calibration of 1,000, and one that errs once in 20 on either
 * side is admitted in less than two of 1,000. One that errs once in 50 stands on the threshold: it passes one
 * side in six calibrations of ten, and both in one of three (docs/checks.md has the table, and a test
 * computes it).
 */
export const CALIBRATION = { answers: 400, least: 0.98 } as const;

/** The most answers of a side that may be called what they are not. */
export const MOST_WRONG = Math.floor(CALIBRATION.answers * (1 - CALIBRATION.least) + 1e-9);

/**
 * Each of several texts that answer nothing is put to the verifier on so many cases, and may be called right
 * on fewer than `paid` of them. One that a verifier takes is a key to every case, so that its share among all
 * wrong answers says nothing (arXiv 2507.08794 on such texts); one slip in eight is no key.
 */
export const EMPTY_TALK = { cases: 8, paid: 3 } as const;

const side = z.strictObject({
  /** Answers that it gave a verdict on, how many of these as the class has it, and the share. */
  answers: z.int().min(0),
  agreed: z.int().min(0),
  rate: z.number().min(0).max(1),
});

/** What a calibration found, as records and cards keep it. */
export const calibrationSchema = z.strictObject({
  /** The verifier by its own name, and the version of `prompts/verifier.md`. */
  model: z.string(),
  prompt: z.string(),
  right: side,
  wrong: side,
  /** Wrong answers that it called invalid, which pays as little. */
  invalid: z.int().min(0),
  /** Questions that it gave no verdict on. */
  faults: z.int().min(0),
  /** Texts that answer nothing and were tried, and those that were called right too often. */
  talk: z.strictObject({ texts: z.int().min(0), paid: z.array(z.string()).readonly() }),
});

export type Calibration = Readonly<z.infer<typeof calibrationSchema>>;

/** The share of answers that were called what they are. */
export function sideOf(agreed: number, answers: number): Calibration["right"] {
  return { answers, agreed, rate: answers === 0 ? 0 : agreed / answers };
}

/** What keeps a verifier from being admitted, in words; nothing where it may be. */
export function objectionsTo(found: Calibration): readonly string[] {
  const { right, wrong, faults, talk } = found;
  return [
    ...(faults > MOST_WRONG
      ? [
          `it gave no verdict on ${faults} of ${right.answers + wrong.answers + faults} questions (at most ${MOST_WRONG})`,
        ]
      : []),
    ...sideObjection("right", right),
    ...sideObjection("wrong", wrong),
    ...(talk.paid.length > 0
      ? [
          `it calls a text that answers nothing right: ${talk.paid.map((one) => JSON.stringify(one)).join(", ")}`,
        ]
      : []),
  ];
}

function sideObjection(
  name: "right" | "wrong",
  { agreed, answers, rate }: Calibration["right"],
): readonly string[] {
  return rate >= CALIBRATION.least
    ? []
    : [
        `of ${answers} ${name} answers it calls ${agreed} ${name === "right" ? "right" : "wrong or invalid"}: ${rate.toFixed(3)}, at least ${CALIBRATION.least}`,
      ];
}
