/** The sentences of a text, or the lines of its lists: each is weighed alone. */
export const sentencesOf = (text: string): readonly string[] => text.split(/(?<=[.!?;])\s+|\n+/);
