import {
  at,
  Bootcamp,
  type Card,
  choiceOf,
  combinations,
  isConnected,
  makeGraph,
  mapping,
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

/**
 * Colours one country after another, always the one with the fewest colours left, and of several the one with the most
 * neighbours still open, with the colour that takes the least from these first; undefined when it cannot be done.
 * `note` is told of every step.
 */
function colour(instance: Case, note: (step: string) => void = () => {}): Map<string, string> | undefined {
  const chosen = new Map(instance.fixed.map(({ country, colour: given }) => [country, given]));
  const bordering = new Map(
    instance.countries.map((country) => [country, bordersOf(country, instance.borders)]),
  );
  const free = (country: string): string[] => {
    const taken = new Set((bordering.get(country) ?? []).map((other) => chosen.get(other)));
    return instance.colours.filter((one) => !taken.has(one));
  };
  const fill = (): boolean => {
    const open = instance.countries.filter((country) => !chosen.has(country));
    if (open.length === 0) return true;
    const openAround = (country: string): string[] =>
      (bordering.get(country) ?? []).filter((other) => !chosen.has(other));
    const isTighter = (one: string, other: string): boolean => {
      const less = free(other).length - free(one).length;
      return less > 0 || (less === 0 && openAround(one).length > openAround(other).length);
    };
    const tightest = open.reduce((best, country) => (isTighter(country, best) ? country : best));
    const around = openAround(tightest);
    const takes = (one: string): number => around.filter((other) => free(other).includes(one)).length;
    const colours = free(tightest).toSorted((one, other) => takes(one) - takes(other));
    const left = colours.length === 0 ? "no colour" : colours.join(" or ");
    for (const one of colours) {
      note(`${tightest} has the fewest colours left: ${left}. Try ${one}.`);
      chosen.set(tightest, one);
      if (fill()) return true;
      chosen.delete(tightest);
      note(`That leaves some country without a colour, so ${tightest} is not ${one}.`);
    }
    return false;
  };
  return fill() ? chosen : undefined;
}

/** Colours that the search has to take back, which says how far looking at one country at a time gets. */
function takenBack(instance: Case): number {
  let steps = 0;
  colour(instance, () => steps++);
  // Each colour is a step, and so is each that is taken back.
  return (steps - (instance.countries.length - instance.fixed.length)) / 2;
}

function bordersOf(country: string, borders: readonly Border[]): string[] {
  return borders.flatMap(([first, second]) =>
    first === country ? [second] : second === country ? [first] : [],
  );
}

/** Borders between countries of different planted colours, as many as asked for and until the map is connected. */
function drawBorders(
  rng: Rng,
  countries: readonly string[],
  planted: readonly number[],
  share: number,
): Border[] {
  const indexes = countries.map((_, index) => index);
  const possible = rng
    .shuffle(combinations(indexes, 2))
    .filter(([one = 0, other = 0]) => at(planted, one) !== at(planted, other));
  let count = Math.max(countries.length - 1, Math.round(share * possible.length));
  for (;;) {
    const chosen = possible.slice(0, count);
    const edges = chosen.map(([from = 0, to = 0]) => ({ from, to }));
    if (count >= possible.length || isConnected(makeGraph(countries.length, edges))) {
      return edges.map(({ from, to }) => [at(countries, from), at(countries, to)] as const);
    }
    count++;
  }
}

/** A map of some density with a colouring planted in it. */
function drawMap(rng: Rng, level: Level): Case {
  const colours = COLOURS.slice(0, level.colours);
  const names = BEGINNINGS.flatMap((beginning) => ENDINGS.map((ending) => beginning + ending));
  const countries = rng.sample(names, level.countries);
  // Every colour is planted about equally often, so that no single colour gets far.
  const planted = rng.shuffle(countries.map((_, index) => index % level.colours));
  const borders = drawBorders(rng, countries, planted, level.borderShare);
  const fixed = rng.sample(
    countries.map((country, index) => ({ country, colour: at(colours, at(planted, index)) })),
    level.fixed,
  );
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
        meaning: "colours that have to be taken back at least, by a search that takes the tightest country first",
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

  readonly answerFormat = tagged(mapping(text(), choiceOf(COLOURS)));

  caseGenerator(rng: Rng, level: Level): Case {
    let hardest = drawMap(rng, level);
    for (let maps = 1; maps < MOST_MAPS && takenBack(hardest) < level.inVain; maps++) {
      const another = drawMap(rng, level);
      if (takenBack(another) > takenBack(hardest)) hardest = another;
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
    const chosen = colour(instance);
    const pairs = instance.countries.map((country) => `${country}=${chosen?.get(country) ?? "none"}`);
    return this.answerFormat.wrap(pairs.join(", "));
  }

  override workedSolution(instance: Case): string {
    const { countries, borders, fixed } = instance;
    const steps: string[] = [];
    colour(instance, (step) => steps.push(`- ${step}`));
    return [
      "First, who borders whom:",
      ...countries.map((country) => `- ${country}: ${bordersOf(country, borders).join(", ")}`),
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
    return instance.countries.length - instance.fixed.length + takenBack(instance);
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
