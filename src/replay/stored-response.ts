import type { Json } from "../bootcamp/index.ts";
import type { Program } from "../core/draft/compile-report.ts";

/** Where a case comes from: it is there, or a class draws it again. */
export type CaseOrigin =
  | { readonly status: "given"; readonly instance: Json }
  | { readonly status: "drawn"; readonly by: Program; readonly draw: CasePlace };

export type CasePlace = { readonly level: number; readonly seed: number; readonly index: number };

/** A response that was given once, on a case, with the score that it had then. */
export type StoredResponse = {
  /** Where it stands, for people: file and line, or task and place. */
  readonly place: string;
  readonly origin: CaseOrigin;
  readonly response: string;
  /** Null where none was stored. */
  readonly score: number | null;
};
