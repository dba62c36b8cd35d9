/** What has to be undone when work ends, however it ends. */
export type Undoings = {
  readonly add: (undo: () => void) => void;
  /** Undoes what was added last first, each once; an undoing that throws keeps none of the others from it. */
  readonly undoAll: () => void;
};

export function createUndoings(): Undoings {
  let undoings: (() => void)[] = [];
  return {
    add: (undo) => void undoings.push(undo),
    undoAll: () => {
      const all = undoings.toReversed();
      undoings = [];
      const errors = all.flatMap((undo): { readonly error: unknown }[] => {
        try {
          undo();
          return [];
        } catch (error) {
          return [{ error }];
        }
      });
      const [first] = errors;
      if (first !== undefined) throw first.error;
    },
  };
}
