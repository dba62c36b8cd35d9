/** How a collection of problems is written. */
export const COLLECTION_KINDS = ["codecontests", "jsonl", "markdown"] as const;

export type CollectionKind = (typeof COLLECTION_KINDS)[number];
