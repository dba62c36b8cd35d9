/** A problem as its collection has it; what it does not state is undefined. */
export type RawProblem = {
  /** The file and the line, for messages. */
  readonly where: string;
  readonly name: string | undefined;
  readonly title: string | undefined;
  readonly domain: string | undefined;
  readonly statement: string;
  readonly solution: { readonly language: string; readonly code: string } | undefined;
  readonly source: string | undefined;
  readonly licence: string | undefined;
};
