/**
 * What a parser reads, as data: tests of verifiers take answers apart by it and write changed ones. The
 * toolkit's parsers carry theirs; a parser that a class wrote itself has none.
 */
export type AnswerShape =
  | { readonly kind: "number"; readonly form: "integer" | "bigint" | "decimal" | "rational" }
  | { readonly kind: "choice"; readonly options: readonly string[] }
  | { readonly kind: "text" }
  /** Digits whose number counts: leading zeros stay. */
  | { readonly kind: "digits" }
  /** A row and a column. */
  | { readonly kind: "cell" }
  /** Read by the first of two parsers that can. */
  | { readonly kind: "either"; readonly first: AnswerShape; readonly second: AnswerShape }
  | { readonly kind: "record"; readonly fields: Readonly<Record<string, AnswerShape>> }
  | { readonly kind: "expression"; readonly operators: readonly string[] }
  | { readonly kind: "json" }
  | {
      readonly kind: "list" | "set" | "multiset" | "permutation";
      readonly item: AnswerShape;
      /** What may stand between items; null for the usual signs. */
      readonly separators: readonly string[] | null;
    }
  | { readonly kind: "mapping"; readonly key: AnswerShape; readonly value: AnswerShape }
  | { readonly kind: "grid"; readonly cell: AnswerShape }
  | { readonly kind: "character-grid"; readonly alphabet: string };

/** A function that says what it reads. */
export type Shaped = { readonly shape?: AnswerShape };

/** The parser with its shape; undefined leaves it without one. */
export function withShape<Read extends (text: string) => unknown>(
  read: Read,
  shape: AnswerShape | undefined,
): Read & Shaped {
  return shape === undefined ? read : Object.assign(read, { shape });
}
