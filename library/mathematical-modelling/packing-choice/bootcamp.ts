import { at, Bootcamp, type Card, integer, range, record, type Rng, setOf, tagged, text, textTable } from "campforge/bootcamp";

type Item = {
  readonly name: string;
  readonly weight: number;
  readonly volume: number;
  readonly value: number;
};

type Voice = "expedition" | "cargo" | "brief";

type Case = {
  readonly items: readonly Item[];
  readonly weightLimit: number;
  readonly volumeLimit: number;
  /** Pairs that may not be taken together. */
  readonly clashes: readonly (readonly [first: string, second: string])[];
  /** Of each pair, the first may only be taken if the second is. */
  readonly needs: readonly (readonly [first: string, second: string])[];
  readonly voice: Voice;
};

type Level = {
  readonly items: number;
  readonly clashes: number;
  readonly needs: number;
  /** Value follows weight and volume this closely, from 0 to 1: the closer, the less a good ratio tells. */
  readonly evenness: number;
};

type Answer = { readonly value: number; readonly items: readonly string[] };

const VOICES: readonly Voice[] = ["expedition", "cargo", "brief"];
const NAMES = [
  "tent", "stove", "rope", "radio", "lamp", "drill", "camera", "sledge", "anchor", "pump", "mirror", "compass", "barrel",
  "ladder", "kettle", "battery", "canvas", "shovel", "winch", "tripod", "hammock", "engine", "filter", "helmet", "jacket",
  "kayak", "mast", "net", "oven", "piano", "quilt", "rudder",
];

/** Nodes after which a search is given up; a case that needs more is drawn anew. */
const MOST_NODES = 6_000;

/** Rules between items, by their places in a list; `needs` says which other items one needs. */
type Ties = { readonly clashes: readonly (readonly number[])[]; readonly needs: readonly (readonly number[])[] };

/**
 * The best choice, by depth first over the items, the most valuable for its share of both limits first. A branch is cut
 * where even a part of an item, with only one combined limit, would not make it better than the best known.
 */
class Search {
  readonly #items: readonly Item[];
  readonly #ties: Ties;
  readonly #limits: { readonly weight: number; readonly volume: number };
  /** The share of both limits that an item takes, added up; a choice may take 2 at the most. */
  readonly #share: readonly number[];
  nodes = 0;
  best = -1;
  chosen: readonly string[] = [];

  constructor({ items, weightLimit, volumeLimit, clashes, needs }: Omit<Case, "voice">) {
    const shareOf = ({ weight, volume }: Item): number => weight / weightLimit + volume / volumeLimit;
    this.#items = items.toSorted((a, b) => b.value / shareOf(b) - a.value / shareOf(a) || (a.name < b.name ? -1 : 1));
    this.#share = this.#items.map(shareOf);
    this.#limits = { weight: weightLimit, volume: volumeLimit };
    const place = new Map(this.#items.map(({ name }, index) => [name, index]));
    const tied = (pairs: readonly (readonly [string, string])[], name: string, end: 0 | 1): number[] =>
      pairs.flatMap((pair) => (pair[end] === name ? [place.get(pair[end === 0 ? 1 : 0]) ?? 0] : []));
    this.#ties = {
      clashes: this.#items.map(({ name }) => [...tied(clashes, name, 0), ...tied(clashes, name, 1)]),
      needs: this.#items.map(({ name }) => tied(needs, name, 0)),
    };
    this.#visit(0, range(items.length).map(() => false), { weight: 0, volume: 0, value: 0 });
  }

  #visit(next: number, taken: boolean[], sum: { readonly weight: number; readonly volume: number; readonly value: number }): void {
    if (this.nodes > MOST_NODES) return;
    this.nodes++;
    if (sum.value > this.best && this.#isAllowed(taken)) {
      this.best = sum.value;
      this.chosen = this.#items.flatMap(({ name }, index) => (taken[index] === true ? [name] : []));
    }
    const item = this.#items[next];
    if (item === undefined || this.#bound(next, sum) <= this.best) return;
    const weight = sum.weight + item.weight;
    const volume = sum.volume + item.volume;
    const clashes = at(this.#ties.clashes, next).some((other) => taken[other] === true);
    // What it needs and was passed over before is gone for good.
    const lacks = at(this.#ties.needs, next).some((other) => other < next && taken[other] !== true);
    if (weight <= this.#limits.weight && volume <= this.#limits.volume && !clashes && !lacks) {
      taken[next] = true;
      this.#visit(next + 1, taken, { weight, volume, value: sum.value + item.value });
      taken[next] = false;
    }
    this.#visit(next + 1, taken, sum);
  }

  #isAllowed(taken: readonly boolean[]): boolean {
    return this.#ties.needs.every((needed, index) => taken[index] !== true || needed.every((other) => taken[other] === true));
  }

  #bound(next: number, { weight, volume, value }: { readonly weight: number; readonly volume: number; readonly value: number }): number {
    let room = 2 - weight / this.#limits.weight - volume / this.#limits.volume;
    let most = value;
    for (let index = next; index < this.#items.length; index++) {
      const share = at(this.#share, index);
      if (share > room) return most + (at(this.#items, index).value * room) / share + 1e-6;
      room -= share;
      most += at(this.#items, index).value;
    }
    return most;
  }
}

function drawItem(rng: Rng, name: string, evenness: number): Item {
  const weight = rng.integer(4, 60);
  const volume = rng.integer(4, 60);
  const fair = weight + volume;
  return { name, weight, volume, value: Math.max(3, Math.round(fair * evenness + rng.integer(5, 120) * (1 - evenness)) + rng.integer(0, 9)) };
}

function drawCase(rng: Rng, level: Level): Omit<Case, "voice"> {
  const names = rng.sample(NAMES, level.items);
  const items = names.map((name) => drawItem(rng, name, level.evenness));
  const total = (of: "weight" | "volume"): number => items.reduce((sum, item) => sum + item[of], 0);
  const pairs: (readonly [string, string])[] = [];
  while (pairs.length < level.clashes + level.needs) {
    const [first = "", second = ""] = rng.sample(names, 2);
    if (!pairs.some((pair) => pair.includes(first) && pair.includes(second))) pairs.push([first, second]);
  }
  return {
    items,
    weightLimit: Math.round(total("weight") * (0.35 + 0.15 * rng.float())),
    volumeLimit: Math.round(total("volume") * (0.35 + 0.15 * rng.float())),
    clashes: pairs.slice(0, level.clashes),
    needs: pairs.slice(level.clashes),
  };
}

/** What items are worth to rules of thumb, by their value and their shares of both limits. */
const RULES: readonly ((value: number, weight: number, volume: number) => number)[] = [
  (value, weight, volume) => value / (weight + volume),
  (value, weight, volume) => value / (weight + 3 * volume),
  (value, weight, volume) => value / (3 * weight + volume),
  (value) => value,
];

/** The highest value that greedy choices reach: by each rule, also with one item taken first or left out for good. Sets are bits. */
function thumbValue({ items, weightLimit, volumeLimit, clashes, needs }: Omit<Case, "voice">): number {
  const bits = items.map((_, index) => 1 << index);
  const bitOf = new Map(items.map(({ name }, index) => [name, at(bits, index)]));
  const pairsOf = (pairs: Case["needs"]): number[][] => pairs.map((pair) => pair.map((name) => bitOf.get(name) ?? 0));
  const [foes, ties] = [pairsOf(clashes), pairsOf(needs)];
  const withNeeded = (some: number): number => {
    const more = ties.reduce((all, [first = 0, second = 0]) => ((all & first) === 0 ? all : all | second), some);
    return more === some ? some : withNeeded(more);
  };
  const sums = (some: number): { value: number; weight: number; volume: number } => {
    const sum = { value: 0, weight: 0, volume: 0 };
    for (let index = 0; index < items.length; index++) {
      const item = items[index];
      if (item === undefined || (some & (1 << index)) === 0) continue;
      sum.value += item.value;
      sum.weight += item.weight / weightLimit;
      sum.volume += item.volume / volumeLimit;
    }
    return sum;
  };
  const isFree = (all: number): boolean => !foes.some(([first = 0, second = 0]) => (all & first) !== 0 && (all & second) !== 0);
  const wholes = bits.map(withNeeded);
  const goOn = (taken: number, banned: number, rule: (typeof RULES)[number]): number => {
    const { value, weight, volume } = sums(taken);
    let best = { worth: -1, taken };
    for (const whole of wholes) {
      const added = whole & ~taken;
      if (added === 0 || (whole & banned) !== 0 || !isFree(taken | added)) continue;
      const sum = sums(added);
      if (weight + sum.weight > 1 || volume + sum.volume > 1) continue;
      const worth = rule(sum.value, sum.weight, sum.volume);
      if (worth > best.worth) best = { worth, taken: taken | added };
    }
    return best.taken === taken ? value : goOn(best.taken, banned, rule);
  };
  const starts = wholes.filter((whole) => isFree(whole) && sums(whole).weight <= 1 && sums(whole).volume <= 1);
  return Math.max(
    ...RULES.flatMap((rule) => [
      ...[0, ...starts].map((start) => goOn(start, 0, rule)),
      ...bits.map((bit) => goOn(0, bit, rule)),
    ]),
  );
}

export default class PackingChoice extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "PackingChoice",
    slug: "packing-choice",
    title: "Packing Choice",
    domain: "mathematical-modelling",
    description:
      "A knapsack problem with two limits, weight and volume: of a list of items, those with the highest total value are to be chosen. Some exclude each other and some need another. Both the highest value and a choice that reaches it are asked for; any such choice is correct. Taking what looks best first almost never leads there, except in the easiest cases.",
    answerFormat: "value: …, items: …, … between <answer> and </answer>",
    parameters: {
      items: { meaning: "items to choose from", min: 4, max: 32 },
      clashes: { meaning: "pairs of items that exclude each other", min: 0, max: 20 },
      needs: { meaning: "items that may only be taken with another", min: 0, max: 20 },
      evenness: { meaning: "how closely value follows weight and volume", min: 0, max: 1 },
    },
    levels: [
      { items: 6, clashes: 1, needs: 0, evenness: 0.6 },
      { items: 9, clashes: 2, needs: 1, evenness: 0.9 },
      { items: 12, clashes: 3, needs: 2, evenness: 0.9 },
      { items: 16, clashes: 4, needs: 3, evenness: 0.85 },
      { items: 22, clashes: 6, needs: 5, evenness: 0.8 },
    ],
  };

  readonly answerFormat = tagged(record({ value: integer(), items: setOf(text({ letterCase: "lower" })) }));

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const drawn = drawCase(rng, level);
      const { nodes, best } = new Search(drawn);
      if (nodes > MOST_NODES) continue;
      // Some cases that greedy choices solve are kept, so that a greedy choice is not known to be wrong.
      if (rng.boolean(0.01) || thumbValue(drawn) < best) return { ...drawn, voice: rng.choice(VOICES) };
    }
  }

  promptFunc({ items, weightLimit, volumeLimit, clashes, needs, voice }: Case): string {
    const opening = {
      expedition: `An expedition can carry ${weightLimit} kg and ${volumeLimit} litres at the most. Choose what it takes along so that the total value is as high as possible.`,
      cargo: `A small plane has room for ${volumeLimit} litres of cargo and can lift ${weightLimit} kg of it. Each piece that is flown earns its value. Choose the pieces that earn the most together.`,
      brief: `Choose items with the highest total value. Total weight: at most ${weightLimit} kg. Total volume: at most ${volumeLimit} litres.`,
    }[voice];
    const rows = items.map(({ name, weight, volume, value }) => [name, weight, volume, value]);
    return [
      opening,
      "",
      textTable(["item", "weight in kg", "volume in litres", "value"], rows),
      "",
      "Rules:",
      "- There is one of each item; it is taken whole or not at all.",
      "- Both limits hold; reaching one exactly is allowed.",
      ...clashes.map(([first, second]) => `- The ${first} and the ${second} may not both be taken.`),
      ...needs.map(([first, second]) => `- The ${first} may only be taken if the ${second} is taken, too.`),
      "",
      "Give the highest total value and the items of a choice that reaches it, in any order. Where several choices reach it, any of them is correct. Write it in the form",
      "value: 57, items: violin, trunk, saddle",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const { best, chosen } = new Search(instance);
    return this.answerFormat.wrap(`value: ${best}, items: ${chosen.toSorted().join(", ")}`);
  }

  verifyCorrection(answer: Answer, instance: Case): number {
    const { items, weightLimit, volumeLimit, clashes, needs } = instance;
    const taken = items.filter(({ name }) => answer.items.includes(name));
    if (taken.length !== answer.items.length) return 0;
    const total = (of: "weight" | "volume" | "value"): number => taken.reduce((sum, item) => sum + item[of], 0);
    const has = (name: string): boolean => answer.items.includes(name);
    const isAllowed =
      total("weight") <= weightLimit &&
      total("volume") <= volumeLimit &&
      clashes.every(([first, second]) => !has(first) || !has(second)) &&
      needs.every(([first, second]) => !has(first) || has(second));
    return isAllowed && total("value") === answer.value && answer.value === new Search(instance).best ? 1 : 0;
  }

  /** Nodes of a search by branch and bound with the relaxation to one limit and parts of items. */
  override hardness(instance: Case): number {
    return new Search(instance).nodes;
  }
}
