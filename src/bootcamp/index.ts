/** The contract of a bootcamp and the toolkit it is written with. Has no dependencies and needs none. */
export { at } from "./at.ts";
export {
  type AnswerFormat,
  type AnswerPlace,
  boxed,
  bracketed,
  fencedBlock,
  finalLine,
  tagged,
  wholeReply,
} from "./answer-format.ts";
export { type Extracted, extractAnswer } from "./extract-answer.ts";
export {
  Bootcamp,
  type BootcampClass,
  type Card,
  MAX_RESPONSE_LENGTH,
  type ModelVerifiedCard,
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
export { withoutFormatting } from "./formatting.ts";
export {
  type Asked,
  modelVerified,
  type ModelVerification,
  type ModelVerifiedFormat,
  verifierOf,
} from "./model-verified.ts";
export { either, type Parsed, type Parser, parsed, refine, unparsable } from "./parser.ts";
export { characterGrid, grid, type GridShape, jsonGrid, jsonValue } from "./parse-grid.ts";
export { cell } from "./parse-cell.ts";
export { lines, list, type ListOptions, multisetOf, permutationOf, setOf } from "./parse-list.ts";
export {
  bigInteger,
  decimal,
  digits,
  integer,
  isClose,
  type NumberBounds,
  rational,
} from "./parse-number.ts";
export { mapping, record } from "./parse-pairs.ts";
export { choiceOf, text, type TextOptions, vocabulary } from "./parse-text.ts";
export { countBy, range, sortNumbers } from "./lists.ts";
export { findRoot } from "./find-root.ts";
export { UnionFind } from "./union-find.ts";
export { Rational } from "./rational.ts";
export { type CaseAddress, Rng } from "./rng.ts";
export { type Reply, separateThinking } from "./thinking.ts";
export { gcd, isPrime, modInverse, modPow, modulo, primeFactors, primesUpTo } from "./whole-numbers.ts";
