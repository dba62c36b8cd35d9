import type { LibraryCard } from "./library-card.ts";

/** A share of so many. */
export type Share = { readonly count: number; readonly of: number };

/**
 * How adequate a bootcamp's verifier was shown to be, by two figures after those that SAGA has for test
 * suites (arXiv 2507.06920): its detection rate is the share of planted wrong answers that it gives no full
 * score and of its own mutants that attempts tell from it; its verifier accuracy the agreement with a
 * verifier written independently, over right and wrong answers. Null where the card does not say.
 */
export type Adequacy = { readonly detection: Share | null; readonly accuracy: Share | null };

type Measuring = Pick<LibraryCard, "measured" | "modelVerified">;

/** Reads it off a card. */
export function adequacyOf(card: Measuring): Adequacy {
  return { detection: detectionOf(card), accuracy: accuracyOf(card) };
}

/**
 * Wrong answers to a class whose answers a model compares are those of its calibration, in which the model
 * was asked.
 */
function detectionOf({ measured, modelVerified }: Measuring): Share | null {
  const wrong =
    modelVerified === undefined
      ? measured?.wrongAnswers
      : {
          tried: modelVerified.wrong.answers,
          paid: modelVerified.wrong.answers - modelVerified.wrong.agreed,
        };
  const mutants = measured?.mutants;
  if (wrong === undefined || mutants === undefined) return null;
  const of = wrong.tried + mutants.tried;
  return of === 0 ? null : { count: wrong.tried - wrong.paid + mutants.told, of };
}

function accuracyOf({ measured }: Measuring): Share | null {
  const verifier = measured?.verifier;
  if (verifier === undefined || verifier.status !== "measured") return null;
  const both = [verifier.right, verifier.wrong];
  const of = both.reduce((sum, { decided }) => sum + decided, 0);
  const count = both.reduce((sum, { agreement, decided }) => sum + Math.round((agreement ?? 0) * decided), 0);
  return of === 0 ? null : { count, of };
}
