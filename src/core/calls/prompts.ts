/** The templates of one way to address a model: text with `{{slots}}`, and a version that goes into cards. */
export type PromptTemplate = { readonly version: string; readonly system: string; readonly user: string };

/** Every template that the line uses, and the texts that go into the author's. */
export type Prompts = {
  readonly author: PromptTemplate;
  readonly refine: PromptTemplate;
  readonly judge: PromptTemplate;
  readonly solver: PromptTemplate;
  readonly translator: PromptTemplate;
  readonly checker: PromptTemplate;
  readonly arbiter: PromptTemplate;
  readonly appraiser: PromptTemplate;
  readonly critic: PromptTemplate;
  /** The toolkit's documentation, made from its source. */
  readonly toolkit: string;
  /** Bootcamps of the library, as examples. */
  readonly examples: readonly { readonly title: string; readonly source: string }[];
};

/**
 * Puts values into the slots of a template. Values are put in as they are: a slot inside a value stays
 * text. Throws a TypeError when a slot has no value or a value has no slot, which is a fault of ours.
 */
export function fillSlots(template: string, values: Readonly<Record<string, string>>): string {
  const used = new Set<string>();
  const filled = template.replace(/\{\{([a-z_]+)\}\}/g, (_, slot: string) => {
    const value = values[slot];
    if (value === undefined) throw new TypeError(`the prompt has a slot {{${slot}}} and no value for it`);
    used.add(slot);
    return value;
  });
  const unused = Object.keys(values).filter((slot) => !used.has(slot));
  if (unused.length > 0) throw new TypeError(`the prompt has no slot for ${unused.join(", ")}`);
  return filled;
}
