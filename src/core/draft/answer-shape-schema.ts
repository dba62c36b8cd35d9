import { z } from "zod";
import type { AnswerShape } from "../../bootcamp/answer-shape.ts";

const options = z.array(z.string()).max(10_000);

/** The shape of an answer as a class gave it, checked once at the door. */
export const answerShapeSchema: z.ZodType<AnswerShape> = z.lazy(() =>
  z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("number"), form: z.enum(["integer", "bigint", "decimal", "rational"]) }),
    z.object({ kind: z.literal("choice"), options }),
    z.object({ kind: z.enum(["text", "digits", "cell"]) }),
    z.object({ kind: z.literal("either"), first: answerShapeSchema, second: answerShapeSchema }),
    z.object({ kind: z.literal("record"), fields: z.record(z.string(), answerShapeSchema) }),
    z.object({ kind: z.literal("expression"), operators: options }),
    z.object({ kind: z.literal("json") }),
    z.object({
      kind: z.enum(["list", "set", "multiset", "permutation"]),
      item: answerShapeSchema,
      separators: options.nullable(),
    }),
    z.object({ kind: z.literal("mapping"), key: answerShapeSchema, value: answerShapeSchema }),
    z.object({ kind: z.literal("grid"), cell: answerShapeSchema }),
    z.object({ kind: z.literal("character-grid"), alphabet: z.string() }),
  ]),
);
