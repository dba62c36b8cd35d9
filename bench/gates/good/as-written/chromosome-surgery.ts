import { at, Bootcamp, type Card, finalLine, list, type Rng, text } from "campforge/bootcamp";

type Kind = "pair" | "lose" | "move";

type Surgery = {
  readonly kind: Kind;
  /** The genes named, in order, by their capital letters. */
  readonly genes: readonly string[];
};

type Case = {
  /** The two chromosomes, each a string of genes from left to right. */
  readonly chromosomes: readonly string[];
  readonly events: readonly Surgery[];
};

type Level = { readonly genes: number; readonly events: number };

type Effect = "inversion" | "exchange" | "loss" | "move" | "inverted move" | "nothing";

type Outcome = { readonly chromosomes: readonly string[]; readonly effect: Effect };

type Place = { readonly chromosome: number; readonly index: number };

const LETTERS = [..."ABCDEFGHIJKLMNPQRSTUVWXYZ"];
const EFFECTS = 5;
const NAMED: Readonly<Record<Kind, number>> = { pair: 2, lose: 1, move: 3 };

const isUpper = (gene: string): boolean => gene === gene.toUpperCase();

const invert = (stretch: string): string =>
  [...stretch]
    .toReversed()
    .map((gene) => (isUpper(gene) ? gene.toLowerCase() : gene.toUpperCase()))
    .join("");

function placeOf(chromosomes: readonly string[], gene: string): Place {
  const chromosome = chromosomes.findIndex((row) => row.toUpperCase().includes(gene));
  return { chromosome, index: at(chromosomes, chromosome).toUpperCase().indexOf(gene) };
}

function pairUp(chromosomes: readonly string[], one: Place, other: Place): Outcome {
  const row = at(chromosomes, one.chromosome);
  if (one.chromosome === other.chromosome) {
    const [low, high] = [Math.min(one.index, other.index), Math.max(one.index, other.index)];
    const inverted = row.slice(0, low) + invert(row.slice(low, high + 1)) + row.slice(high + 1);
    return { chromosomes: chromosomes.with(one.chromosome, inverted), effect: "inversion" };
  }
  const second = at(chromosomes, other.chromosome);
  return {
    chromosomes: chromosomes
      .with(one.chromosome, row.slice(0, one.index + 1) + second.slice(other.index + 1))
      .with(other.chromosome, second.slice(0, other.index + 1) + row.slice(one.index + 1)),
    effect: "exchange",
  };
}

function loseBehind(chromosomes: readonly string[], { chromosome, index }: Place): Outcome {
  const row = at(chromosomes, chromosome);
  const gone = isUpper(row.charAt(index)) ? index + 1 : index - 1;
  if (gone < 0 || gone >= row.length) return { chromosomes, effect: "nothing" };
  return { chromosomes: chromosomes.with(chromosome, row.slice(0, gone) + row.slice(gone + 1)), effect: "loss" };
}

function moveTo(chromosomes: readonly string[], one: Place, other: Place, target: string): Outcome {
  const goal = placeOf(chromosomes, target);
  const [low, high] = [Math.min(one.index, other.index), Math.max(one.index, other.index)];
  const isInside = goal.chromosome === one.chromosome && goal.index >= low && goal.index <= high;
  if (one.chromosome !== other.chromosome || isInside) return { chromosomes, effect: "nothing" };
  const row = at(chromosomes, one.chromosome);
  const stretch = row.slice(low, high + 1);
  const cut = chromosomes.with(one.chromosome, row.slice(0, low) + row.slice(high + 1));
  const { chromosome, index } = placeOf(cut, target);
  const host = at(cut, chromosome);
  return isUpper(host.charAt(index))
    ? {
        chromosomes: cut.with(chromosome, host.slice(0, index + 1) + stretch + host.slice(index + 1)),
        effect: "move",
      }
    : {
        chromosomes: cut.with(chromosome, host.slice(0, index) + invert(stretch) + host.slice(index)),
        effect: "inverted move",
      };
}

function operate(chromosomes: readonly string[], { kind, genes }: Surgery): Outcome {
  const one = placeOf(chromosomes, at(genes, 0));
  if (kind === "lose") return loseBehind(chromosomes, one);
  const other = placeOf(chromosomes, at(genes, 1));
  return kind === "pair" ? pairUp(chromosomes, one, other) : moveTo(chromosomes, one, other, at(genes, 2));
}

/** The outcome of each event in its turn. */
function outcomesOf({ chromosomes, events }: Case): Outcome[] {
  let now = chromosomes;
  return events.map((event) => {
    const outcome = operate(now, event);
    now = outcome.chromosomes;
    return outcome;
  });
}

const lastOf = (instance: Case): readonly string[] => outcomesOf(instance).at(-1)?.chromosomes ?? instance.chromosomes;

const written = (chromosomes: readonly string[]): string => chromosomes.map((row) => [...row].join(" ")).join("; ");

const eventText = ({ kind, genes }: Surgery): string =>
  kind === "move" ? `move ${genes.slice(0, 2).join(" ")} to ${at(genes, 2)}` : `${kind} ${genes.join(" ")}`;

function drawCase(rng: Rng, level: Level): Case {
  const genes = rng.shuffle(LETTERS.slice(0, level.genes)).map((gene) => (rng.boolean() ? gene : gene.toLowerCase()));
  const split = rng.integer(Math.ceil(level.genes * 0.4), Math.floor(level.genes * 0.6));
  const chromosomes = [genes.slice(0, split).join(""), genes.slice(split).join("")];
  const mostLost = Math.floor(level.genes / 4);
  const losing = Math.min(0.3, (1.3 * mostLost) / level.events);
  const events: Surgery[] = [];
  let now: readonly string[] = chromosomes;
  let lost = 0;
  while (events.length < level.events) {
    const kind = rng.boolean(losing) ? "lose" : rng.choice<Kind>(["pair", "move"]);
    const event: Surgery = { kind, genes: rng.sample([...now.join("").toUpperCase()], NAMED[kind]) };
    const { chromosomes: next, effect } = operate(now, event);
    // Most events that change nothing are left out, and none empties a chromosome or loses too many genes.
    const isIdle = next.join(";") === now.join(";") && rng.boolean(0.88);
    if (isIdle || next.includes("") || (effect === "loss" && lost === mostLost)) continue;
    if (effect === "loss") lost++;
    events.push(event);
    now = next;
  }
  return { chromosomes, events };
}

/** How many different things the events of a case do. */
const varietyOf = (instance: Case): number =>
  new Set(outcomesOf(instance).flatMap(({ effect }) => (effect === "nothing" ? [] : [effect]))).size;

export default class ChromosomeSurgery extends Bootcamp<Case, readonly (readonly string[])[], Level> {
  static readonly card: Card<Level> = {
    name: "ChromosomeSurgery",
    slug: "chromosome-surgery",
    title: "Chromosome Surgery",
    domain: "natural-science",
    description:
      "Genes stand on two chromosomes, each reading to the right or to the left. Stretches are inverted, exchanged between the chromosomes, cut out and put elsewhere, and genes are lost. Both chromosomes at the end are asked for. Harder cases have more genes and more events.",
    answerFormat:
      "the genes of chromosome 1, a semicolon, the genes of chromosome 2, on a last line such as Answer: H I; F G C a b E",
    parameters: {
      genes: { meaning: "number of genes at the start", min: 8, max: 25 },
      events: { meaning: "number of events", min: 6, max: 200 },
    },
    levels: [
      { genes: 9, events: 8 },
      { genes: 12, events: 20 },
      { genes: 15, events: 40 },
      { genes: 18, events: 70 },
      { genes: 24, events: 120 },
    ],
  };

  readonly answerFormat = finalLine(list(list(text()), { separators: [";"] }));

  caseGenerator(rng: Rng, level: Level): Case {
    let best = drawCase(rng, level);
    let most = varietyOf(best);
    for (let tries = 0; tries < 200 && most < EFFECTS; tries++) {
      const drawn = drawCase(rng, level);
      const variety = varietyOf(drawn);
      if (variety > most) {
        best = drawn;
        most = variety;
      }
    }
    return best;
  }

  promptFunc({ chromosomes, events }: Case): string {
    return [
      "Two chromosomes are rows of genes. Every gene is a different letter. An upper-case letter is a gene that reads to the right, a lower-case letter one that reads to the left. Downstream of a gene is the side that it reads to: its right if it is upper case, its left if it is lower case. Work out both chromosomes after a series of events.",
      "",
      "Events name genes by their capital letters, whichever way the genes stand at that moment:",
      "- `pair X Y`: If X and Y are on the same chromosome, the stretch from the one to the other, both included, whichever of them is further left, is inverted: its order is reversed and the case of each of its letters is changed. If they are on different chromosomes, everything to the right of X and everything to the right of Y (either may be nothing) change places; X and Y themselves stay where they are, and no letter changes its case.",
      "- `lose X`: The gene directly downstream of X is lost. If there is none, nothing happens.",
      "- `move X Y to Z`: The stretch from X to Y, both included, whichever of them is further left, is cut out and put directly downstream of Z, which may be on either chromosome. If Z is lower case at that moment, the stretch is first inverted (its order reversed and every case changed). Z itself does not change. Nothing happens if X and Y are on different chromosomes or if Z lies in the stretch.",
      "",
      "Example: chromosome 1 is A B C D E, chromosome 2 is F G H I.",
      "- pair B D: chromosome 1 becomes A d c b E.",
      "- lose C: c reads to the left, so d is lost, and chromosome 1 is A c b E.",
      "- pair C G: the chromosomes become A c H I and F G b E.",
      "- move A C to B: b is lower case, so the stretch A c becomes C a and goes to the left of b.",
      "The answer is: H I; F G C a b E",
      "",
      "The chromosomes at the start:",
      ...chromosomes.map((row, index) => `chromosome ${index + 1}: ${[...row].join(" ")}`),
      "",
      "The events, in order:",
      ...events.map((event, index) => `${index + 1}. ${eventText(event)}`),
      "",
      "Give the genes of chromosome 1 from left to right, then a semicolon, then the genes of chromosome 2 from left to right, in upper or lower case as they stand at the end, separated by spaces.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(written(lastOf(instance)));
  }

  verifyCorrection(answer: readonly (readonly string[])[], instance: Case): number {
    return answer.map((row) => row.join("")).join(";") === lastOf(instance).join(";") ? 1 : 0;
  }

  /** Both chromosomes behind each event. */
  workedSolution(instance: Case): string {
    return [
      `At the start: ${written(instance.chromosomes)}`,
      ...outcomesOf(instance).map(
        ({ chromosomes, effect }, index) =>
          `${index + 1}. ${eventText(at(instance.events, index))} (${effect}): ${written(chromosomes)}`,
      ),
      this.referenceAnswer(instance),
    ].join("\n");
  }

  /** Genes that stand in order behind each event, over all events. */
  hardness(instance: Case): number {
    return outcomesOf(instance)
      .map(({ chromosomes }) => chromosomes.join("").length)
      .reduce((sum, genes) => sum + genes, 0);
  }
}
