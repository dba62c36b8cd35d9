/*
defect: tolerance
base: activity-mix.ts
what: The prompt says that an answer within 0.5 percent is right, but 5 percent are accepted.
needs: no model
*/
import { Bootcamp, boxed, type Card, decimal, isClose, type Rng, textTable } from "campforge/bootcamp";

type Portion = {
  readonly isotope: string;
  /** In megabecquerel, measured at the minute at which the portion is put in. */
  readonly activity: number;
  readonly minute: number;
};

/** Part of the well-mixed content that is taken out. */
type Removal = { readonly percent: number; readonly minute: number };

type Case = {
  readonly portions: readonly Portion[];
  readonly removals: readonly Removal[];
  /** The minute for which the activity is asked. */
  readonly end: number;
};

type Level = { readonly isotopes: number; readonly later: number; readonly removals: number };

/** Half-lives in minutes, rounded as tables of nuclear medicine print them; the prompt states them. */
const ISOTOPES: readonly { readonly name: string; readonly halfLife: number }[] = [
  { name: "nitrogen-13", halfLife: 9.97 },
  { name: "carbon-11", halfLife: 20.4 },
  { name: "gallium-68", halfLife: 67.7 },
  { name: "fluorine-18", halfLife: 109.8 },
  { name: "technetium-99m", halfLife: 360.6 },
  { name: "copper-64", halfLife: 762 },
];
const RELATIVE_TOLERANCE = 0.05;

const halfLifeOf = (isotope: string): number => ISOTOPES.find(({ name }) => name === isotope)?.halfLife ?? 1;

/** The share of an activity that is left after some minutes. */
const shareLeft = (isotope: string, minutes: number): number => 0.5 ** (minutes / halfLifeOf(isotope));

/** The activity in the flask at the end, portion by portion: decay and removals act on each alone. */
function finalActivity({ portions, removals, end }: Case): number {
  return portions.reduce((sum, { isotope, activity, minute }) => {
    const kept = removals
      .filter((removal) => removal.minute > minute)
      .reduce((share, { percent }) => share * (1 - percent / 100), 1);
    return sum + activity * shareLeft(isotope, end - minute) * kept;
  }, 0);
}

export default class ActivityMix extends Bootcamp<Case, number, Level> {
  static readonly card: Card<Level> = {
    name: "ActivityMix",
    slug: "activity-mix",
    title: "Activity of a Mixture",
    domain: "natural-science",
    description:
      "A flask holds short-lived isotopes with known half-lives. In harder cases more is put in later, and part of the well-mixed content is taken out. The total activity at a given minute is asked for, within half a percent.",
    answerFormat: "the activity in megabecquerel as a decimal number in \\boxed{}",
    parameters: {
      isotopes: { meaning: "different isotopes in the flask at the start", min: 1, max: 6 },
      later: { meaning: "portions that are put in later", min: 0, max: 6 },
      removals: { meaning: "times that part of the content is taken out", min: 0, max: 4 },
    },
    levels: [
      { isotopes: 2, later: 0, removals: 0 },
      { isotopes: 3, later: 1, removals: 0 },
      { isotopes: 3, later: 2, removals: 1 },
      { isotopes: 5, later: 3, removals: 3 },
    ],
  };

  readonly answerFormat = boxed(decimal());

  caseGenerator(rng: Rng, level: Level): Case {
    const chosen = rng.sample(ISOTOPES, level.isotopes).map(({ name }) => name);
    // No two events share a minute, so that their order is never in doubt.
    const minutes = rng.sample(
      Array.from({ length: 58 }, (_, place) => place + 2),
      level.later + level.removals,
    );
    const first = chosen.map((isotope): Portion => {
      return { isotope, activity: rng.integer(40, 900), minute: 0 };
    });
    const later = minutes.slice(0, level.later).map((minute): Portion => {
      return { isotope: rng.choice(chosen), activity: rng.integer(40, 900), minute };
    });
    const removals = minutes.slice(level.later).map((minute): Removal => {
      return { percent: rng.integer(2, 12) * 5, minute };
    });
    return {
      portions: [...first, ...later.toSorted((one, other) => one.minute - other.minute)],
      removals: removals.toSorted((one, other) => one.minute - other.minute),
      end: rng.integer(62, 150),
    };
  }

  promptFunc(instance: Case): string {
    const { portions, removals, end } = instance;
    const start = portions.filter(({ minute }) => minute === 0);
    const events = [
      ...portions
        .filter(({ minute }) => minute > 0)
        .map(({ isotope, activity, minute }) => ({
          minute,
          what: `${activity} MBq of ${isotope} (its activity at this minute) is put in.`,
        })),
      ...removals.map(({ percent, minute }) => ({
        minute,
        what: `${percent} percent of the content of the flask is taken out.`,
      })),
    ].toSorted((one, other) => one.minute - other.minute);
    const rows = start.map(({ isotope, activity }) => [
      isotope,
      `${activity} MBq`,
      `${halfLifeOf(isotope)} min`,
    ]);
    return [
      "A flask holds a solution of short-lived isotopes. At minute 0 the activities are:",
      "",
      textTable(["isotope", "activity at minute 0", "half-life"], rows),
      "",
      ...(events.length > 0
        ? ["Later:", ...events.map(({ minute, what }) => `- Minute ${minute}: ${what}`), ""]
        : []),
      "Rules:",
      "1. Each isotope decays with its half-life: the activity halves each time that many minutes have gone by.",
      "2. What the isotopes decay into is not radioactive.",
      "3. The solution is always well mixed: what is taken out holds the same share of every isotope.",
      "4. What is taken out no longer counts; nothing else enters or leaves the flask.",
      "",
      "Example: 100 MBq of an isotope with a half-life of 30 min, half of the content taken out at minute 10,",
      "has 100 · 0.25 · 0.5 = 12.5 MBq left at minute 60.",
      "",
      `What is the total activity in the flask at minute ${end}, in MBq?`,
      "Give the number alone, with at least three digits behind the decimal point; an answer within 0.5 percent of",
      `the exact one is right. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(finalActivity(instance).toFixed(4));
  }

  verifyCorrection(answer: number, instance: Case): number {
    return isClose(answer, finalActivity(instance), { relative: RELATIVE_TOLERANCE }) ? 1 : 0;
  }
}
