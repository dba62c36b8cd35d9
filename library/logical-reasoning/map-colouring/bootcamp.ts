import {
  at,
  Bootcamp,
  type Card,
  choiceOf,
  mapping,
  range,
  type Rng,
  tagged,
  text,
} from "campforge/bootcamp";

type Border = readonly [first: string, second: string];

type Case = {
  readonly countries: readonly string[];
  readonly colours: readonly string[];
  readonly borders: readonly Border[];
  /** Countries whose colour is given. */
  readonly fixed: readonly { readonly country: string; readonly colour: string }[];
};

type Level = {
  readonly countries: number;
  readonly colours: number;
  readonly borderShare: number;
  readonly fixed: number;
  readonly inVain: number;
};

/** Maps that are drawn for a level before the hardest of them has to do. */
const MOST_MAPS = 60;

const COLOURS = ["red", "green", "blue", "yellow", "purple"] as const;
const BEGINNINGS = [
  "Al",
  "Bor",
  "Cal",
  "Dor",
  "Es",
  "Fan",
  "Gor",
  "Hel",
  "Isk",
  "Jur",
  "Kal",
  "Lor",
  "Mar",
  "Nor",
  "Os",
  "Pel",
];
const ENDINGS = ["avia", "onia", "mark", "land", "istan", "uria"];

const NAMES = BEGINNINGS.flatMap((beginning) => ENDINGS.map((ending) => beginning + ending));
const FORMAT = tagged(mapping(text(), choiceOf(COLOURS)));

/** A map in numbers: countries and colours by their places in the lists of the case. */
type Outline = {
  readonly colourCount: number;
  /** For each country, those that it borders. */
  readonly bordering: readonly (readonly number[])[];
  /** The fixed colour of each country; `NONE` where there is none. */
  readonly fixed: readonly number[];
};

/** A colour that is tried, of those that are left in this order; then perhaps that it had to be taken back. */
type Step = {
  readonly country: number;
  readonly left: readonly number[];
  readonly tried: number;
  readonly isTakenBack: boolean;
};

const NONE = -1;

/** What the search knows: which colours are chosen, and what that leaves to each country. */
class Colouring {
  readonly chosen: number[];
  readonly #bordering: readonly (readonly number[])[];
  readonly #colourCount: number;
  /** For each country and each colour, how many neighbours have it. */
  readonly #uses: Int32Array;
  /** For each country, the colours that no neighbour has, and the neighbours without a colour. */
  readonly #free: number[];
  readonly #openAround: number[];

  constructor({ colourCount, bordering, fixed }: Outline) {
    this.#bordering = bordering;
    this.#colourCount = colourCount;
    this.#uses = new Int32Array(bordering.length * colourCount);
    this.#free = bordering.map(() => colourCount);
    this.#openAround = bordering.map((others) => others.length);
    this.chosen = bordering.map(() => NONE);
    for (let country = 0; country < fixed.length; country++) {
      const given = fixed[country] ?? NONE;
      if (given !== NONE) this.choose(country, given);
    }
  }

  choose(country: number, colour: number): void {
    this.chosen[country] = colour;
    for (const other of this.#bordering[country] ?? []) {
      const use = other * this.#colourCount + colour;
      const uses = this.#uses[use] ?? 0;
      this.#uses[use] = uses + 1;
      if (uses === 0) this.#free[other] = (this.#free[other] ?? 0) - 1;
      this.#openAround[other] = (this.#openAround[other] ?? 0) - 1;
    }
  }

  takeBack(country: number): void {
    const colour = this.chosen[country] ?? 0;
    this.chosen[country] = NONE;
    for (const other of this.#bordering[country] ?? []) {
      const use = other * this.#colourCount + colour;
      const uses = this.#uses[use] ?? 0;
      this.#uses[use] = uses - 1;
      if (uses === 1) this.#free[other] = (this.#free[other] ?? 0) + 1;
      this.#openAround[other] = (this.#openAround[other] ?? 0) + 1;
    }
  }

  /** The country with the fewest colours left, of several the one with the most open neighbours; `NONE` where all have one. */
  tightest(): number {
    let best = NONE;
    let fewest = Infinity;
    let most = 0;
    for (let country = 0; country < this.chosen.length; country++) {
      if (this.chosen[country] !== NONE) continue;
      const free = this.#free[country] ?? 0;
      const open = this.#openAround[country] ?? 0;
      if (free > fewest || (free === fewest && open <= most)) continue;
      best = country;
      fewest = free;
      most = open;
    }
    return best;
  }

  /** The colours left for a country, the one first that takes the least from its open neighbours. */
  left(country: number): readonly number[] {
    const colours: number[] = [];
    for (let colour = 0; colour < this.#colourCount; colour++)
      if (this.#isFree(country, colour)) colours.push(colour);
    if (colours.length < 2) return colours;
    const around = (this.#bordering[country] ?? []).filter((other) => this.chosen[other] === NONE);
    const takes = range(this.#colourCount).map(
      (colour) => around.filter((other) => this.#isFree(other, colour)).length,
    );
    return colours.toSorted((one, other) => (takes[one] ?? 0) - (takes[other] ?? 0));
  }

  #isFree(country: number, colour: number): boolean {
    return this.#uses[country * this.#colourCount + colour] === 0;
  }
}

/**
 * Colours one country after another, always the one with the fewest colours left, and of several the one with the most
 * neighbours still open, with the colour that takes the least from these first; undefined when it cannot be done.
 * `note` is told of every step.
 */
function colourMap(outline: Outline, note: (step: Step) => void = () => {}): readonly number[] | undefined {
  const colouring = new Colouring(outline);
  const fill = (): boolean => {
    const country = colouring.tightest();
    if (country === NONE) return true;
    const left = colouring.left(country);
    for (const tried of left) {
      note({ country, left, tried, isTakenBack: false });
      colouring.choose(country, tried);
      if (fill()) return true;
      colouring.takeBack(country);
      note({ country, left, tried, isTakenBack: true });
    }
    return false;
  };
  return fill() ? colouring.chosen : undefined;
}

/** Colours that the search has to take back, which says how far looking at one country at a time gets. */
function takenBack(outline: Outline): number {
  let count = 0;
  colourMap(outline, ({ isTakenBack }) => {
    if (isTakenBack) count++;
  });
  return count;
}

function outlineOf({ countries, colours, borders, fixed }: Case): Outline {
  const numbers = new Map(countries.map((country, number) => [country, number]));
  const bordering = countries.map((): number[] => []);
  for (const [first, second] of borders) {
    const one = numbers.get(first) ?? 0;
    const other = numbers.get(second) ?? 0;
    bordering[one]?.push(other);
    bordering[other]?.push(one);
  }
  const given = countries.map(() => NONE);
  for (const { country, colour: name } of fixed) given[numbers.get(country) ?? 0] = colours.indexOf(name);
  return { colourCount: colours.length, bordering, fixed: given };
}

/** Borders between countries of different planted colours, as many as asked for and until the map is connected. */
function drawBorders(
  rng: Rng,
  planted: readonly number[],
  share: number,
): (readonly [first: number, second: number])[] {
  const count = planted.length;
  const pairs: (readonly [number, number])[] = [];
  for (let one = 0; one < count; one++)
    for (let other = one + 1; other < count; other++) pairs.push([one, other]);
  const possible = rng.shuffle(pairs).filter(([one, other]) => planted[one] !== planted[other]);
  const least = Math.max(count - 1, Math.round(share * possible.length));
  // Parts that are not connected yet: each country names another of its part, up to one that names itself.
  const parts = range(count);
  let partCount = count;
  const partOf = (country: number): number => {
    let part = country;
    while (parts[part] !== part) part = parts[part] = parts[parts[part] ?? 0] ?? 0;
    return part;
  };
  let used = 0;
  while (used < possible.length && (used < least || partCount > 1)) {
    const [one, other] = at(possible, used++);
    const [part, otherPart] = [partOf(one), partOf(other)];
    if (part === otherPart) continue;
    parts[part] = otherPart;
    partCount--;
  }
  return possible.slice(0, used);
}

/** A map of some density with a colouring planted in it. */
function drawMap(rng: Rng, level: Level): Case {
  const colours = COLOURS.slice(0, level.colours);
  const countries = rng.sample(NAMES, level.countries);
  // Every colour is planted about equally often, so that no single colour gets far.
  const planted = rng.shuffle(countries.map((_, index) => index % level.colours));
  const borders = drawBorders(rng, planted, level.borderShare).map(
    ([first, second]) => [at(countries, first), at(countries, second)] as const,
  );
  const fixed = rng
    .sample(range(countries.length), level.fixed)
    .map((index) => ({ country: at(countries, index), colour: at(colours, at(planted, index)) }));
  return { countries, colours, borders, fixed };
}

export default class MapColouring extends Bootcamp<Case, ReadonlyMap<string, string>, Level> {
  static readonly card: Card<Level> = {
    name: "MapColouring",
    slug: "map-colouring",
    title: "Map Colouring",
    domain: "logical-reasoning",
    description:
      "The countries of an invented map are to be coloured with a few colours so that no two countries with a common border share one; some colours are fixed beforehand. Any colouring that follows the rules is correct.",
    answerFormat: "pairs country=colour, separated by commas, between <answer> and </answer>",
    parameters: {
      countries: { meaning: "countries on the map", min: 4, max: 40 },
      colours: { meaning: "colours that may be used", min: 3, max: 5 },
      borderShare: { meaning: "share of the possible borders that exist", min: 0.1, max: 1 },
      fixed: { meaning: "countries whose colour is fixed", min: 0, max: 10 },
      inVain: {
        meaning:
          "colours that have to be taken back at least, by a search that takes the tightest country first",
        min: 0,
        max: 60,
      },
    },
    levels: [
      { countries: 7, colours: 3, borderShare: 0.6, fixed: 1, inVain: 0 },
      { countries: 12, colours: 3, borderShare: 0.5, fixed: 2, inVain: 1 },
      { countries: 16, colours: 3, borderShare: 0.4, fixed: 2, inVain: 3 },
      { countries: 22, colours: 3, borderShare: 0.3, fixed: 2, inVain: 6 },
      { countries: 28, colours: 3, borderShare: 0.25, fixed: 2, inVain: 10 },
    ],
  };

  readonly answerFormat = FORMAT;

  caseGenerator(rng: Rng, level: Level): Case {
    let hardest = drawMap(rng, level);
    if (!(level.inVain > 0)) return hardest;
    let most = takenBack(outlineOf(hardest));
    for (let maps = 1; maps < MOST_MAPS && most < level.inVain; maps++) {
      const another = drawMap(rng, level);
      const steps = takenBack(outlineOf(another));
      if (steps <= most) continue;
      hardest = another;
      most = steps;
    }
    return hardest;
  }

  promptFunc(instance: Case): string {
    const { countries, colours, borders, fixed } = instance;
    return [
      `A map shows ${countries.length} countries, some of them in several separate parts: ${countries.join(", ")}.`,
      `Colour each of them with one of these colours: ${colours.join(", ")}.`,
      "",
      "Rules:",
      "1. Two countries with a common border have different colours.",
      "2. The fixed colours stay as they are.",
      "3. A colour may be used as often as you like, or not at all.",
      "",
      "Common borders:",
      ...borders.map(([first, second]) => `- ${first} and ${second}`),
      "",
      "Fixed colours:",
      ...fixed.map(({ country, colour: given }) => `- ${country} is ${given}`),
      "",
      "Any colouring that follows the rules is correct. Give the colour of every country, including the fixed ones,",
      "as pairs of the form Country=colour, separated by commas.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const { countries, colours } = instance;
    const chosen = colourMap(outlineOf(instance)) ?? [];
    const pairs = countries.map((country, index) => `${country}=${colours[chosen[index] ?? NONE] ?? "none"}`);
    return this.answerFormat.wrap(pairs.join(", "));
  }

  override workedSolution(instance: Case): string {
    const { countries, colours, fixed } = instance;
    const outline = outlineOf(instance);
    const nameOf = (country: number): string => at(countries, country);
    const steps: string[] = [];
    colourMap(outline, ({ country, left, tried, isTakenBack }) => {
      const name = nameOf(country);
      const names = left.map((one) => at(colours, one));
      steps.push(
        isTakenBack
          ? `- That leaves some country without a colour, so ${name} is not ${at(colours, tried)}.`
          : `- ${name} has the fewest colours left: ${names.join(" or ")}. Try ${at(colours, tried)}.`,
      );
    });
    return [
      "First, who borders whom:",
      ...outline.bordering.map((others, country) => `- ${nameOf(country)}: ${others.map(nameOf).join(", ")}`),
      "",
      `The fixed colours are given: ${fixed.map(({ country, colour: given }) => `${country} is ${given}`).join(", ")}.`,
      "From here on, the country with the fewest colours left comes next, because a mistake shows there first; of several",
      "it is the one with the most neighbours still open, and the colour that takes the least from these is tried first.",
      ...steps,
      "",
      "Every country has a colour, and no two with a common border share one.",
      this.referenceAnswer(instance),
    ].join("\n");
  }

  /** Countries to be coloured, and colours that have to be taken back on the way. */
  override hardness(instance: Case): number {
    return instance.countries.length - instance.fixed.length + takenBack(outlineOf(instance));
  }

  verifyCorrection(answer: ReadonlyMap<string, string>, instance: Case): number {
    const { countries, colours, borders, fixed } = instance;
    if (answer.size !== countries.length) return 0;
    const isComplete = countries.every((country) => colours.includes(answer.get(country) ?? ""));
    const keepsFixed = fixed.every(({ country, colour: given }) => answer.get(country) === given);
    const differs = borders.every(([first, second]) => answer.get(first) !== answer.get(second));
    return isComplete && keepsFixed && differs ? 1 : 0;
  }
}
