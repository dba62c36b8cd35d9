import { expression } from "../../src/bootcamp/expression.ts";
import { characterGrid, grid, jsonGrid, jsonValue } from "../../src/bootcamp/parse-grid.ts";
import { cell } from "../../src/bootcamp/parse-cell.ts";
import { lines, list, multisetOf, permutationOf, setOf } from "../../src/bootcamp/parse-list.ts";
import { mapping, record } from "../../src/bootcamp/parse-pairs.ts";
import { bigInteger, decimal, digits, integer, rational } from "../../src/bootcamp/parse-number.ts";
import { choiceOf, text, vocabulary } from "../../src/bootcamp/parse-text.ts";
import { either, type Parser, parsed, refine, unparsable } from "../../src/bootcamp/parser.ts";

/** Each parser of the toolkit by its name, made anew. */
export const everyParser = (): readonly (readonly [name: string, parse: Parser<unknown>])[] => [
  ["integer", integer()],
  ["bigInteger", bigInteger()],
  ["decimal", decimal()],
  ["rational", rational()],
  ["text", text({ maxLength: 100_000 })],
  ["choiceOf", choiceOf(["A", "B", "(c)", "D."])],
  ["list of numbers", list(integer())],
  ["list of texts", list(text(), { separators: ["->", "-"] })],
  ["setOf", setOf(text())],
  ["multisetOf", multisetOf(either(integer(), text()))],
  ["permutationOf", permutationOf(["1", "0", "A"])],
  ["mapping", mapping(text(), integer())],
  ["grid", grid(integer())],
  ["characterGrid", characterGrid("# 10")],
  ["jsonValue", jsonValue()],
  ["jsonGrid", jsonGrid()],
  ["expression", expression()],
  ["digits", digits()],
  ["cell", cell()],
  ["list of cells", list(cell())],
  ["lines", lines(list(integer()))],
  ["vocabulary", vocabulary(["step-brother", "aunt", "1 0"])],
  ["either", either(integer({ min: -1, max: -1 }), list(text()))],
  ["record", record({ A: list(integer()), none: digits() })],
  ["refine", refine(integer(), (value) => (value > 0 ? parsed(value) : unparsable("not positive")))],
];

/** Each parser of the toolkit, by its name. */
export const EVERY_PARSER = everyParser();
