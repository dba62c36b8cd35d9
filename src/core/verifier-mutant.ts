/** One small mistake put into a verifier: an edit of the program's script. */
export type VerifierMutant = {
  /** Of the source, counted from 1. */
  readonly line: number;
  /** The source's line as it was, trimmed. */
  readonly lineText: string;
  /** What was changed, in words. */
  readonly what: string;
  /** The edit: `text` takes the place of the script's characters from `start` up to `end`. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
};

/** What is needed to run a verifier with small mistakes in it. */
export type VerifierMutation = {
  /**
   * Texts to put into the script, by position, so that a verification which takes too many steps throws:
   * a mistake in a loop must not cost a process, and counted steps are the same on every machine.
   */
  readonly guards: readonly { readonly at: number; readonly text: string }[];
  readonly mutants: readonly VerifierMutant[];
};

/** A program's script with counted steps, and with one mistake if one is given. Fit for verification only. */
export function guardScript(
  code: string,
  guards: VerifierMutation["guards"],
  mutant?: VerifierMutant,
): string {
  const kept = guards
    .filter(({ at }) => mutant === undefined || at <= mutant.start || at >= mutant.end)
    .map(({ at, text }) => ({ start: at, end: at, text }));
  const edits = [...kept, ...(mutant === undefined ? [] : [mutant])].toSorted((a, b) => a.start - b.start);
  let from = 0;
  const pieces = edits.map(({ start, end, text }) => {
    const piece = code.slice(from, start) + text;
    from = end;
    return piece;
  });
  return pieces.join("") + code.slice(from);
}
