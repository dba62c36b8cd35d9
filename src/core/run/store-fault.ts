/** What is wrong with the record, and which of the documented cases it is. */
export type StoreProblem =
  | "no record"
  | "not a record"
  | "newer schema"
  | "held by another process"
  | "damaged"
  | "full disk"
  | "failing disk"
  | "read-only"
  | "no permission"
  | "unusable";

/**
 * The record cannot be opened, or no longer be read or written; the message says why and what to do. A run
 * that meets it ends there and can be resumed: what was committed before stays.
 */
export class StoreFault extends Error {
  readonly problem: StoreProblem;

  constructor(problem: StoreProblem, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = "StoreFault";
    this.problem = problem;
  }
}
