import { z } from "zod";

const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** The parameters of one level by name. */
export type LevelParameters = Readonly<Record<string, string | number | boolean>>;

/** Class names, as docs/library.md states them. */
export const CLASS_NAME = /^[A-Z][A-Za-z0-9]{2,63}$/;

/** A card as a class wrote it, checked once at the door. */
export const cardSchema = z
  .object({
    name: z.string().regex(CLASS_NAME, "expected a PascalCase name of 3 to 64 letters and digits"),
    slug: z
      .string()
      .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "expected kebab-case")
      .max(80),
    title: z.string().min(1).max(200),
    domain: z.string().min(1).max(60),
    description: z.string().min(40, "expected a paragraph of at least 40 characters").max(4_000),
    answerFormat: z.string().min(3).max(1_000),
    choices: z.int().min(2).max(1_000).optional(),
    modelVerified: z.literal(true).optional(),
    parameters: z.record(
      z.string(),
      z.object({
        meaning: z.string().min(1).max(500),
        min: z.number().optional(),
        max: z.number().optional(),
        oneOf: z.array(scalar).min(1).max(100).optional(),
      }),
    ),
    levels: z
      .array(z.record(z.string(), scalar))
      .min(3, "expected at least three levels, easiest first")
      .max(20),
  })
  .superRefine((card, context) => {
    card.levels.forEach((level, index) => {
      for (const [name, value] of Object.entries(level)) {
        const spec = card.parameters[name];
        const path = ["levels", index, name];
        if (spec === undefined) {
          context.addIssue({ code: "custom", path, message: "is not described under parameters" });
        } else if (spec.oneOf !== undefined && !spec.oneOf.includes(value)) {
          context.addIssue({
            code: "custom",
            path,
            message: `${String(value)} is not one of ${spec.oneOf.join(", ")}`,
          });
        } else if (
          typeof value === "number" &&
          (value < (spec.min ?? -Infinity) || value > (spec.max ?? Infinity))
        ) {
          context.addIssue({
            code: "custom",
            path,
            message: `${value} is outside ${spec.min} to ${spec.max}`,
          });
        }
      }
      for (const name of Object.keys(card.parameters)) {
        if (!(name in level))
          context.addIssue({ code: "custom", path: ["levels", index], message: `lacks ${name}` });
      }
    });
  });

/** A checked card. */
export type CheckedCard = z.infer<typeof cardSchema>;
