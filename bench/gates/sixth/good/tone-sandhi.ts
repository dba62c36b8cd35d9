import { at, Bootcamp, boxed, type Card, digits, range, type Rng } from "campforge/bootcamp";

/** Before (or behind) a neighbour of one tone, a syllable of one tone takes another. */
type Rule = { readonly left: number; readonly right: number; readonly side: "left" | "right"; readonly becomes: number };

/** A phrase: a syllable, by its position, or a group of phrases. */
type Phrase = number | readonly Phrase[];

type Case = {
  readonly syllables: readonly { readonly sound: string; readonly tone: number }[];
  readonly phrase: Phrase;
  readonly rules: readonly Rule[];
  readonly leftwards: boolean;
};

type Level = {
  readonly syllables: number;
  readonly rules: number;
  readonly tones: number;
  readonly widest: number;
};

const ONSETS = ["b", "d", "g", "k", "l", "m", "n", "p", "s", "t", "w", "y", "ch", "ng"];
const VOWELS = ["a", "e", "i", "o", "u", "ai", "ou"];

/** Draws after which the last one is taken as it is. */
const MOST_TRIES = 300;

/** The positions of the syllables of a phrase, from left to right. */
const positionsOf = (phrase: Phrase): readonly number[] =>
  typeof phrase === "number" ? [phrase] : phrase.flatMap((part) => positionsOf(part));

/** Goes once over all neighbours among some syllables, and changes the tones by the rules. */
function sweep(tones: number[], positions: readonly number[], rules: readonly Rule[], leftwards: boolean): void {
  const starts = positions.slice(0, -1);
  for (const place of leftwards ? starts.toReversed() : starts) {
    const [left, right] = [at(tones, place), at(tones, place + 1)];
    const rule = rules.find((one) => one.left === left && one.right === right);
    if (rule !== undefined) tones[rule.side === "left" ? place : place + 1] = rule.becomes;
  }
}

/** The tones in which a phrase is spoken: every group after the groups within it. */
function spoken({ syllables, phrase, rules, leftwards }: Case): string {
  const tones = syllables.map(({ tone }) => tone);
  const go = (part: Phrase): void => {
    if (typeof part === "number") return;
    for (const inner of part) go(inner);
    sweep(tones, positionsOf(part), rules, leftwards);
  };
  go(phrase);
  return tones.join("");
}

/** A phrase over syllables that follow each other, in groups of two to `widest` parts. */
function drawPhrase(rng: Rng, from: number, to: number, widest: number): Phrase {
  if (to - from === 1) return from;
  const parts = rng.integer(2, Math.min(widest, to - from));
  const cuts = rng.distinctIntegers(parts - 1, from + 1, to - 1).toSorted((one, other) => one - other);
  const ends = [from, ...cuts, to];
  return range(parts).map((index) => drawPhrase(rng, at(ends, index), at(ends, index + 1), widest));
}

/** Rules for different pairs of tones, each of which changes something. */
function drawRules(rng: Rng, count: number, tones: number): Rule[] {
  const pairs = range(1, tones + 1).flatMap((left) => range(1, tones + 1).map((right) => ({ left, right })));
  return rng.sample(pairs, Math.min(count, pairs.length)).map(({ left, right }) => {
    const side = rng.boolean(0.65) ? "left" : "right";
    const old = side === "left" ? left : right;
    return { left, right, side, becomes: rng.choice(range(1, tones + 1).filter((tone) => tone !== old)) };
  });
}

function drawCase(rng: Rng, level: Level): Case {
  const sounds = new Set<string>();
  while (sounds.size < level.syllables) sounds.add(rng.choice(ONSETS) + rng.choice(VOWELS));
  return {
    syllables: [...sounds].map((sound) => ({ sound, tone: rng.integer(1, level.tones) })),
    phrase: drawPhrase(rng, 0, level.syllables, level.widest),
    rules: drawRules(rng, level.rules, level.tones),
    leftwards: rng.boolean(),
  };
}

/** True when groups and direction matter, and some tones change. */
function isTelling(instance: Case): boolean {
  const { syllables, leftwards } = instance;
  const truth = spoken(instance);
  const changed = syllables.filter(({ tone }, index) => String(tone) !== truth.charAt(index)).length;
  return (
    changed * 3 >= syllables.length &&
    truth !== spoken({ ...instance, phrase: range(syllables.length) }) &&
    truth !== spoken({ ...instance, leftwards: !leftwards })
  );
}

function written({ syllables, phrase }: Case): string {
  const write = (part: Phrase): string => {
    if (typeof part !== "number") return `[${part.map(write).join(" ")}]`;
    const { sound, tone } = at(syllables, part);
    return sound + String(tone);
  };
  return write(phrase);
}

export default class ToneSandhi extends Bootcamp<Case, string, Level> {
  static readonly card: Card<Level> = {
    name: "ToneSandhi",
    slug: "tone-sandhi",
    title: "Tone Sandhi",
    domain: "language-analysis",
    description:
      "In an invented tone language, neighbouring syllables change each other's tones, group by group from the inside out. The spoken tones of a bracketed phrase are asked for. Harder cases have longer and deeper phrases and more rules that feed each other.",
    answerFormat: "the tones of all syllables as one string of digits in \\boxed{}",
    parameters: {
      syllables: { meaning: "syllables of the phrase", min: 4, max: 20 },
      rules: { meaning: "rules of tone change", min: 2, max: 20 },
      tones: { meaning: "tones of the language", min: 3, max: 6 },
      widest: { meaning: "parts of a group at the most", min: 2, max: 4 },
    },
    levels: [
      { syllables: 5, rules: 4, tones: 3, widest: 4 },
      { syllables: 7, rules: 6, tones: 4, widest: 3 },
      { syllables: 10, rules: 8, tones: 4, widest: 3 },
      { syllables: 13, rules: 12, tones: 5, widest: 2 },
      { syllables: 17, rules: 17, tones: 5, widest: 2 },
    ],
  };

  readonly answerFormat = boxed(digits());

  caseGenerator(rng: Rng, level: Level): Case {
    for (let tried = 0; ; tried++) {
      const drawn = drawCase(rng, level);
      if (tried >= MOST_TRIES || isTelling(drawn)) return drawn;
    }
  }

  promptFunc(instance: Case): string {
    const { rules, leftwards, syllables } = instance;
    const [first, way] = leftwards ? ["last", "from right to left"] : ["first", "from left to right"];
    return [
      "In a language the tone of each syllable is written as a digit behind it. Tones change when syllables are spoken together. These are all the rules, each for two neighbouring syllables:",
      "",
      ...rules.map(({ left, right, side, becomes }) => {
        const [which, tone] = side === "left" ? ["first", left] : ["second", right];
        return `- tone ${left} before tone ${right}: the ${which} of the two syllables changes from ${tone} to ${becomes}`;
      }),
      "",
      "Brackets show how a phrase is grouped. A group is dealt with when all groups within it are done. To deal with a group, all pairs of neighbouring syllables in it, those inside its inner groups included, are looked at once each, " +
        `${way}, beginning with the ${first} two syllables of the group. If a rule fits the tones that the two have at this moment, the change is made at once, and the next pair is looked at with the new tones. Each pair is changed by at most one rule each time it is looked at.`,
      "",
      `The phrase is: ${written(instance)}`,
      "",
      `Which tones do its ${syllables.length} syllables have when the outermost group is done? Give them from left to right as ${syllables.length} digits without spaces. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(spoken(instance));
  }

  verifyCorrection(answer: string, instance: Case): number {
    return answer === spoken(instance) ? 1 : 0;
  }
}
