import { at, Bootcamp, type Card, finalLine, list, modulo, range, type Rng, vocabulary } from "campforge/bootcamp";

type Kind = "plain" | "turn" | "swap";

type Child = { readonly name: string; readonly card: number; readonly kind: Kind };

type Case = {
  /** Clockwise round the circle. */
  readonly children: readonly Child[];
  readonly starter: string;
  readonly opening: number;
};

type Level = {
  readonly children: number;
  readonly largest: number;
  readonly turns: number;
  readonly swaps: number;
};

const NAMES = [
  "Ada", "Ben", "Cleo", "Dora", "Emil", "Fay", "Gus", "Hana", "Igor", "June", "Kofi", "Lena",
  "Milo", "Nora", "Otto", "Pia", "Quin", "Rosa", "Sven", "Tess", "Umar", "Vera", "Will", "Yara",
];

/** The names in the order in which the children leave. */
function leavingOrder({ children, starter, opening }: Case): readonly string[] {
  const circle = [...children];
  const order: string[] = [];
  let direction = 1;
  let place = circle.findIndex(({ name }) => name === starter);
  let count = opening;
  while (circle.length > 0) {
    place = modulo(place + direction * (count - 1), circle.length);
    const leaver = at(circle, place);
    order.push(leaver.name);
    circle.splice(place, 1);
    count = leaver.card;
    if (circle.length === 0) break;
    const behind = modulo(place - 1, circle.length);
    const ahead = modulo(place, circle.length);
    if (leaver.kind === "swap" && circle.length > 2) {
      const [one, other] = [at(circle, behind), at(circle, ahead)];
      circle[behind] = other;
      circle[ahead] = one;
    }
    if (leaver.kind === "turn") direction = -direction;
    place = direction > 0 ? ahead : behind;
  }
  return order;
}

/** How many places of the order would be the same without the cards that turn and swap. */
function sameWithoutKinds(instance: Case): number {
  const plain = instance.children.map((child): Child => ({ ...child, kind: "plain" }));
  const order = leavingOrder(instance);
  return leavingOrder({ ...instance, children: plain }).filter((name, index) => name === at(order, index)).length;
}

function drawCase(rng: Rng, level: Level): Case {
  const names = rng.sample(NAMES, level.children);
  const kinds = rng.shuffle(
    range(level.children).map((index): Kind => {
      if (index < level.turns) return "turn";
      return index < level.turns + level.swaps ? "swap" : "plain";
    }),
  );
  const children = names.map((name, index) => ({ name, card: rng.integer(2, level.largest), kind: at(kinds, index) }));
  return { children, starter: rng.choice(names), opening: rng.integer(3, level.largest) };
}

export default class CountingOut extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "CountingOut",
    slug: "counting-out",
    title: "Counting Out",
    domain: "algorithms",
    description:
      "Children in a circle are counted out, and each one who leaves sets the next count with a card; some cards turn the direction or make the two neighbours change places. The order in which they leave is asked for. Harder cases have more children, larger counts and more special cards.",
    answerFormat: "all names in the order of leaving, separated by commas, on a last line `Answer: …`",
    parameters: {
      children: { meaning: "number of children", min: 4, max: 24 },
      largest: { meaning: "largest number on a card", min: 4, max: 60 },
      turns: { meaning: "cards that turn the direction", min: 0, max: 10 },
      swaps: { meaning: "cards that make two neighbours change places", min: 0, max: 10 },
    },
    levels: [
      { children: 6, largest: 5, turns: 0, swaps: 0 },
      { children: 8, largest: 9, turns: 2, swaps: 0 },
      { children: 11, largest: 14, turns: 3, swaps: 3 },
      { children: 15, largest: 25, turns: 5, swaps: 5 },
      { children: 20, largest: 50, turns: 7, swaps: 7 },
    ],
  };

  readonly answerFormat = finalLine(list(vocabulary(NAMES)));

  caseGenerator(rng: Rng, level: Level): Case {
    for (let tried = 0; ; tried++) {
      const drawn = drawCase(rng, level);
      const isEasy = level.turns + level.swaps > 0 && sameWithoutKinds(drawn) * 2 > level.children;
      if (!isEasy || tried >= 200) return drawn;
    }
  }

  promptFunc({ children, starter, opening }: Case): string {
    const kinds = new Set(children.map(({ kind }) => kind));
    const signs: Record<Kind, string> = { plain: "", turn: " T", swap: " S" };
    return [
      `${children.length} children stand in a circle. Clockwise, with the card that each of them holds, they are:`,
      "",
      ...children.map(({ name, card, kind }) => `- ${name}: ${card}${signs[kind]}`),
      "",
      `They are counted out. The first count begins with ${starter}, who is counted as 1, goes clockwise, one child after another, and runs to ${opening}; children may be counted more than once. The child at whom a count ends leaves the circle. The next count runs to the number on the card of the child who has just left. It begins, as 1, with the child who now stands next to the gap in the direction of counting. This goes on until all have left, the last child as well.`,
      ...(kinds.has("turn")
        ? ["When a child leaves whose card bears a T, the direction of counting is reversed before the next count begins, and the next count begins with the child next to the gap in the new direction."]
        : []),
      ...(kinds.has("swap")
        ? ["When a child leaves whose card bears an S, the two children on either side of the gap change places, if at least three children are left, and only then does the next count begin, with the child who now stands next to the gap in the direction of counting."]
        : []),
      "",
      `In which order do the children leave? Give all ${children.length} names, the first to leave first, separated by commas. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(leavingOrder(instance).join(", "));
  }

  verifyCorrection(answer: readonly string[], instance: Case): number {
    return answer.join() === leavingOrder(instance).join() ? 1 : 0;
  }

  /** Children to be counted out, those with special cards twice. */
  override hardness({ children }: Case): number {
    return children.length + children.filter(({ kind }) => kind !== "plain").length;
  }
}
