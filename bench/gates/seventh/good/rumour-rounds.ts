import { at, Bootcamp, type Card, range, type Rng, setOf, sortNumbers, tagged, text } from "campforge/bootcamp";

type Kind = "follower" | "contrarian" | "stalwart";

type Villager = {
  readonly name: string;
  readonly kind: Kind;
  /** Positions of the villagers that this one asks. */
  readonly asks: readonly number[];
  readonly threshold: number;
  /** Whether the rumour is believed before the first round. */
  readonly starts: boolean;
};

type Case = { readonly villagers: readonly Villager[]; readonly rounds: number };

type Level = {
  readonly villagers: number;
  readonly mostAsked: number;
  readonly rounds: number;
  readonly contrarians: number;
};

const NAMES = [
  "Abel", "Berta", "Cosmo", "Dora", "Emil", "Frida", "Gregor", "Hilda", "Ivo", "Jutta", "Kaspar", "Lena", "Moritz",
  "Nora", "Otto", "Paula", "Quentin", "Rosa",
];

/** Draws after which the village that settles last is taken. */
const MOST_DRAWS = 300;

/** Who believes after a round, from who believed before it. */
function nextBelief(villagers: readonly Villager[], belief: readonly boolean[]): readonly boolean[] {
  return villagers.map(({ kind, asks, threshold }, villager) => {
    const heard = asks.filter((other) => at(belief, other)).length;
    if (kind === "contrarian") return heard < threshold;
    if (kind === "stalwart" && at(belief, villager)) return true;
    return heard >= threshold;
  });
}

/** Who believes before the first round and after each of them. */
function history({ villagers, rounds }: Case): readonly (readonly boolean[])[] {
  const states: (readonly boolean[])[] = [villagers.map(({ starts }) => starts)];
  for (let round = 0; round < rounds; round++) states.push(nextBelief(villagers, at(states, round)));
  return states;
}

/** The names of those that believe in the end. */
function believers(instance: Case): readonly string[] {
  const last = at(history(instance), instance.rounds);
  return instance.villagers.filter((_, villager) => at(last, villager)).map(({ name }) => name);
}

/** How many rounds go by before a state comes again: all of them where none does. */
function unsettledRounds(instance: Case): number {
  const seen = new Set<string>();
  for (const state of history(instance)) {
    const key = state.join();
    if (seen.has(key)) break;
    seen.add(key);
  }
  return seen.size - 1;
}

function drawVillage(rng: Rng, level: Level): Case {
  const names = rng.sample(NAMES, level.villagers);
  const kinds: Kind[] = rng.shuffle(
    range(level.villagers).map((index) => {
      if (index < level.contrarians) return "contrarian";
      return index < level.contrarians + Math.ceil(level.villagers / 5) ? "stalwart" : "follower";
    }),
  );
  const villagers = names.map((name, villager) => {
    const others = range(names.length).filter((other) => other !== villager);
    const asks = sortNumbers(rng.sample(others, rng.integer(2, level.mostAsked)));
    return {
      name,
      kind: at(kinds, villager),
      asks,
      threshold: rng.integer(1, asks.length),
      starts: rng.boolean(0.4),
    };
  });
  return { villagers, rounds: level.rounds };
}

/** True where neither nearly nobody nor nearly everybody believes in the end. */
function isMixed(instance: Case): boolean {
  const count = believers(instance).length;
  return count >= 2 && count <= instance.villagers.length - 2;
}

export default class RumourRounds extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "RumourRounds",
    slug: "rumour-rounds",
    title: "Rumour Rounds",
    domain: "logical-reasoning",
    description:
      "Villagers of three kinds ask some of the others whether they believe a rumour, and make up their minds by a threshold, all at once, for a number of rounds. The set of those who believe it in the end is asked for. Harder cases have more villagers and more rounds before the village settles.",
    answerFormat: "the names of those who believe in the end, in any order, between <answer> tags",
    parameters: {
      villagers: { meaning: "number of villagers", min: 6, max: 18 },
      mostAsked: { meaning: "villagers that one of them asks at the most", min: 2, max: 5 },
      rounds: { meaning: "number of rounds", min: 1, max: 12 },
      contrarians: { meaning: "number of contrarians", min: 0, max: 8 },
    },
    levels: [
      { villagers: 8, mostAsked: 3, rounds: 2, contrarians: 2 },
      { villagers: 9, mostAsked: 3, rounds: 4, contrarians: 3 },
      { villagers: 11, mostAsked: 4, rounds: 6, contrarians: 4 },
      { villagers: 13, mostAsked: 4, rounds: 8, contrarians: 5 },
      { villagers: 15, mostAsked: 5, rounds: 10, contrarians: 6 },
    ],
  };

  readonly answerFormat = tagged(setOf(text()));

  caseGenerator(rng: Rng, level: Level): Case {
    let best = drawVillage(rng, level);
    let longest = -1;
    for (let draw = 0; draw < MOST_DRAWS && longest < level.rounds; draw++) {
      const village = drawVillage(rng, level);
      const unsettled = unsettledRounds(village);
      if (unsettled <= longest || !isMixed(village)) continue;
      best = village;
      longest = unsettled;
    }
    return best;
  }

  promptFunc({ villagers, rounds }: Case): string {
    const nameOf = (villager: number): string => at(villagers, villager).name;
    const rows = villagers.map(
      ({ name, kind, asks, threshold, starts }) =>
        `- ${name}: ${kind}, threshold ${threshold}, asks ${asks.map(nameOf).join(", ")}; ${starts ? "believes" : "does not believe"} at the start`,
    );
    return [
      `A rumour goes round a village of ${villagers.length} people. At any time each of them either believes it or does not. In each round every villager asks some fixed others whether they believe it and then makes up his or her mind by a personal threshold:`,
      "- A follower believes after the round if at least as many of those asked as the threshold says believed before it, and otherwise does not.",
      "- A contrarian believes after the round if fewer of those asked than the threshold says believed before it, and otherwise does not.",
      "- A stalwart who believed before the round believes after it, whatever the others say; one who did not decides as a follower does.",
      "Everybody decides at the same time: what counts is who believed before the round, never what somebody has decided in the same round. Followers and contrarians take no account of what they believed themselves.",
      "",
      "The villagers:",
      ...rows,
      "",
      `Who believes the rumour after ${rounds} rounds?`,
      "",
      "Give the names of all who do, and of nobody else, in any order, separated by commas, for instance Wilma, Xaver, Zora.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(believers(instance).join(", "));
  }

  verifyCorrection(answer: readonly string[], instance: Case): number {
    const truth = new Set(believers(instance));
    return answer.length === truth.size && answer.every((name) => truth.has(name)) ? 1 : 0;
  }

  /** Changes of mind in all rounds together. */
  override hardness(instance: Case): number {
    const states = history(instance);
    return states
      .slice(1)
      .reduce(
        (sum, state, round) => sum + state.filter((belief, villager) => belief !== at(at(states, round), villager)).length,
        0,
      );
  }
}
