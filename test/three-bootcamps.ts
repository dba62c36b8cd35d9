import { cards } from "../library/index.ts";

/** Bootcamps of the project's library that tests draw from, so that what they count stays the same as it grows. */
export const THREE_BOOTCAMPS = ["futoshiki", "map-colouring", "calorimetry"] as const;

/** The version that the library has of one of them: a class that is rewritten gets another one. */
export function versionOf(bootcamp: string): number {
  const card = cards.find(({ slug }) => slug === bootcamp);
  if (card === undefined) throw new Error(`the library has no ${bootcamp}`);
  return card.version;
}
