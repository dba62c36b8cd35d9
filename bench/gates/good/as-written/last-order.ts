import { at, Bootcamp, type Card, choiceOf, finalLine, range, type Rng, setOf, textTable } from "campforge/bootcamp";

type Voice = "restaurant" | "exercise" | "brief";

type Kitchen = {
  /** Units of each ingredient. */
  readonly stock: readonly number[];
  /** For each dish the units of each ingredient that it needs. */
  readonly menu: readonly (readonly number[])[];
};

type Case = Kitchen & {
  readonly ingredients: readonly string[];
  readonly voice: Voice;
};

type Level = {
  readonly ingredients: number;
  readonly dishes: number;
  readonly fewest: number;
  readonly most: number;
};

const VOICES: readonly Voice[] = ["restaurant", "exercise", "brief"];
const DISHES = ["A", "B", "C", "D", "E", "F", "G", "H"] as const;
const INGREDIENTS: readonly string[] = ["eggs", "rice", "beans", "leeks", "cheese", "flour", "mushrooms", "butter", "lentils", "tomatoes"];
const MOST_TRIES = 200;

/** The dishes that win as a first order, and how many positions the game has. */
type Outcome = { readonly winners: readonly number[]; readonly positions: number };

/** Plays the game out; undefined where it has more positions than it may have. A position is a stock and the last order. */
function analyse({ stock, menu }: Kitchen, most = Infinity, mayRepeat = false): Outcome | undefined {
  // A stock as one number, each ingredient a digit of it.
  const weights: number[] = [];
  let count = 1;
  for (const units of stock) {
    weights.push(count);
    count *= units + 1;
  }
  const codeOf = (units: readonly number[]): number =>
    units.reduce((sum, unit, kind) => sum + unit * at(weights, kind), 0);
  const costs = menu.map(codeOf);
  const width = menu.length + 1;
  // 0: not yet known, 1: the guest to order wins, 2: loses.
  const known = new Int8Array(count * width);
  const left = [...stock];
  let positions = 0;
  /** The dishes whose order wins for the guest to order. */
  const winnersAt = (code: number, last: number): number[] => {
    positions++;
    if (positions > most) return [];
    const winners: number[] = [];
    for (let dish = 0; dish < menu.length; dish++) {
      const needs = menu[dish];
      if ((dish === last && !mayRepeat) || needs.some((need, kind) => need > left[kind])) continue;
      const next = code - costs[dish];
      const index = next * width + (mayRepeat ? 0 : dish + 1);
      if (known[index] === 0) {
        for (let kind = 0; kind < left.length; kind++) left[kind] -= needs[kind];
        known[index] = winnersAt(next, dish).length > 0 ? 1 : 2;
        for (let kind = 0; kind < left.length; kind++) left[kind] += needs[kind];
      }
      if (known[index] === 2) winners.push(dish);
    }
    return winners;
  };
  const winners = winnersAt(codeOf(stock), -1);
  return positions > most ? undefined : { winners, positions };
}

/** The letters of the first orders that win. */
function solve(kitchen: Kitchen): readonly string[] {
  return analyse(kitchen)?.winners.map((dish) => at(DISHES, dish)) ?? [];
}

/** Dishes that all differ; each ingredient is needed by two of them at least. */
function drawMenu(rng: Rng, { ingredients, dishes }: Level): readonly (readonly number[])[] {
  for (;;) {
    const menu = new Map<string, readonly number[]>();
    while (menu.size < dishes) {
      const needs = range(ingredients).map(() =>
        rng.weightedChoice([
          [0, 4],
          [1, 3],
          [2, 3],
          [3, 1],
        ]),
      );
      const total = needs.reduce((sum, need) => sum + need, 0);
      if (total >= 2 && total <= 5) menu.set(needs.join(), needs);
    }
    const drawn = [...menu.values()];
    const isUsed = range(ingredients).every((kind) => drawn.filter((needs) => at(needs, kind) > 0).length > 1);
    if (isUsed) return drawn;
  }
}

export default class LastOrder extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "LastOrder",
    slug: "last-order",
    title: "Last Order",
    domain: "mathematical-modelling",
    description:
      "Two guests order dishes in turn from a pantry whose stock is used up, and no dish may be ordered twice in a row. A guest who cannot order loses. All first orders that win under best play are asked for. Harder cases have more ingredients, dishes and stock, and so a game with more positions.",
    answerFormat: "the letters of the winning first orders in any order, or none, on a last line `Answer: A, C`",
    parameters: {
      ingredients: { meaning: "ingredients in the pantry", min: 2, max: 5 },
      dishes: { meaning: "dishes on the menu", min: 4, max: 8 },
      fewest: { meaning: "positions that the game has at the least", min: 20, max: 2000 },
      most: { meaning: "positions that the game has at the most", min: 40, max: 3000 },
    },
    levels: [
      { ingredients: 2, dishes: 5, fewest: 40, most: 80 },
      { ingredients: 3, dishes: 5, fewest: 120, most: 210 },
      { ingredients: 3, dishes: 6, fewest: 280, most: 450 },
      { ingredients: 4, dishes: 7, fewest: 600, most: 950 },
      { ingredients: 4, dishes: 8, fewest: 1300, most: 2000 },
    ],
  };

  readonly answerFormat = finalLine(setOf(choiceOf(DISHES)));

  caseGenerator(rng: Rng, level: Level): Case {
    const ingredients = rng.sample(INGREDIENTS, level.ingredients);
    const voice = rng.choice(VOICES);
    // How many first orders are to win; the last stands for three or more.
    const wanted = rng.weightedChoice([
      [0, 8],
      [1, 27],
      [2, 35],
      [3, 30],
    ]);
    let spare: Kitchen | undefined;
    for (let tries = 0; ; tries++) {
      if (tries >= MOST_TRIES && spare !== undefined) return { ...spare, ingredients, voice };
      const menu = drawMenu(rng, level);
      // At first every dish can be ordered; then the stock grows.
      const stock = range(level.ingredients).map((kind) => Math.max(...menu.map((needs) => at(needs, kind))));
      for (;;) {
        const kitchen = { stock: [...stock], menu };
        const outcome = analyse(kitchen, level.most);
        if (outcome === undefined) break;
        if (outcome.positions >= level.fewest) {
          const { winners } = outcome;
          const isWanted = Math.min(3, winners.length) === wanted && winners.length < level.dishes;
          if (isWanted && analyse(kitchen, Infinity, true)?.winners.join() !== winners.join())
            return { ...kitchen, ingredients, voice };
          spare ??= kitchen;
        }
        const kind = rng.integer(0, level.ingredients - 1);
        stock[kind] = at(stock, kind) + 1;
      }
    }
  }

  promptFunc({ ingredients, stock, menu, voice }: Case): string {
    const letters = DISHES.slice(0, menu.length);
    const opening = {
      restaurant: "It is late in a small restaurant, and the pantry is nearly empty. Two guests make a game of ordering what is left.",
      exercise: `Two players, called guests, play a game with a stock of ${ingredients.length} ingredients and a menu of ${menu.length} dishes. Find out which first orders win.`,
      brief: "A game of ordering dishes from a limited stock: find all winning first moves.",
    }[voice];
    return [
      opening,
      "",
      "The pantry, and the units of each ingredient that each dish needs:",
      "",
      textTable(
        ["", ...ingredients],
        [["in the pantry", ...stock], ...menu.map((needs, dish) => [`dish ${at(letters, dish)}`, ...needs])],
      ),
      "",
      "Rules:",
      "1. The two guests order in turn, one dish at a time. Both know the stock, the menu and all orders.",
      "2. A dish can be ordered only if the pantry still holds all the units that it needs. These units are then used up.",
      "3. No dish may be ordered twice in a row: a guest may not order the dish that was ordered directly before, by the other guest. After a different dish has been ordered, it may be ordered again. The first order of the game may be any dish.",
      "4. A guest whose turn it is and who cannot order anything loses.",
      "",
      "A first order wins if the guest who places it can force a win from there, however well the other guest plays. Find every first order that wins.",
      "For example, with 4 eggs, a dish A that needs 1 egg and a dish B that needs 2, only A wins: the other guest must order B, then A is ordered again, and nothing is left. After B, however, the other guest orders A, and of the 1 egg left neither dish can be ordered, since A may not be repeated.",
      "",
      "Give the letters of all winning first orders, separated by commas, in any order. If no first order wins, answer none.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const winners = solve(instance);
    return this.answerFormat.wrap(winners.length === 0 ? "none" : winners.join(", "));
  }

  verifyCorrection(answer: readonly string[], instance: Case): number {
    return answer.join() === solve(instance).join() ? 1 : 0;
  }

  /** Positions of the game: stocks with a last order that can be reached. */
  override hardness(instance: Case): number {
    return analyse(instance)?.positions ?? 0;
  }
}
