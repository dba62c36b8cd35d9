/**
 * What a module is meant to be: a bootcamp; a blind solver of one, with a verifier beside it or without; a
 * guesser of its answers; a translation of a reference solution with what leads to it and from it; an adapter is
 * the same around a solution that runs as it is.
 */
export const SOURCE_KINDS = ["bootcamp", "solver", "verifier", "guesser", "translation", "adapter"] as const;

export type SourceKind = (typeof SOURCE_KINDS)[number];
