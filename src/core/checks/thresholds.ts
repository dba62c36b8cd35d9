/**
 * The numbers that drafts are measured by and that their authors are told. Each stands here alone: the checks use
 * these, and the author's prompt states these. docs/checks.md says where each comes from.
 */

/** Cases drawn of each level, with prompts and references, and the CPU time and memory of all of them together. */
export const DRAWING = { cases: 100, cpuMs: 5_000, memoryMiB: 64 } as const;

/** The share of repeats among a level's cases above which a class fails, or is shown to a person. */
export const REPEATS = { failed: 0.1, warned: 0.05 } as const;

/** The share of repeats in so many cases of a level above which there are hardly enough to train on. */
export const REPEATS_OF_MANY = { cases: 2_000, failed: 0.5 } as const;

/**
 * CPU time of one verification above which it is shown to a person: a trainer runs some thousand a second. Good
 * classes need up to 92 ms for a hostile answer on a busy machine.
 */
export const VERIFICATION_MS = 250;

/** Close wrong answers that may score 1: above these shares the verifier hardly looks, or a person should. */
export const CLOSE_ANSWERS = { failed: 0.5, warned: 0.25 } as const;

/** The share of full scores above which a verifier does not look at what one kind of change touches. */
export const UNNOTICED = { failed: 0.9, warned: 0.6 } as const;

/** Answers of the hardest forms to meet by chance earn least: what a guess may earn on average. */
export const GUESSES = {
  several: { flagged: 0.1, stopped: 0.25 },
  single: { flagged: 0.2, stopped: 0.3 },
  /** Beyond one in k for a choice of k options that references really take. */
  overChance: { flagged: 0.2, stopped: 0.3 },
} as const;

/** What the best fixed answer may earn at a level; of a declared choice of k things, 1/k and so much more. */
export const FIXED_ANSWER = { most: 0.3, overChance: 0.15 } as const;

/**
 * Answers of fewer characters stand in prompts by chance. Longer ones may stand in so many of them, beyond what
 * chance explains, before a class fails or is shown to a person.
 */
export const LEAK = { shortest: 16, failed: 0.2, warned: 0.05 } as const;

/** The characters of a prompt; longer ones are defect class D8 of docs/defects.md. */
export const PROMPT_CHARACTERS = { fewest: 80, most: 16_000 } as const;

/**
 * Below this share of small mistakes in the verifier that the attempts detect, the attempts say little of it.
 * Survivors above it are shown and flag nothing: a class with one rule more has more of them, and must not fare
 * worse for it.
 */
export const MISTAKES_DETECTED = 0.5;
