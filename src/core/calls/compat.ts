import { z } from "zod";

/** What a model behind an endpoint can do, as far as somebody knows; the rest is taken as the default says. */
export const compatSchema = z.strictObject({
  /** Whether it takes a seed. Default: it does. */
  seed: z.boolean().optional(),
  /** The field that limits a reply. Default: by the model's name, as OpenAI's own models want it. */
  tokenLimit: z.enum(["max_tokens", "max_completion_tokens"]).optional(),
  /** The most tokens that a reply may be asked for. Default: whatever the configuration asks for. */
  mostTokens: z.int().min(1).optional(),
  /** Whether it takes a system message. Default: it does; else that text goes before the first message of the user. */
  system: z.boolean().optional(),
  /** Whether it answers in a stream alone. Default: it answers at once. */
  stream: z.boolean().optional(),
  /** Where it puts its thinking. Only told: every place is looked at in any case. */
  reasoning: z.enum(["reasoning_content", "reasoning", "parts", "think tags", "none"]).optional(),
  /** Whether it counts its tokens. Default: it does, and a warning says when it does not. */
  usage: z.boolean().optional(),
});

export type Compat = z.infer<typeof compatSchema>;

/** What was found out about endpoints by asking them: by endpoint, then by model. */
export const profilesSchema = z.record(
  z.string(),
  z.object({
    /** The profile is about the server at this address, and void for another. */
    baseUrl: z.string(),
    models: z.record(z.string(), compatSchema),
  }),
);

export type Profiles = z.infer<typeof profilesSchema>;

/** What is known of a model: the configuration goes before what was found out. */
export function knownCompat(
  endpoint: { readonly name: string; readonly baseUrl: string; readonly compat: Compat | undefined },
  model: string,
  profiles: Profiles,
): Compat {
  const profile = profiles[endpoint.name];
  const found = profile?.baseUrl === endpoint.baseUrl ? profile.models[model] : undefined;
  return { ...found, ...endpoint.compat };
}
