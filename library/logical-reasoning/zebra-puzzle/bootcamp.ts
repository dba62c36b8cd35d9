import { at, Bootcamp, type Card, fencedBlock, grid, range, type Rng, text } from "campforge/bootcamp";

type Relation = "same" | "differ" | "left" | "beside" | "before" | "gap";

/** Between two things by their names, or between one and a house counted from 1. */
type Clue =
  | { readonly relation: Relation; readonly first: string; readonly second: string }
  | { readonly relation: "at" | "away"; readonly first: string; readonly house: number };

type Voice = "street" | "detective" | "brief";

type Case = {
  readonly houses: number;
  /** What people differ in, and its values in alphabetical order. */
  readonly features: readonly { readonly feature: string; readonly values: readonly string[] }[];
  readonly clues: readonly Clue[];
  readonly voice: Voice;
};

type Level = {
  readonly houses: number;
  readonly features: number;
  /** Of ten clues, how many say that two things go together or name a house. */
  readonly plain: number;
};

const VOICES: readonly Voice[] = ["street", "detective", "brief"];

/** Each feature with its values, and how somebody is spoken of by a value. */
const FEATURES: readonly {
  readonly feature: string;
  readonly values: readonly string[];
  readonly person: (value: string) => string;
}[] = [
  {
    feature: "name",
    values: ["Anna", "Boris", "Clara", "David", "Elena", "Felix", "Greta", "Henry", "Ivan"],
    person: (value) => value,
  },
  {
    feature: "colour of the house",
    values: ["red", "blue", "green", "white", "yellow", "brown", "orange", "grey", "pink"],
    person: (value) => `the person in the ${value} house`,
  },
  {
    feature: "pet",
    values: ["dog", "cat", "horse", "parrot", "rabbit", "hamster", "goat", "snake", "turtle"],
    person: (value) => `the owner of the ${value}`,
  },
  {
    feature: "drink",
    values: ["tea", "coffee", "milk", "juice", "water", "cocoa", "cider", "lemonade", "beer"],
    person: (value) => `the person who drinks ${value}`,
  },
  {
    feature: "job",
    values: ["baker", "doctor", "teacher", "pilot", "lawyer", "plumber", "writer", "farmer", "tailor"],
    person: (value) => `the ${value}`,
  },
  {
    feature: "instrument",
    values: ["piano", "violin", "flute", "guitar", "drums", "harp", "trumpet", "cello", "oboe"],
    person: (value) => `the person who plays the ${value}`,
  },
  {
    feature: "sport",
    values: ["tennis", "golf", "chess", "rowing", "judo", "hockey", "cricket", "fencing", "polo"],
    person: (value) => `the person whose sport is ${value}`,
  },
];

/** Tries of a search after which it is given up. */
const MOST_TRIES = 120;

const HOLDS: Readonly<Record<Relation, (first: number, second: number) => boolean>> = {
  same: (first, second) => first === second,
  differ: (first, second) => first !== second,
  left: (first, second) => second - first === 1,
  beside: (first, second) => Math.abs(second - first) === 1,
  before: (first, second) => first < second,
  gap: (first, second) => Math.abs(second - first) === 2,
};

type Houses = ReadonlyMap<string, number>;

/** Whether a clue agrees with the houses, from 1, of all things. */
function holds(clue: Clue, houses: Houses): boolean {
  const first = houses.get(clue.first) ?? 0;
  if ("house" in clue) return (first === clue.house) === (clue.relation === "at");
  return HOLDS[clue.relation](first, houses.get(clue.second) ?? 0);
}

/** The houses, as bits, that a relation leaves to one side when the other side has these. */
function supported(relation: Relation, other: number, side: "first" | "second", all: number): number {
  const isSingle = (other & (other - 1)) === 0;
  switch (relation) {
    case "same":
      return other;
    case "differ":
      return isSingle ? all & ~other : all;
    case "left":
      return side === "second" ? (other << 1) & all : other >> 1;
    case "beside":
      return ((other << 1) | (other >> 1)) & all;
    case "gap":
      return ((other << 2) | (other >> 2)) & all;
    case "before": {
      const highest = 2 ** (31 - Math.clz32(other));
      return side === "second" ? all & ~((other & -other) * 2 - 1) : highest - 1;
    }
  }
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

type Puzzle = Omit<Case, "voice">;

/** Narrows down the houses of every thing, clue by clue, and tries one where that gives out. */
class Search {
  readonly #puzzle: Puzzle;
  readonly #items: readonly string[];
  readonly #groups: readonly (readonly number[])[];
  readonly #clues: readonly { readonly relation: Relation; readonly first: number; readonly second: number }[];
  readonly #all: number;
  /** How often something was ruled out, under suppositions that failed as well. */
  steps = 0;
  tries = 0;

  constructor(puzzle: Puzzle) {
    this.#puzzle = puzzle;
    this.#all = 2 ** puzzle.houses - 1;
    this.#items = puzzle.features.flatMap(({ values }) => values);
    const index = new Map(this.#items.map((item, place) => [item, place]));
    this.#groups = puzzle.features.map(({ values }) => values.map((value) => index.get(value) ?? 0));
    this.#clues = puzzle.clues.flatMap((clue) =>
      "house" in clue
        ? []
        : [
            {
              relation: clue.relation,
              first: index.get(clue.first) ?? 0,
              second: index.get(clue.second) ?? 0,
            },
          ],
    );
  }

  /** The first solutions, at most `most`; undefined when the search is given up. */
  solutions(most: number): readonly Houses[] | undefined {
    const found: Houses[] = [];
    const visit = (left: number[]): boolean => {
      if (!this.#narrow(left)) return true;
      let next = -1;
      let fewest = Infinity;
      left.forEach((houses, item) => {
        const count = countBits(houses);
        if (count > 1 && count < fewest) [next, fewest] = [item, count];
      });
      if (next < 0)
        found.push(new Map(this.#items.map((item, place) => [item, Math.log2(at(left, place)) + 1])));
      if (next < 0 || found.length === most) return true;
      for (const house of range(this.#puzzle.houses)) {
        if (((at(left, next) >> house) & 1) === 0) continue;
        if (++this.tries > MOST_TRIES) return false;
        if (!visit(left.with(next, 1 << house))) return false;
        if (found.length === most) return true;
      }
      return true;
    };
    const start = this.#items.map((item) =>
      this.#puzzle.clues.reduce((left, clue) => {
        if (clue.first !== item || !("house" in clue)) return left;
        const house = 1 << (clue.house - 1);
        return clue.relation === "at" ? left & house : left & ~house;
      }, this.#all),
    );
    return visit(start) ? found : undefined;
  }

  /** Rules out houses until no clue and no feature rules out more; false at a contradiction. */
  #narrow(left: number[]): boolean {
    let isMoving = true;
    const keep = (item: number, houses: number): void => {
      const before = at(left, item);
      if ((before & houses) === before) return;
      left[item] = before & houses;
      this.steps++;
      isMoving = true;
    };
    while (isMoving) {
      isMoving = false;
      for (const { relation, first, second } of this.#clues) {
        keep(second, supported(relation, at(left, first), "second", this.#all));
        keep(first, supported(relation, at(left, second), "first", this.#all));
        if (left[first] === 0 || left[second] === 0) return false;
      }
      for (const group of this.#groups) {
        let once = 0;
        let twice = 0;
        for (const item of group) {
          const houses = at(left, item);
          twice |= once & houses;
          once |= houses;
          if ((houses & (houses - 1)) === 0) for (const other of group) if (other !== item) keep(other, ~houses);
        }
        if (once !== this.#all) return false;
        const only = once & ~twice;
        for (const item of group) if ((at(left, item) & only) !== 0) keep(item, only);
      }
      if (left.includes(0)) return false;
    }
    return true;
  }
}

/** A clue that is true; undefined where what was drawn is not. */
function drawClue(rng: Rng, { houses, features }: Puzzle, solution: Houses, plain: number): Clue | undefined {
  const [one, other] = rng.sample(features, 2);
  if (one === undefined || other === undefined) return undefined;
  const first = rng.choice(one.values);
  const second = rng.choice(rng.boolean(0.2) ? one.values : other.values);
  if (first === second) return undefined;
  if (rng.integer(1, 10) <= plain) {
    if (rng.boolean(0.2)) return { relation: "at", first, house: solution.get(first) ?? 0 };
    const match = other.values.find((value) => solution.get(value) === solution.get(first)) ?? second;
    return { relation: "same", first, second: match };
  }
  const relation = rng.weightedChoice<Relation | "away">([
    ["differ", 1],
    ["left", 2],
    ["beside", 3],
    ["before", 3],
    ["gap", 2],
    ["away", 1],
  ]);
  const clue: Clue =
    relation === "away" ? { relation, first, house: rng.integer(1, houses) } : { relation, first, second };
  // That two values of one feature are in different houses goes without saying.
  const isEmpty = relation === "differ" && one.values.includes(second);
  return holds(clue, solution) && !isEmpty ? clue : undefined;
}

/** Adds clues, each of which another solution does not agree with, until there is none; then leaves out what it can. */
function drawClues(rng: Rng, puzzle: Puzzle, solution: Houses, plain: number): readonly Clue[] | undefined {
  let clues: readonly Clue[] = [];
  for (;;) {
    const solutions = new Search({ ...puzzle, clues }).solutions(2);
    if (solutions === undefined) return undefined;
    const other = solutions.find((one) => [...one].some(([item, house]) => solution.get(item) !== house));
    if (other === undefined) break;
    for (let isAdded = false; !isAdded;) {
      const clue = drawClue(rng, puzzle, solution, plain);
      isAdded = clue !== undefined && !holds(clue, other);
      if (clue !== undefined && isAdded) clues = [...clues, clue];
    }
  }
  for (const clue of rng.shuffle(clues)) {
    const fewer = clues.filter((one) => one !== clue);
    if (new Search({ ...puzzle, clues: fewer }).solutions(2)?.length === 1) clues = fewer;
  }
  return rng.shuffle(clues);
}

function personOf(value: string): string {
  return FEATURES.find(({ values }) => values.includes(value))?.person(value) ?? value;
}

function words(clue: Clue): string {
  const first = personOf(clue.first);
  const start = `${first.charAt(0).toUpperCase()}${first.slice(1)}`;
  if ("house" in clue) return `${start} ${clue.relation === "at" ? "lives" : "does not live"} in house ${clue.house}.`;
  const second = personOf(clue.second);
  const verb = {
    same: "is",
    differ: "is not",
    left: "lives directly to the left of",
    beside: "lives next door to",
    before: "lives somewhere to the left of",
    gap: "lives two houses away, to the left or to the right, from",
  }[clue.relation];
  return `${start} ${verb} ${second}.`;
}

export default class ZebraPuzzle extends Bootcamp<Case, readonly (readonly string[])[], Level> {
  static readonly card: Card<Level> = {
    name: "ZebraPuzzle",
    slug: "zebra-puzzle",
    title: "Zebra Puzzle",
    domain: "logical-reasoning",
    description:
      "People live in a row of houses and differ in name, colour of the house, pet, drink and more. From clues about who is who and who lives where it is to be found out what belongs to each house. There is exactly one solution, and no clue can be left out; harder puzzles have more houses and features and fewer plain clues.",
    answerFormat: "a fenced block with one house per line, its values separated by spaces",
    parameters: {
      houses: { meaning: "houses in the row", min: 3, max: 9 },
      features: { meaning: "features in which the people differ, the name among them", min: 2, max: 7 },
      plain: { meaning: "of ten clues, how many say that two things go together or name a house", min: 0, max: 10 },
    },
    levels: [
      { houses: 4, features: 3, plain: 5 },
      { houses: 5, features: 4, plain: 5 },
      { houses: 5, features: 6, plain: 4 },
      { houses: 6, features: 6, plain: 4 },
      { houses: 7, features: 6, plain: 2 },
    ],
  };

  readonly answerFormat = fencedBlock(grid(text({ letterCase: "lower" })));

  caseGenerator(rng: Rng, level: Level): Case {
    const chosen = [at(FEATURES, 0), ...rng.sample(FEATURES.slice(1), level.features - 1)];
    const features = chosen.map(({ feature, values }) => ({
      feature,
      values: rng.sample(values, level.houses).toSorted(),
    }));
    const puzzle: Puzzle = { houses: level.houses, features, clues: [] };
    for (;;) {
      const solution = new Map(
        features.flatMap(({ values }) => rng.shuffle(values).map((value, index) => [value, index + 1] as const)),
      );
      const clues = drawClues(rng, puzzle, solution, level.plain);
      if (clues !== undefined) return { ...puzzle, clues, voice: rng.choice(VOICES) };
    }
  }

  promptFunc({ houses, features, clues, voice }: Case): string {
    const opening = {
      street: `In a street stand ${houses} houses in a row, numbered 1 to ${houses} from left to right. In each lives one person, and no two people have the same value of any of these features:`,
      detective: `A detective has a list of clues about the ${houses} people who live in ${houses} houses side by side, house 1 at the left and house ${houses} at the right, one person to a house. Every value below belongs to exactly one of them:`,
      brief: `${houses} houses, numbered 1 to ${houses} from left to right; one person in each. Each value is used exactly once:`,
    }[voice];
    return [
      opening,
      ...features.map(({ feature, values }) => `- ${feature}: ${values.join(", ")}`),
      "",
      "Clues:",
      ...clues.map((clue, index) => `${index + 1}. ${words(clue)}`),
      "",
      '"Next door" means in a neighbouring house on either side; "two houses away" means that exactly one house stands between.',
      "",
      `Exactly one arrangement agrees with all clues. Write it with one line for each house, from house 1 to house ${houses}, and on each line the values of that house in the order ${features.map(({ feature }) => feature).join(", ")}, with spaces between them and nothing else.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const [solution] = new Search(instance).solutions(1) ?? [];
    const rows = range(1, instance.houses + 1).map((house) =>
      instance.features.map(({ values }) => values.find((value) => solution?.get(value) === house) ?? "?").join(" "),
    );
    return this.answerFormat.wrap(rows.join("\n"));
  }

  verifyCorrection(answer: readonly (readonly string[])[], { houses, features, clues }: Case): number {
    if (answer.length !== houses || answer.some((row) => row.length !== features.length)) return 0;
    const solution = new Map(
      features.flatMap(({ values }, column) =>
        values.map((value) => [value, answer.findIndex((row) => row[column] === value.toLowerCase()) + 1] as const),
      ),
    );
    // As many values as houses, each found in a house: then each house has one value of each feature.
    const isComplete = [...solution.values()].every((house) => house > 0);
    return isComplete && clues.every((clue) => holds(clue, solution)) ? 1 : 0;
  }

  /** How often a search rules something out until it knows the only solution, under false suppositions as well. */
  override hardness(instance: Case): number {
    const search = new Search(instance);
    search.solutions(2);
    return search.steps;
  }
}
