import { expect, test } from "vitest";
import { everyParser } from "./every-parser.ts";
import { everyFormat } from "./formats.ts";

/** Every object and function that hangs on a value. */
function partsOf(value: unknown, found = new Set<object>()): ReadonlySet<object> {
  if ((typeof value !== "object" || value === null) && typeof value !== "function") return found;
  if (found.has(value)) return found;
  found.add(value);
  for (const part of Object.values(value)) partsOf(part, found);
  return found;
}

/** Bootcamps could leave word for one another on an object that they share: the sandbox freezes the others. */
test("no two parsers and no two answer formats share an object or a function", () => {
  const make = (): ReadonlySet<object> =>
    partsOf(everyParser().map(([, parse]) => [parse, ...everyFormat(parse).map(([, format]) => format)]));
  const first = make();
  expect(first.size).toBeGreaterThan(200);
  expect([...make()].filter((part) => first.has(part))).toEqual([]);
});
