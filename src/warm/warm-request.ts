import { z } from "zod";
import { checkSchema } from "../core/checks/check-schema.ts";
import { diagnosticSchema } from "../core/draft/diagnostic-schema.ts";

const requestSchema = z.object({
  sources: z.array(z.object({ file: z.string(), source: z.string() })),
  seed: z.number(),
});

/** Sources to be checked one after the other, each of which must not be a twin of another. */
export type WarmRequest = z.infer<typeof requestSchema>;

const replySchema = z.discriminatedUnion("status", [
  z.object({ status: z.literal("refused"), diagnostics: z.array(diagnosticSchema) }),
  z.object({ status: z.literal("tested"), checks: z.array(checkSchema) }),
]);

/** What the gates say of one source. */
export type WarmReply = z.infer<typeof replySchema>;

/** Throws where a text is none. */
export const readWarmRequest = (text: string): WarmRequest => requestSchema.parse(JSON.parse(text));

/** Throws where a text is none. */
export const readWarmReply = (text: string): WarmReply => replySchema.parse(JSON.parse(text));
