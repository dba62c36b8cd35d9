import type { Json } from "../../bootcamp/index.ts";
import { type AnswerTree, elementsOf, writeTree } from "../answers/answer-tree.ts";
import { countOrders } from "./count-orders.ts";

/** A case and its right answer, taken apart. */
export type Marked = { readonly instance: Json; readonly tree: AnswerTree };

/** Cases in which the labels of a grid that stand under the answer are in their own order. */
export type LabelHabit = {
  readonly path: string;
  readonly cases: number;
  readonly excess: number;
  readonly shown: readonly number[];
};

/** With fewer cases, or fewer labels, an order says nothing. */
const LEAST_CASES = 20;
const LEAST_LABELS = 4;

type Grid = readonly (readonly string[])[];
type Place = readonly [row: number, column: number];

/**
 * A grid of labels, such as the regions of a puzzle, and an answer that marks one cell of each: where the labels under the
 * answer stand in their own order from row to row, in case after case, they were given out by the answer.
 */
export function findLabelled(cases: readonly Marked[]): readonly LabelHabit[] {
  const seen = new Map<
    string,
    { readonly index: number; readonly chance: number; readonly ordered: boolean }[]
  >();
  for (const [index, { instance, tree }] of cases.entries())
    for (const [path, grid] of gridsOf(instance)) {
      const labels = labelsUnder(grid, placesOf(tree, grid));
      if (labels === undefined) continue;
      const ranks = labels.map((label) => labels.toSorted(compare).indexOf(label));
      const ordered =
        ranks.every((rank, at) => rank === at) || ranks.every((rank, at) => rank === labels.length - 1 - at);
      const known = seen.get(path) ?? [];
      seen.set(path, known);
      known.push({ index, ordered, chance: 2 / countOrders(labels.length) });
    }
  return [...seen].flatMap(([path, all]): readonly LabelHabit[] => {
    if (all.length < LEAST_CASES) return [];
    const shown = all.flatMap(({ index, ordered }) => (ordered ? [index] : []));
    const byChance = all.reduce((sum, { chance }) => sum + chance, 0) / all.length;
    return [{ path, cases: all.length, excess: shown.length / all.length - byChance, shown }];
  });
}

/** The labels of the places from row to row; undefined unless there are several and no two are the same. */
function labelsUnder(grid: Grid, places: readonly (readonly Place[])[]): readonly string[] | undefined {
  return places
    .map((all) =>
      all
        .toSorted(([one, left], [other, right]) => one - other || left - right)
        .map(([row, column]) => grid[row]?.[column]),
    )
    .map((labels) => labels.filter((label) => label !== undefined))
    .find((labels, at) => {
      const isWhole = labels.length === places[at]?.length && labels.length >= LEAST_LABELS;
      return isWhole && new Set(labels).size === labels.length;
    });
}

/** Where an answer marks cells, counted from 1 and from 0: cells, a column for each row, or a picture of its own. */
function placesOf(tree: AnswerTree, grid: Grid): readonly (readonly Place[])[] {
  if (tree.kind === "grid") {
    const cells = elementsOf(tree).map(writeTree);
    const [[ground] = []] = [...Map.groupBy(cells, (text) => text)].toSorted(
      ([, a], [, b]) => b.length - a.length,
    );
    const marked = tree.rows.flatMap((row, at) =>
      row.flatMap((cell, column): Place[] => (writeTree(cell) === ground ? [] : [[at, column]])),
    );
    return [marked];
  }
  const texts = elementsOf(tree).map(writeTree);
  const numbers = texts.map((text) => (text.match(/\d+/g) ?? []).map(Number));
  const pairs = numbers.every(({ length }) => length === 2)
    ? numbers.map(([row = 0, column = 0]): Place => [row, column])
    : numbers.length === grid.length && numbers.every(({ length }) => length === 1)
      ? numbers.map(([column = 0], row): Place => [row + 1, column])
      : [];
  const isByRow = numbers.every(({ length }) => length === 1);
  return [
    pairs.map(([row, column]): Place => [row - 1, column - 1]),
    pairs.map(([row, column]): Place => [isByRow ? row - 1 : row, column]),
  ];
}

/** The grids of labels in a case: arrays of arrays, or of texts of one length. */
function gridsOf(instance: Json): ReadonlyMap<string, Grid> {
  if (typeof instance !== "object" || instance === null || Array.isArray(instance)) return new Map();
  return new Map(
    Object.entries(instance).flatMap(([field, value]): (readonly [string, Grid])[] => {
      if (!Array.isArray(value) || value.length < LEAST_LABELS) return [];
      const rows = value.map((row: Json) =>
        typeof row === "string" ? [...row] : Array.isArray(row) ? row.map(String) : [],
      );
      const [first = []] = rows;
      return first.length < 2 || rows.some(({ length }) => length !== first.length)
        ? []
        : [[`case.${field}`, rows]];
    }),
  );
}

const compare = (one: string, other: string): number =>
  /^\d+$/.test(one) && /^\d+$/.test(other) ? Number(one) - Number(other) : one < other ? -1 : 1;
