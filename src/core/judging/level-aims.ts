/**
 * How much of each of five levels a strong reasoner shall solve, in percent, from the easiest to the hardest: spread
 * over the band, so that some level lies inside it for a judge that is weaker or stronger (docs/admission.md, the judge).
 */
export const LEVEL_AIMS = "90, 70, 40, 15 and 5";
