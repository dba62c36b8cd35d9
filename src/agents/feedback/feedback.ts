/** What an author is told of its last version: what was found, the evidence, and what it has got right. */
export type Feedback = {
  readonly finding: string;
  readonly evidence: string;
  /** Whether the version passed every check; then its author is asked what it simplified away. */
  readonly hasPassed: boolean;
};

/** What of a message may be evidence, in characters; the rest frames it. */
export const MAX_EVIDENCE = 5_000;
