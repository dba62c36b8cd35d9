import { z } from "zod";
import { PROMPT_FILES, PROMPT_SECTIONS, type Prompts } from "../../core/calls/prompts.ts";

/** What every task of a run needs beside its description: what is said to models, and what a draft must not repeat. */
export type Kit = {
  readonly prompts: Prompts;
  readonly library: readonly { readonly name: string; readonly source: string }[];
};

const section = z.object({ text: z.string(), slots: z.array(z.string()) });

const promptsSchema = z.looseObject({
  toolkit: z.string(),
  examples: z.array(z.object({ title: z.string(), source: z.string() })),
  replyTokens: z.object({ author: z.number(), judge: z.number() }),
  ...Object.fromEntries(
    PROMPT_FILES.map((file) => [
      file,
      z.strictObject(Object.fromEntries(Object.keys(PROMPT_SECTIONS[file]).map((name) => [name, section]))),
    ]),
  ),
});

const kitSchema = z.object({
  prompts: z.custom<Prompts>((value) => promptsSchema.safeParse(value).success, "these are no prompts"),
  library: z.array(z.object({ name: z.string(), source: z.string() })),
});

/** Reads what a session keeps for its workers. Throws a ZodError for anything else. */
export const readKit = (text: string): Kit => kitSchema.parse(JSON.parse(text));
