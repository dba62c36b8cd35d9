import { at, Bootcamp, boxed, type Card, choiceOf, either, gcd, integer, range, type Rng, textTable } from "campforge/bootcamp";

type Lamp = {
  /** The second in which the lamp is lit for the first time. */
  readonly first: number;
  /** Seconds for which it stays lit. */
  readonly lit: number;
  /** Seconds from one lighting up to the next. */
  readonly period: number;
};

type Case = { readonly lamps: readonly Lamp[]; readonly run: number; readonly voice: Voice };

type Voice = "pilot" | "plain";

type Level = {
  readonly lamps: number;
  readonly run: number;
  readonly longestLit: number;
  readonly earliest: number;
  readonly latest: number;
};

type Answer = number | "never";

/** Divisors of 27,720, so that the pattern of all lamps together repeats soon enough. */
const PERIODS = [6, 7, 8, 9, 10, 11, 12, 14, 15, 18, 20, 21, 22, 24, 28, 30, 33, 35, 36];

/** About one case in six has no such second. */
const SHARE_OF_NEVER = 1 / 6;

/** Draws after which the last one is taken as it is. */
const MOST_TRIES = 300;

const NAMES = ["North Pier", "Old Mole", "Gull Rock", "Customs House", "Slipway", "South Bar"];

const isLit = ({ first, lit, period }: Lamp, second: number): boolean =>
  second >= first && (second - first) % period < lit;

/** The first second that begins `run` seconds in which every lamp is lit, or "never". */
function firstCommon({ lamps, run }: Pick<Case, "lamps" | "run">): Answer {
  const repeat = lamps.reduce((whole, { period }) => (whole / gcd(whole, period)) * period, 1);
  const settled = Math.max(...lamps.map(({ first }) => first));
  let inRow = 0;
  for (let second = 0; second < settled + 2 * repeat; second++) {
    inRow = lamps.every((lamp) => isLit(lamp, second)) ? inRow + 1 : 0;
    if (inRow === run) return second - run + 1;
  }
  return "never";
}

/** Lamps at random; where a second is given, all are lit from then on for the run. */
function drawLamps(rng: Rng, level: Level, common: number | undefined): readonly Lamp[] {
  return rng.sample(PERIODS, level.lamps).map((period) => {
    const lit = rng.integer(level.run, Math.max(level.run, Math.min(level.longestLit, Math.floor(period / 2))));
    if (common === undefined) return { first: rng.integer(0, period - 1), lit, period };
    const before = common - rng.integer(0, lit - level.run);
    return { first: before % period, lit, period };
  });
}

export default class HarbourLights extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "HarbourLights",
    slug: "harbour-lights",
    title: "Harbour Lights",
    domain: "mathematical-modelling",
    description:
      "Lamps of a harbour flash with different periods. Asked for is the first second from which all of them are lit together for a given number of seconds, or that this never happens. Harder cases have more lamps, longer runs and a later first second.",
    answerFormat: "a whole number of seconds or the word never, in \\boxed{}",
    parameters: {
      lamps: { meaning: "number of lamps", min: 2, max: 6 },
      run: { meaning: "seconds in a row in which all lamps are to be lit", min: 1, max: 4 },
      longestLit: { meaning: "seconds for which a lamp stays lit, at the most", min: 1, max: 9 },
      earliest: { meaning: "least second that is the answer, where there is one", min: 1, max: 4_000 },
      latest: { meaning: "greatest second that is the answer", min: 50, max: 27_000 },
    },
    levels: [
      { lamps: 2, run: 1, longestLit: 2, earliest: 20, latest: 300 },
      { lamps: 3, run: 1, longestLit: 3, earliest: 60, latest: 1_500 },
      { lamps: 3, run: 2, longestLit: 4, earliest: 200, latest: 4_000 },
      { lamps: 4, run: 2, longestLit: 5, earliest: 500, latest: 9_000 },
      { lamps: 5, run: 3, longestLit: 7, earliest: 1_500, latest: 27_000 },
    ],
  };

  readonly answerFormat = boxed(either(choiceOf(["never"]), integer({ min: 0 })));

  caseGenerator(rng: Rng, level: Level): Case {
    const wantsNever = rng.boolean(SHARE_OF_NEVER);
    const voice = rng.choice<Voice>(["pilot", "plain"]);
    for (let tried = 0; ; tried++) {
      const common = wantsNever ? undefined : rng.integer(level.earliest, level.latest);
      const lamps = drawLamps(rng, level, common);
      const found = firstCommon({ lamps, run: level.run });
      const fits = found === "never" ? wantsNever : !wantsNever && found >= level.earliest && found <= level.latest;
      if (fits || tried >= MOST_TRIES) return { lamps, run: level.run, voice };
    }
  }

  promptFunc({ lamps, run, voice }: Case): string {
    const span = run === 1 ? "in that second" : `in that second and in the next ${run === 2 ? "one" : run - 1}, ${run} seconds in a row`;
    const table = textTable(
      ["lamp", "first lit in second", "stays lit (s)", "period (s)"],
      range(lamps.length).map((index) => {
        const { first, lit, period } = at(lamps, index);
        return [at(NAMES, index), first, lit, period];
      }),
    );
    const opening = {
      pilot: `A pilot watches the ${lamps.length} lamps of a harbour and wants to take a photograph with all of them lit.`,
      plain: `There are ${lamps.length} lamps that flash, each with a period of its own.`,
    }[voice];
    return [
      opening,
      "",
      table,
      "",
      "Time is divided into seconds that are numbered 0, 1, 2, and so on. A lamp is dark until the second in which it is first lit. It is then lit for as many whole seconds as the table says (the first one included), dark for the rest of its period, lit again when the period is over, and so on for ever.",
      `Find the first second such that all lamps are lit ${span}. If there is no such second, the answer is the word never.`,
      "",
      `Give the number of the second alone, or never. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(String(firstCommon(instance)));
  }

  verifyCorrection(answer: Answer, instance: Case): number {
    return answer === firstCommon(instance) ? 1 : 0;
  }
}
