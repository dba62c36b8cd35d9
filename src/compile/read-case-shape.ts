import type { ClassDeclaration, SourceFile, Type } from "ts-morph";
import { ts } from "ts-morph";
import type { CaseShape } from "../core/draft/case-shape.ts";

const ANY: CaseShape = { kind: "any" };

/** Types of cases are no deeper; what is, says nothing. */
const MOST_DEPTH = 20;

/** The shape of a class's cases: of the first type argument of the `Bootcamp` that it extends. */
export function readCaseShape(file: SourceFile): CaseShape {
  const bootcamp = file.getClasses().find((one) => one.isDefaultExport());
  const type = bootcamp?.getExtends()?.getTypeArguments()[0]?.getType();
  return bootcamp === undefined || type === undefined ? ANY : shapeOf(type, { at: bootcamp, above: [] });
}

type Where = { readonly at: ClassDeclaration; readonly above: readonly Type[] };

function shapeOf(type: Type, where: Where): CaseShape {
  if (where.above.length > MOST_DEPTH || where.above.some((one) => one.compilerType === type.compilerType))
    return ANY;
  const inner = (part: Type): CaseShape => shapeOf(part, { at: where.at, above: [...where.above, type] });
  if (type.isBooleanLiteral()) return { kind: "literal", value: type.getText() === "true" };
  if (type.isStringLiteral() || type.isNumberLiteral()) {
    const value = type.getLiteralValue();
    return typeof value === "string" || typeof value === "number" ? { kind: "literal", value } : ANY;
  }
  if (type.isBoolean()) return { kind: "boolean" };
  if (type.isString() || type.isTemplateLiteral()) return { kind: "string" };
  if (type.isNumber()) return { kind: "number" };
  if (type.isNull()) return { kind: "null" };
  if (type.isUnion()) return unionOf(type.getUnionTypes(), inner);
  if (type.isArray() || type.isReadonlyArray()) {
    const item = type.getArrayElementType();
    return { kind: "array", item: item === undefined ? ANY : inner(item) };
  }
  if (type.isTuple()) return tupleOf(type, inner);
  if (!type.isObject() || type.getCallSignatures().length > 0) return ANY;
  const index = type.getStringIndexType();
  if (index !== undefined) return { kind: "record", item: inner(index) };
  return {
    kind: "object",
    fields: type.getProperties().map((property) => ({
      name: property.getName(),
      isOptional: property.isOptional(),
      shape: inner(property.getTypeAtLocation(where.at)),
    })),
  };
}

/** JSON has no undefined: a field that may be undefined may be absent, which its object knows. */
function unionOf(types: readonly Type[], inner: (part: Type) => CaseShape): CaseShape {
  const of = types.filter((one) => !one.isUndefined()).map(inner);
  const isBoolean =
    of.length === 2 && of.every((one) => one.kind === "literal" && typeof one.value === "boolean");
  if (isBoolean) return { kind: "boolean" };
  const [only] = of;
  return of.length === 1 && only !== undefined ? only : { kind: "union", of };
}

/** A tuple whose length is not fixed is a list of any of its parts. */
function tupleOf(type: Type, inner: (part: Type) => CaseShape): CaseShape {
  const items = type.getTupleElements().map(inner);
  const target: object = type.getTargetType()?.compilerType ?? {};
  const flags: unknown = "elementFlags" in target ? target.elementFlags : [];
  const isFixed = Array.isArray(flags) && flags.every((one) => one === ts.ElementFlags.Required);
  return isFixed ? { kind: "tuple", items } : { kind: "array", item: { kind: "union", of: items } };
}
