/** An example of the documentation: an expression over the toolkit, and the value it must have. */
export type DocumentedExample = { readonly of: string; readonly expression: string; readonly value: string };

/** The toolkit's documentation as the author's prompt contains it, and its examples as data. */
export type ToolkitDocumentation = {
  readonly markdown: string;
  readonly examples: readonly DocumentedExample[];
};
