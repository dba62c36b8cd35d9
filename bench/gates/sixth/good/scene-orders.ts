import { at, Bootcamp, boxed, type Card, integer, range, type Rng } from "campforge/bootcamp";

/** Scenes are numbered by position in the list of names. */
type Play = {
  readonly scenes: readonly string[];
  /** Pairs of which the first must be rehearsed before the second. */
  readonly before: readonly (readonly [number, number])[];
  /** Pairs that may not be rehearsed one directly after the other. */
  readonly apart: readonly (readonly [number, number])[];
  /** Scenes that must be among so many first ones. */
  readonly early: readonly { readonly scene: number; readonly within: number }[];
};

type Case = Play & { readonly voice: "stage" | "count" };

type Level = {
  readonly scenes: number;
  readonly before: number;
  readonly apart: number;
  readonly early: number;
  readonly least: number;
};

const NAMES = ["Arrival", "Balcony", "Chapel", "Duel", "Feast", "Garden", "Harbour", "Letter", "Market", "Prison", "Quarrel", "Storm", "Trial", "Wedding"];
const MOST_TRIES = 80;

/** The number of orders, by the set of scenes so far and the last of them. */
function countOrders({ scenes, before, apart, early }: Play): number {
  const size = scenes.length;
  const needed = range(size).map((scene) =>
    before.reduce((set, [first, second]) => (second === scene ? set | (1 << first) : set), 0),
  );
  const barred = range(size).map((scene) =>
    apart.reduce((set, [one, other]) => set | (one === scene ? 1 << other : 0) | (other === scene ? 1 << one : 0), 0),
  );
  const latest = range(size).map((scene) => Math.min(size, ...early.filter((one) => one.scene === scene).map(({ within }) => within)));
  const ways = new Array<number>(size << size).fill(0);
  for (let set = 1; set < 1 << size; set++) {
    let place = 0;
    for (let scene = 0; scene < size; scene++) place += (set >> scene) & 1;
    for (let last = 0; last < size; last++) {
      const rest = set ^ (1 << last);
      if ((set & (1 << last)) === 0 || (at(needed, last) & ~rest) !== 0 || place > at(latest, last)) continue;
      let sum = rest === 0 ? 1 : 0;
      for (let previous = 0; previous < size; previous++) {
        if ((rest & (1 << previous)) === 0 || (at(barred, last) & (1 << previous)) !== 0) continue;
        sum += at(ways, rest * size + previous);
      }
      ways[set * size + last] = sum;
    }
  }
  return range(size).reduce((sum, last) => sum + at(ways, ((1 << size) - 1) * size + last), 0);
}

/** Rules that some order keeps. */
function drawPlay(rng: Rng, level: Level): Play {
  const hidden = rng.shuffle(range(level.scenes));
  const pairs = rng.shuffle(hidden.flatMap((first, place) => hidden.slice(place + 1).map((second): [number, number] => [first, second])));
  const isNext = ([first, second]: readonly [number, number]): boolean => hidden.indexOf(second) === hidden.indexOf(first) + 1;
  const before = pairs.slice(0, level.before);
  const apart = pairs
    .slice(level.before)
    .filter((pair) => !isNext(pair))
    .slice(0, level.apart)
    .map(([one, other]): [number, number] => (rng.boolean() ? [one, other] : [other, one]));
  const early = rng.sample(hidden, level.early).map((scene) => ({
    scene,
    within: rng.integer(Math.max(2, hidden.indexOf(scene) + 1), Math.max(level.scenes - 2, hidden.indexOf(scene) + 1)),
  }));
  return { scenes: rng.sample(NAMES, level.scenes), before, apart, early };
}

/** True where one scene comes before another by a chain of at least two pairs. */
function isImplied(before: Play["before"], [first, second]: readonly [number, number]): boolean {
  const reaches = (from: number, links: number): boolean =>
    (from === second && links > 1) || before.some(([one, next]) => one === from && reaches(next, links + 1));
  return reaches(first, 0);
}

/** True where each rule by itself rules some order out that the others allow. */
function isTight(play: Play, count: number): boolean {
  const without = <Rule>(rules: readonly Rule[], rule: Rule): readonly Rule[] => rules.filter((one) => one !== rule);
  return (
    play.before.every((rule) => countOrders({ ...play, before: without(play.before, rule) }) > count) &&
    play.apart.every((rule) => countOrders({ ...play, apart: without(play.apart, rule) }) > count) &&
    play.early.every((rule) => countOrders({ ...play, early: without(play.early, rule) }) > count)
  );
}

export default class SceneOrders extends Bootcamp<Case, number, Level> {
  static readonly card: Card<Level> = {
    name: "SceneOrders",
    slug: "scene-orders",
    title: "Scene Orders",
    domain: "logical-reasoning",
    description:
      "The scenes of a play are to be rehearsed one after the other under rules of order, distance and place, and the number of possible orders is asked for. Harder cases have more scenes and more rules.",
    answerFormat: "the number of orders as a whole number in \\boxed{}",
    parameters: {
      scenes: { meaning: "number of scenes", min: 4, max: 9 },
      before: { meaning: "pairs of which one comes before the other", min: 1, max: 9 },
      apart: { meaning: "pairs that are not rehearsed one directly after the other", min: 0, max: 9 },
      early: { meaning: "scenes with a latest place", min: 0, max: 4 },
      least: { meaning: "orders at the least", min: 1, max: 500 },
    },
    levels: [
      { scenes: 6, before: 3, apart: 1, early: 1, least: 14 },
      { scenes: 7, before: 3, apart: 2, early: 1, least: 20 },
      { scenes: 7, before: 4, apart: 3, early: 2, least: 20 },
      { scenes: 8, before: 5, apart: 4, early: 2, least: 30 },
      { scenes: 9, before: 6, apart: 5, early: 2, least: 50 },
    ],
  };

  readonly answerFormat = boxed(integer());

  caseGenerator(rng: Rng, level: Level): Case {
    let play = drawPlay(rng, level);
    for (let tried = 1; tried < MOST_TRIES; tried++) {
      const { before } = play;
      const count = before.some((pair) => isImplied(before, pair)) ? 0 : countOrders(play);
      if (count >= level.least && isTight(play, count)) break;
      play = drawPlay(rng, level);
    }
    return { ...play, voice: rng.choice(["stage", "count"]) };
  }

  promptFunc({ scenes, before, apart, early, voice }: Case): string {
    const name = (scene: number): string => at(scenes, scene);
    const list = scenes.toSorted().join(", ");
    const opening =
      voice === "stage"
        ? `A company rehearses the ${scenes.length} scenes of a play in one day, each of them exactly once, one after the other: ${list}. The director has some wishes.`
        : `In how many orders can the ${scenes.length} scenes ${list} be rehearsed, each exactly once and one after the other, if all of the following rules are kept?`;
    return [
      opening,
      "",
      ...before.map(([first, second]) => `- ${name(first)} is rehearsed before ${name(second)}, directly or with other scenes between them.`),
      ...apart.map(([one, other]) => `- ${name(one)} and ${name(other)} are not rehearsed one directly after the other, in either order.`),
      ...early.map(({ scene, within }) => `- ${name(scene)} is one of the first ${within} scenes.`),
      "",
      ...(voice === "stage" ? ["Count the orders of all the scenes that keep every rule.", ""] : []),
      "Two orders are different if some scene stands at another place in them.",
      "Write the number of orders as a whole number.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(String(countOrders(instance)));
  }

  verifyCorrection(answer: number, instance: Case): number {
    return answer === countOrders(instance) ? 1 : 0;
  }

  /** Rules, and many times as many scenes. */
  override hardness({ scenes, before, apart, early }: Case): number {
    return 10 * scenes.length + before.length + apart.length + early.length;
  }
}
