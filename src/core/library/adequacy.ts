import type { LibraryCard } from "./library-card.ts";

/** A share of so many. */
export type Share = { readonly count: number; readonly of: number };

/**
 * How adequate a bootcamp's verifier was shown to be, by two figures after those that SAGA has for test suites (arXiv
 * 2507.06920): its detection rate is the share of planted wrong answers that it refuses and of its own mutants that attempts tell from it; its
 * verifier accuracy the agreement with a verifier written independently, over right and wrong answers. Null where the
 * card does not say.
 */
export type Adequacy = { readonly detection: Share | null; readonly accuracy: Share | null };

/** Reads it off a card. */
export function adequacyOf({ gates, measured }: Pick<LibraryCard, "gates" | "measured">): Adequacy {
  const said = (check: string): string => {
    const gate = gates.find((one) => one.gate === "unit tests" && one.check === check);
    return gate === undefined || gate.result === "failed" ? "" : gate.detail;
  };
  // The check fails where any planted wrong answer is paid: all of those that a card counts were refused.
  const wrong = /^(\d+) wrong answers/.exec(said("wrong answers score below 1"));
  const mutants = /^(\d+) of (\d+) small mistakes/.exec(said("verifier is tested"));
  const refused = Number(wrong?.[1] ?? 0);
  const detection =
    wrong === null || mutants === null
      ? null
      : { count: refused + Number(mutants[1]), of: refused + Number(mutants[2]) };
  const verifier = measured?.verifier;
  if (verifier === undefined || verifier.status !== "measured") return { detection, accuracy: null };
  const both = [verifier.right, verifier.wrong];
  const of = both.reduce((sum, { decided }) => sum + decided, 0);
  const count = both.reduce((sum, { agreement, decided }) => sum + Math.round((agreement ?? 0) * decided), 0);
  return { detection, accuracy: of === 0 ? null : { count, of } };
}
