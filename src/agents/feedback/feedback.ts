/** What an author is told of its last version: what was found, the evidence, and what it has got right. */
export type Feedback = {
  readonly finding: string;
  readonly evidence: string;
  /**
   * What the version has come to: it fails; it passes every check and was sent back for what was found after them;
   * or it passes with remarks alone, and stands as it is where its author finds nothing to change.
   */
  readonly standing: "fails" | "passes" | "may stand";
};

/** What of a message may be evidence, in characters; the rest frames it. */
export const MAX_EVIDENCE = 9_000;
