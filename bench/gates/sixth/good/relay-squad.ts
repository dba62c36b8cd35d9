import { at, Bootcamp, boxed, type Card, integer, list, range, record, type Rng, text, textTable } from "campforge/bootcamp";

type Swimmer = {
  readonly name: string;
  readonly club: string;
  /** Seconds for each leg. */
  readonly seconds: readonly number[];
};

type Case = {
  readonly swimmers: readonly Swimmer[];
  readonly legs: readonly string[];
  /** Seconds lost where a leg is followed by one of another club. */
  readonly handover: number;
  readonly perClub: number;
};

type Level = {
  readonly swimmers: number;
  readonly legs: number;
  readonly clubs: number;
  readonly perClub: number;
  readonly spread: number;
};

type Answer = { readonly total: number; readonly squad: readonly string[] };

const LEGS = ["backstroke", "breaststroke", "butterfly", "freestyle", "medley", "underwater", "clothed"];
const CLUBS = ["Otters", "Pikes", "Herons", "Newts"];
const NAMES = "ABCDEFGHIJKL";

/** Draws after which the last one is taken as it is. */
const MOST_TRIES = 60;

type Limits = Pick<Case, "handover" | "perClub">;

/** Seconds of a squad, given by positions, over all legs and handovers. */
function secondsOf({ swimmers }: Case, squad: readonly number[], handover: number): number {
  return squad.reduce((sum, one, leg) => {
    const changes = leg > 0 && at(swimmers, at(squad, leg - 1)).club !== at(swimmers, one).club;
    return sum + at(at(swimmers, one).seconds, leg) + (changes ? handover : 0);
  }, 0);
}

/** A quickest squad under limits that may differ from those of the case. */
function quickest(instance: Case, { handover, perClub }: Limits): readonly number[] {
  const { swimmers, legs } = instance;
  const leastBehind = legs.map((_, leg) =>
    range(leg, legs.length).reduce((sum, later) => sum + Math.min(...swimmers.map(({ seconds }) => at(seconds, later))), 0),
  );
  const byLeg = legs.map((_, leg) =>
    [...swimmers.entries()].toSorted(([, one], [, other]) => at(one.seconds, leg) - at(other.seconds, leg)),
  );
  let best: readonly number[] = [];
  let bestSeconds = Infinity;
  const go = (squad: readonly number[], used: number): void => {
    if (squad.length === legs.length) {
      bestSeconds = used;
      best = squad;
      return;
    }
    if (used + at(leastBehind, squad.length) >= bestSeconds) return;
    for (const [index, { club, seconds }] of at(byLeg, squad.length)) {
      const fromClub = squad.filter((one) => at(swimmers, one).club === club).length;
      if (squad.includes(index) || fromClub >= perClub) continue;
      const last = squad.at(-1);
      const lost = last !== undefined && at(swimmers, last).club !== club ? handover : 0;
      const after = used + at(seconds, squad.length) + lost;
      if (after < bestSeconds) go([...squad, index], after);
    }
  };
  go([], 0);
  return best;
}

/** The least seconds that a squad within all limits needs. */
const leastSeconds = (instance: Case): number => secondsOf(instance, quickest(instance, instance), instance.handover);

/** A squad leg by leg in the given order, the quickest swimmer who is left and allowed. */
function legByLeg(instance: Case, order: readonly number[]): readonly number[] {
  const { swimmers, perClub } = instance;
  const squad = new Map<number, number>();
  for (const leg of order) {
    const chosen = [...squad.values()];
    const allowed = range(swimmers.length).filter(
      (one) =>
        !chosen.includes(one) &&
        chosen.filter((other) => at(swimmers, other).club === at(swimmers, one).club).length < perClub,
    );
    const [quick = 0] = allowed.toSorted(
      (one, other) => at(at(swimmers, one).seconds, leg) - at(at(swimmers, other).seconds, leg),
    );
    squad.set(leg, quick);
  }
  return range(order.length).map((leg) => squad.get(leg) ?? 0);
}

/** True when no simple rule finds a quickest squad, nor one that forgets a limit. */
function isTricky(instance: Case): boolean {
  const { handover, legs } = instance;
  const least = leastSeconds(instance);
  const misses = (squad: readonly number[]): boolean => secondsOf(instance, squad, handover) !== least;
  return (
    misses(legByLeg(instance, range(legs.length))) &&
    misses(legByLeg(instance, range(legs.length).toReversed())) &&
    misses(quickest(instance, { ...instance, handover: 0 })) &&
    misses(quickest(instance, { ...instance, perClub: legs.length }))
  );
}

function drawCase(rng: Rng, level: Level): Case {
  const usual = range(level.legs).map(() => rng.integer(58, 75));
  const clubs = rng.sample(CLUBS, level.clubs);
  const members = rng.shuffle(range(level.swimmers).map((index) => at(clubs, index % level.clubs)));
  return {
    swimmers: members.map((club, index) => ({
      name: NAMES.charAt(index),
      club,
      seconds: usual.map((seconds) => seconds + rng.integer(0, level.spread)),
    })),
    legs: rng.sample(LEGS, level.legs),
    handover: rng.integer(2, 5),
    perClub: level.perClub,
  };
}

export default class RelaySquad extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "RelaySquad",
    slug: "relay-squad",
    title: "Relay Squad",
    domain: "mathematical-modelling",
    description:
      "Swimmers of several clubs, each with a time for every leg, are to be put into a relay. A handover between clubs costs time, and a club may send only so many. A quickest squad and its time are asked for; any quickest squad is correct. Harder cases have more swimmers, legs and clubs.",
    answerFormat: "record `total: …, squad: …` in \\boxed{}",
    parameters: {
      swimmers: { meaning: "swimmers to choose from", min: 4, max: 11 },
      legs: { meaning: "legs of the relay", min: 3, max: 7 },
      clubs: { meaning: "clubs they belong to", min: 2, max: 4 },
      perClub: { meaning: "swimmers of one club at the most", min: 1, max: 5 },
      spread: { meaning: "seconds by which the times for a leg differ, at the most", min: 3, max: 20 },
    },
    levels: [
      { swimmers: 5, legs: 3, clubs: 2, perClub: 2, spread: 8 },
      { swimmers: 6, legs: 4, clubs: 2, perClub: 2, spread: 9 },
      { swimmers: 7, legs: 5, clubs: 3, perClub: 2, spread: 10 },
      { swimmers: 8, legs: 6, clubs: 3, perClub: 2, spread: 12 },
      { swimmers: 10, legs: 6, clubs: 4, perClub: 2, spread: 12 },
    ],
  };

  readonly answerFormat = boxed(record({ total: integer(), squad: list(text({ letterCase: "upper", maxLength: 20 })) }));

  caseGenerator(rng: Rng, level: Level): Case {
    for (let tried = 0; ; tried++) {
      const drawn = drawCase(rng, level);
      if (tried >= MOST_TRIES || isTricky(drawn)) return drawn;
    }
  }

  promptFunc({ swimmers, legs, handover, perClub }: Case): string {
    const table = textTable(
      ["swimmer", "club", ...legs],
      swimmers.map(({ name, club, seconds }) => [name, club, ...seconds]),
    );
    return [
      `A relay has ${legs.length} legs, swum in this order: ${legs.join(", ")}. These ${swimmers.length} swimmers can be chosen; the table gives the seconds that each of them needs for each leg:`,
      "",
      table,
      "",
      "Rules:",
      "1. Each leg is swum by one swimmer, and nobody swims more than one leg.",
      `2. At most ${perClub} swimmers of the squad may be of the same club.`,
      `3. Where two legs that follow each other are swum by members of different clubs, the handover costs ${handover} seconds more. Between members of one club it costs nothing.`,
      "The total is the sum of the seconds of all legs and of all handovers.",
      "",
      "Find a squad with the least possible total. Only a squad with the least total is correct; if there are several, any of them will do.",
      "",
      `Give the total and the swimmers in the order of the legs, in the form: total: 200, squad: X, Y, Z (for three legs). ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const squad = quickest(instance, instance).map((one) => at(instance.swimmers, one).name);
    return this.answerFormat.wrap(`total: ${leastSeconds(instance)}, squad: ${squad.join(", ")}`);
  }

  verifyCorrection({ total, squad }: Answer, instance: Case): number {
    const { swimmers, legs, perClub, handover } = instance;
    const places = squad.map((name) => swimmers.findIndex((swimmer) => swimmer.name === name));
    if (places.length !== legs.length || places.includes(-1)) return 0;
    if (new Set(places).size < places.length) return 0;
    const clubs = places.map((place) => at(swimmers, place).club);
    if (clubs.some((club) => clubs.filter((other) => other === club).length > perClub)) return 0;
    const seconds = secondsOf(instance, places, handover);
    return total === seconds && seconds === leastSeconds(instance) ? 1 : 0;
  }
}
