import { at, Bootcamp, boxed, type Card, decimal, isClose, range, type Rng } from "campforge/bootcamp";

const COLOURS = ["green", "blue", "white", "red", "black", "yellow"];
const NAMES = ["Ada", "Bruno", "Clara", "Dario", "Edith", "Felix", "Greta", "Henri", "Ines", "Jonas"];

/** One of the colours in `named`, by index, is what the witness named; `right` is how many times in a hundred the true one is named. */
type Witness = { readonly name: string; readonly right: number; readonly named: readonly number[] };

type Case = {
  /** How many cabs have each colour, in the order of the colours. */
  readonly cabs: readonly number[];
  readonly colours: readonly string[];
  readonly witnesses: readonly Witness[];
  /** The colour asked about, by index. */
  readonly asked: number;
};

type Level = { readonly colours: number; readonly witnesses: number; readonly vague: number };

/** Answers may be as far off as this. */
const TOLERANCE = 0.001;

/** How likely a witness names one of the given colours where the cab has a certain one. */
function likelihood({ right, named }: Witness, colour: number, colours: number): number {
  const wrong = (1 - right / 100) / (colours - 1);
  return named.reduce((sum, one) => sum + (one === colour ? right / 100 : wrong), 0);
}

/** How likely each colour is after all that was said. */
function posterior({ cabs, witnesses }: Pick<Case, "cabs" | "witnesses">): number[] {
  const weights = cabs.map((count, colour) =>
    witnesses.reduce((weight, witness) => weight * likelihood(witness, colour, cabs.length), count),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

function drawWitness(rng: Rng, name: string, colours: number, vague: number): Witness {
  const count = colours > 2 && rng.boolean(vague / 100) ? 2 : 1;
  const named = rng.sample(range(colours), count).toSorted((one, other) => one - other);
  return { name, right: rng.integer(11, 18) * 5, named };
}

const listed = (words: readonly string[], joint: string): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${joint} ${at(words, words.length - 1)}`;

export default class WitnessOdds extends Bootcamp<Case, number, Level> {
  static readonly card: Card<Level> = {
    name: "WitnessOdds",
    slug: "witness-odds",
    title: "Odds of the Witnesses",
    domain: "logical-reasoning",
    description:
      "A cab was seen at night. From the numbers of cabs of each colour and what witnesses of known reliability said, the probability that it had a certain colour is to be computed. Harder cases have more colours and witnesses, and of some of these it is only known that they named one of two colours.",
    answerFormat: "the probability with four decimals in \\boxed{}",
    parameters: {
      colours: { meaning: "colours of cabs", min: 3, max: 6 },
      witnesses: { meaning: "witnesses", min: 1, max: 8 },
      vague: { meaning: "percent of the witnesses of whom two possible statements are known", min: 0, max: 80 },
    },
    levels: [
      { colours: 3, witnesses: 1, vague: 0 },
      { colours: 3, witnesses: 2, vague: 10 },
      { colours: 4, witnesses: 3, vague: 25 },
      { colours: 5, witnesses: 5, vague: 40 },
      { colours: 6, witnesses: 7, vague: 50 },
    ],
  };

  readonly answerFormat = boxed(decimal({ min: 0, max: 1 }));

  caseGenerator(rng: Rng, level: Level): Case {
    const colours = rng.sample(COLOURS, level.colours);
    const names = rng.sample(NAMES, level.witnesses);
    for (;;) {
      const cabs = colours.map(() => rng.integer(3, 60));
      const witnesses = names.map((name) => drawWitness(rng, name, level.colours, level.vague));
      // Neither nearly certain nor nearly excluded.
      const open = posterior({ cabs, witnesses }).flatMap((chance, colour) => (chance > 0.03 && chance < 0.97 ? [colour] : []));
      if (open.length > 1) return { cabs, colours, witnesses, asked: rng.choice(open) };
    }
  }

  promptFunc({ cabs, colours, witnesses, asked }: Case): string {
    const total = cabs.reduce((sum, count) => sum + count, 0);
    const counts = cabs.map((count, index) => `${count} ${at(colours, index)}`);
    return [
      `In a town there are ${total} cabs: ${listed(counts, "and")} ones. One night a cab was seen in a side street; before anybody was heard, each of the ${total} cabs was equally likely to be the one.`,
      "",
      `${witnesses.length === 1 ? "One witness was" : "Several witnesses were"} asked for its colour, each alone:`,
      ...witnesses.map(({ name, right, named }) => {
        const words = named.map((index) => at(colours, index));
        const said = named.length === 1 ? `named ${words.join("")}` : `named either ${listed(words, "or")}, but the record cannot be read any more and does not show which`;
        return `- ${name}, who names the true colour ${right} times in 100, ${said}.`;
      }),
      "",
      `A witness always names one of the ${colours.length} colours. Where a witness does not name the true colour, each of the ${colours.length - 1} other colours is equally likely to be named. Given the true colour, the witnesses do not depend on each other. What became unreadable in a record does not depend on what was said.`,
      "",
      `What is the probability that the cab was ${at(colours, asked)}, given all of this? Give it as a decimal number between 0 and 1 with at least four decimals; it may differ from the exact value by up to ${TOLERANCE}.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(at(posterior(instance), instance.asked).toFixed(5));
  }

  verifyCorrection(answer: number, instance: Case): number {
    return isClose(answer, at(posterior(instance), instance.asked), { absolute: TOLERANCE }) ? 1 : 0;
  }

  /** Factors that have to be multiplied. */
  override hardness({ cabs, witnesses }: Case): number {
    return cabs.length * witnesses.reduce((sum, { named }) => sum + named.length, 1);
  }
}
