import { at, Bootcamp, boxed, type Card, rational, Rational, type Rng } from "campforge/bootcamp";

type Person = {
  readonly name: string;
  /** Positions of the parents; null for those from outside. */
  readonly parents: readonly [number, number] | null;
  /** What is known: the illness shows or not, and for some a test has shown a healthy carrier. */
  readonly status: "affected" | "healthy" | "carrier";
};

type Case = {
  /** Parents stand before their children. */
  readonly people: readonly Person[];
  /** One in so many people from outside is a carrier. */
  readonly oneIn: number;
  readonly asked: number;
};

type Level = {
  readonly generations: number;
  readonly children: number;
  readonly tests: number;
  readonly leastFactors: number;
};

const NAMES = "Ada Ben Cem Dora Eva Finn Gus Hana Ida Jon Kai Lea Mia Nils Ole Pia".split(" ");
const ATTEMPTS = 400;

/** How many of the four equally likely combinations of the parents' alleles give a child so many mutant ones. */
function waysFor(first: number, second: number, child: number): number {
  // A parent with 0, 1, 2 mutant alleles passes one on in 0, 1, 2 of 2 cases.
  const [none, both] = [(2 - first) * (2 - second), first * second];
  return child === 0 ? none : child === 2 ? both : 4 - none - both;
}

const suits = (status: Person["status"], alleles: number): boolean =>
  status === "affected" ? alleles === 2 : status === "carrier" ? alleles === 1 : alleles < 2;

/**
 * The weight of everything that is possible, and of the part of it in which the person asked for is a carrier. Weights
 * are whole numbers: founders count in parts of `oneIn`, children in quarters.
 */
function weigh({ people, oneIn, asked }: Case): { all: number; carrier: number } {
  const alleles: number[] = [];
  let all = 0;
  let carrier = 0;
  const go = (weight: number): void => {
    const person = people[alleles.length];
    if (person === undefined) {
      all += weight;
      if (at(alleles, asked) === 1) carrier += weight;
      return;
    }
    for (let own = 0; own <= 2; own++) {
      if (!suits(person.status, own)) continue;
      const [first, second] = person.parents ?? [];
      const factor =
        first === undefined || second === undefined
          ? [oneIn - 1, 1, 0][own] ?? 0
          : waysFor(at(alleles, first), at(alleles, second), own);
      if (factor === 0) continue;
      alleles.push(own);
      go(weight * factor);
      alleles.pop();
    }
  };
  go(1);
  return { all, carrier };
}

function risk(instance: Case): Rational {
  const { all, carrier } = weigh(instance);
  return Rational.of(carrier, all);
}

/** Families: a couple, its children, and in further generations those children who marry somebody from outside. */
function drawPeople(rng: Rng, level: Level): { people: Person[]; asked: number } {
  const names = rng.shuffle(NAMES);
  const people: Person[] = [];
  const add = (parents: Person["parents"], status: Person["status"] = "healthy"): number => {
    people.push({ name: at(names, people.length), parents, status });
    return people.length - 1;
  };
  let couple: [number, number] = [add(null), add(null)];
  let asked = 0;
  for (let generation = 1; generation <= level.generations; generation++) {
    const pair = couple;
    const count = generation === 1 ? level.children : rng.integer(1, Math.max(1, level.children - 1));
    const children = Array.from({ length: count }, () => add(pair));
    // The first generation has somebody who is ill; later ones rarely do.
    const ill = generation === 1 || rng.boolean(0.15) ? children[0] : undefined;
    if (ill !== undefined) people[ill] = { ...at(people, ill), status: "affected" };
    const married = at(children, children.length - 1);
    asked = rng.choice(children.filter((child) => child !== ill).concat(generation === 1 ? [] : pair));
    if (generation === level.generations || married === ill) break;
    couple = rng.boolean() ? [married, add(null)] : [add(null), married];
  }
  for (const index of rng.sample(people.map((_, one) => one), Math.min(level.tests, people.length))) {
    const person = at(people, index);
    if (index !== asked && person.status === "healthy" && index > 1) people[index] = { ...person, status: "carrier" };
  }
  return { people, asked };
}

export default class CarrierRisk extends Bootcamp<Case, Rational, Level> {
  static readonly card: Card<Level> = {
    name: "CarrierRisk",
    slug: "carrier-risk",
    title: "The Risk of Being a Carrier",
    domain: "natural-science",
    description:
      "A family tree with a recessive illness is given: who is ill, who is healthy, whom a test has shown to be a carrier, and how common carriers are outside the family. The exact probability that one person is a carrier is asked for.",
    answerFormat: "the probability as a fraction in \\boxed{}",
    parameters: {
      generations: { meaning: "generations of children", min: 1, max: 4 },
      children: { meaning: "children of the first couple, and at most one more than later couples have", min: 2, max: 4 },
      tests: { meaning: "people drawn for a test; those who may be carriers are found to be some", min: 0, max: 3 },
      leastFactors: { meaning: "least denominator of the answer", min: 2, max: 1000 },
    },
    levels: [
      { generations: 2, children: 2, tests: 0, leastFactors: 5 },
      { generations: 2, children: 3, tests: 0, leastFactors: 12 },
      { generations: 3, children: 2, tests: 1, leastFactors: 20 },
      { generations: 3, children: 3, tests: 1, leastFactors: 50 },
      { generations: 4, children: 3, tests: 1, leastFactors: 120 },
    ],
  };

  readonly answerFormat = boxed(rational());

  caseGenerator(rng: Rng, level: Level): Case {
    for (let attempt = 0; ; attempt++) {
      const drawn = { ...drawPeople(rng, level), oneIn: rng.integer(8, 60) };
      const { all, carrier } = weigh(drawn);
      if (carrier === 0 || carrier === all) continue;
      if (risk(drawn).denominator >= BigInt(level.leastFactors) || attempt >= ATTEMPTS) return drawn;
    }
  }

  promptFunc(instance: Case): string {
    const { people, oneIn, asked } = instance;
    const words = { affected: "ill", healthy: "healthy", carrier: "healthy, and a test has shown: a carrier" };
    const lines = people.map(({ name, parents, status }) => {
      const origin =
        parents === null ? "from outside" : `child of ${at(people, parents[0]).name} and ${at(people, parents[1]).name}`;
      return `- ${name}, ${origin}: ${words[status]}`;
    });
    return [
      "An illness is inherited like this. Everybody has two copies of a gene, each of which is intact or broken. Whoever has",
      "two broken copies is ill. Whoever has exactly one broken copy is healthy and is called a carrier. A child gets one copy",
      "from each parent; which of the parent's two copies it is, is a matter of chance, with the probability 1/2 each,",
      "independently for each child and each parent. New mutations do not occur.",
      "",
      "A family:",
      ...lines,
      "",
      `Of people from outside, nothing else is known about their ancestors. Nobody from outside is ill, and one in ${oneIn} of them`,
      `is a carrier: before anything is known about relatives, each has the probability 1/${oneIn} of being a carrier and`,
      `${oneIn - 1}/${oneIn} of having two intact copies, independently of each other. Healthy people who are not marked as tested have`,
      "not been tested.",
      "",
      `Given everything above, what is the probability that ${at(people, asked).name} is a carrier?`,
      "",
      "Give the exact value as a fraction of whole numbers, written like \\boxed{13/29}; it need not be reduced.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(risk(instance).toString());
  }

  verifyCorrection(answer: Rational, instance: Case): number {
    return answer.equals(risk(instance)) ? 1 : 0;
  }
}
