import { z } from "zod";

/** How a second verifier did on answers that the class pays in full, or on those that it does not. */
export type AnswerTally = {
  readonly shown: number;
  /** Those that it marks right or wrong; of the others it says that it is unsure, or nothing. */
  readonly decided: number;
  /** Those that it marks as the class does. */
  readonly agreed: number;
};

/** Every answer that the form of some easy cases admits, and how many of them each verifier takes for right. */
export type ListedAnswers = {
  readonly cases: number;
  readonly answers: number;
  readonly paid: number;
  readonly right: number;
};

/** What two verifiers made of the same answers to fresh cases. */
export type VerifierAgreement = {
  readonly cases: number;
  readonly right: AnswerTally;
  readonly wrong: AnswerTally;
  /** Differences that a third look put down to the second verifier. */
  readonly mistakes: number;
  /** Null where the answers of no easy case can be listed. */
  readonly listed: ListedAnswers | null;
};

/**
 * A program from prompt and response to right or wrong that the blind solver's author wrote from prompts alone,
 * beside the class's own verifier. `none`: no usable one was written; `unreliable`: it differs from the class
 * too often, or decides on too little, to vouch for it; `disputes`: a third look takes its side.
 */
export type SecondVerifier =
  | { readonly status: "not-asked" }
  | { readonly status: "none"; readonly reason: string }
  | ({ readonly status: "vouches" | "disputes" } & VerifierAgreement)
  | ({ readonly status: "unreliable"; readonly reason: string } & VerifierAgreement);

/** Where nobody has been asked for one. */
export const UNVERIFIED = { status: "not-asked" } as const satisfies SecondVerifier;

const answerTally = z.strictObject({ shown: z.int(), decided: z.int(), agreed: z.int() });

const agreement = {
  cases: z.int(),
  right: answerTally,
  wrong: answerTally,
  mistakes: z.int(),
  listed: z.strictObject({ cases: z.int(), answers: z.int(), paid: z.int(), right: z.int() }).nullable(),
};

/** The same as JSON in the record. */
export const secondVerifierSchema: z.ZodType<SecondVerifier> = z.discriminatedUnion("status", [
  z.strictObject({ status: z.literal("not-asked") }),
  z.strictObject({ status: z.literal("none"), reason: z.string() }),
  z.strictObject({ status: z.enum(["vouches", "disputes"]), ...agreement }),
  z.strictObject({ status: z.literal("unreliable"), reason: z.string(), ...agreement }),
]);

/** The share of the decided answers on which both agree; null where none was decided. */
export const agreementOn = ({ decided, agreed }: AnswerTally): number | null =>
  decided === 0 ? null : agreed / decided;

/** One line about it. */
export function describeVerifier(verifier: SecondVerifier): string {
  switch (verifier.status) {
    case "not-asked":
      return "no second verifier was asked for";
    case "none":
      return `no second verifier: ${verifier.reason}`;
    case "vouches":
      return describeAgreement(verifier);
    case "disputes":
      return `it disputes the class; ${describeAgreement(verifier)}`;
    case "unreliable":
      return `${verifier.reason}; ${describeAgreement(verifier)}`;
  }
}

function describeAgreement({ cases, right, wrong, mistakes, listed }: VerifierAgreement): string {
  return [
    `on ${cases} fresh cases the second verifier agrees on ${counted(right)} right and ${counted(wrong)} wrong answers`,
    ...(mistakes === 0 ? [] : [`a third look put ${mistakes} of the differences down to it`]),
    ...(listed === null
      ? []
      : [
          `${listed.cases} easy cases have ${listed.answers} answers in all, of which the class pays ${listed.paid} and it would pay ${listed.right}`,
        ]),
  ].join("; ");
}

/** `212 of 212`, and how many it left open. */
const counted = ({ shown, decided, agreed }: AnswerTally): string =>
  decided === shown ? `${agreed} of ${shown}` : `${agreed} of ${decided} (${shown - decided} undecided)`;
