import { z } from "zod";

/** What the cases of a class look like, by the type that it gives them. `any` where the type says nothing. */
export type CaseShape =
  | { readonly kind: "any" | "string" | "number" | "boolean" | "null" }
  | { readonly kind: "literal"; readonly value: string | number | boolean }
  | { readonly kind: "array" | "record"; readonly item: CaseShape }
  | { readonly kind: "tuple"; readonly items: readonly CaseShape[] }
  | { readonly kind: "union"; readonly of: readonly CaseShape[] }
  | {
      readonly kind: "object";
      readonly fields: readonly {
        readonly name: string;
        readonly isOptional: boolean;
        readonly shape: CaseShape;
      }[];
    };

/** A shape as another process sends it. */
export const caseShapeSchema: z.ZodType<CaseShape> = z.lazy(() =>
  z.discriminatedUnion("kind", [
    z.object({ kind: z.enum(["any", "string", "number", "boolean", "null"]) }),
    z.object({ kind: z.literal("literal"), value: z.union([z.string(), z.number(), z.boolean()]) }),
    z.object({ kind: z.enum(["array", "record"]), item: caseShapeSchema }),
    z.object({ kind: z.literal("tuple"), items: z.array(caseShapeSchema) }),
    z.object({ kind: z.literal("union"), of: z.array(caseShapeSchema) }),
    z.object({
      kind: z.literal("object"),
      fields: z.array(z.object({ name: z.string(), isOptional: z.boolean(), shape: caseShapeSchema })),
    }),
  ]),
);

/** A case may nest as deep as the sandbox lets a class draw one. */
const MOST_DEPTH = 60;

/**
 * Where a value is not of the shape, and what was expected there: `case.given[0]: expected a number`. Undefined when
 * it is. Fields that the type does not name are let through, as the compiler lets them.
 */
export function findMisfit(value: unknown, shape: CaseShape, path = "case"): string | undefined {
  if (isTooDeep(value, 0)) return `${path}: nested deeper than ${MOST_DEPTH}`;
  return misfit(value, shape, path);
}

function misfit(value: unknown, shape: CaseShape, path: string): string | undefined {
  switch (shape.kind) {
    case "any":
      return undefined;
    case "string":
    case "boolean":
    case "number":
      return typeof value === shape.kind ? undefined : expected(path, `a ${shape.kind}`);
    case "null":
      return value === null ? undefined : expected(path, "null");
    case "literal":
      return value === shape.value ? undefined : expected(path, JSON.stringify(shape.value));
    case "union":
      return misfitOfAll(value, shape.of, path);
    case "array":
      if (!Array.isArray(value)) return expected(path, "a list");
      return firstOf(value, (item, index) => misfit(item, shape.item, `${path}[${index}]`));
    case "tuple":
      if (!Array.isArray(value) || value.length !== shape.items.length)
        return expected(path, `a list of ${shape.items.length}`);
      return firstOf(shape.items, (item, index) => misfit(value[index], item, `${path}[${index}]`));
    case "record":
      if (!isObject(value)) return expected(path, "an object");
      return firstOf(Object.entries(value), ([name, item]) => misfit(item, shape.item, `${path}.${name}`));
    case "object":
      if (!isObject(value)) return expected(path, "an object");
      return firstOf(shape.fields, ({ name, isOptional, shape: inner }) => {
        const field = Object.hasOwn(value, name) ? value[name] : undefined;
        if (field === undefined) return isOptional ? undefined : `${path}.${name} is missing`;
        return misfit(field, inner, `${path}.${name}`);
      });
  }
}

/** Of alternatives, the one that got furthest says what is wrong. */
function misfitOfAll(value: unknown, shapes: readonly CaseShape[], path: string): string | undefined {
  let deepest: string | undefined;
  for (const shape of shapes) {
    const found = misfit(value, shape, path);
    if (found === undefined) return undefined;
    if (deepest === undefined || found.length > deepest.length) deepest = found;
  }
  const isOfLiterals = shapes.every(({ kind }) => kind === "literal");
  if (!isOfLiterals) return deepest;
  return expected(
    path,
    `one of ${shapes.flatMap((one) => (one.kind === "literal" ? [JSON.stringify(one.value)] : [])).join(", ")}`,
  );
}

function firstOf<Item>(
  items: readonly Item[],
  look: (item: Item, index: number) => string | undefined,
): string | undefined {
  for (const [index, item] of items.entries()) {
    const found = look(item, index);
    if (found !== undefined) return found;
  }
  return undefined;
}

const expected = (path: string, what: string): string => `${path}: expected ${what}`;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function isTooDeep(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return depth > MOST_DEPTH || Object.values(value).some((part) => isTooDeep(part, depth + 1));
}
