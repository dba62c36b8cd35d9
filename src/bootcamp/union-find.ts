import { at } from "./at.ts";

/**
 * Disjoint sets of the numbers from 0 to size - 1, at first each alone (union by size, paths halved).
 *
 * @example new UnionFind(3).groups() // → [[0], [1], [2]]
 */
export class UnionFind {
  readonly #parent: number[];
  readonly #size: number[];

  constructor(size: number) {
    this.#parent = Array.from({ length: size }, (_, index) => index);
    this.#size = this.#parent.map(() => 1);
  }

  /**
   * The member that stands for the set of an item: the same for every member, until the set is joined to another. Every number
   * from 0 to size - 1 is in a set, so it is always found; any other throws a RangeError.
   * @example new UnionFind(3).find(2) // → 2
   */
  find(item: number): number {
    let root = item;
    while (at(this.#parent, root) !== root) {
      const next = at(this.#parent, at(this.#parent, root));
      this.#parent[root] = next;
      root = next;
    }
    return root;
  }

  /**
   * Joins two sets; false when they were one already.
   * @example new UnionFind(3).union(0, 2) // → true
   */
  union(one: number, other: number): boolean {
    const [a, b] = [this.find(one), this.find(other)];
    if (a === b) return false;
    const [small, large] = at(this.#size, a) < at(this.#size, b) ? [a, b] : [b, a];
    this.#parent[small] = large;
    this.#size[large] = at(this.#size, a) + at(this.#size, b);
    return true;
  }

  /**
   * The sets, each in rising order, by their least number.
   * @example new UnionFind(2).groups().length // → 2
   */
  groups(): number[][] {
    const groups = new Map<number, number[]>();
    this.#parent.forEach((_, item) => {
      const root = this.find(item);
      const group = groups.get(root);
      if (group === undefined) groups.set(root, [item]);
      else group.push(item);
    });
    return [...groups.values()];
  }
}
