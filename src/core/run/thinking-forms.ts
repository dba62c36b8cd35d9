/** Where the thinking of a reply goes: into its content between tags, into a field of its own, or nowhere. */
export const THINKING_FORMS = ["tags", "field", "none"] as const;

export type ThinkingForm = (typeof THINKING_FORMS)[number];
