/** The contract of a bootcamp and the toolkit it is written with. Has no dependencies and needs none. */
export { at } from "./at.ts";
export {
  type AnswerFormat,
  type AnswerPlace,
  boxed,
  bracketed,
  type Extracted,
  extractAnswer,
  fencedBlock,
  finalLine,
  tagged,
  wholeReply,
} from "./answer-format.ts";
export {
  Bootcamp,
  type BootcampClass,
  type Card,
  MAX_RESPONSE_LENGTH,
  type ParameterSpec,
  type Score,
  type ScoreOptions,
} from "./bootcamp.ts";
export {
  binomial,
  cartesianProduct,
  combinations,
  factorial,
  MAX_LISTED,
  permutations,
} from "./combinatorics.ts";
export { type Expression, expression, type Operator } from "./expression.ts";
export {
  type Edge,
  type Graph,
  isConnected,
  makeGraph,
  reachable,
  type Route,
  shortestRoute,
  topologicalOrder,
} from "./graphs.ts";
export { type Cell, makeGrid, neighbours, regions, renderGrid, textTable, transpose } from "./grids.ts";
export { canonicalText, type Json, type JsonScalar } from "./json.ts";
export { type Parsed, type Parser, parsed, refine, unparsable } from "./parser.ts";
export { characterGrid, grid, type GridShape, jsonGrid, jsonValue } from "./parse-grid.ts";
export { list, type ListOptions, mapping, permutationOf, setOf } from "./parse-list.ts";
export { bigInteger, decimal, integer, isClose, type NumberBounds, rational } from "./parse-number.ts";
export { choiceOf, text, type TextOptions } from "./parse-text.ts";
export { Rational } from "./rational.ts";
export { type CaseAddress, Rng } from "./rng.ts";
export { type Reply, separateThinking } from "./thinking.ts";
export { gcd, isPrime, modInverse, modPow, modulo, primeFactors, primesUpTo } from "./whole-numbers.ts";
