import { at, Bootcamp, boxed, type Card, type Parsed, parsed, range, Rational, refine, type Rng, sortNumbers, text, unparsable } from "campforge/bootcamp";

type Case = {
  /** Stiffnesses in newtons per millimetre, all different. */
  readonly springs: readonly number[];
  readonly target: string;
  /** One way to reach the target; others count as well. */
  readonly planted: string;
};

type Level = {
  readonly springs: number;
  readonly stiffest: number;
  readonly layers: number;
};

/** An assembly that was read: its stiffness and the springs in it. */
type Assembly = { readonly stiffness: Rational; readonly springs: readonly number[] };

const MOST_TRIES = 100;

const ZERO = Rational.of(0);
const ONE = Rational.of(1);

const sum = (values: readonly Rational[]): Rational => values.reduce((all, value) => all.plus(value), ZERO);

/** The stiffness of parts side by side ("P") or end to end ("S"). */
const combined = (kind: string, parts: readonly Rational[]): Rational =>
  kind === "P" ? sum(parts) : ONE.dividedBy(sum(parts.map((part) => ONE.dividedBy(part))));

/** Reads `S(4, P(6, 3))` from a text of small or large letters, with or without spaces. */
function readAssembly(source: string): Parsed<Assembly> {
  const tokens = source.match(/[PS]|\d{1,4}|[(),]/g) ?? [];
  if (tokens.join("") !== source.replaceAll(" ", "")) return unparsable("expected numbers, P, S, commas and parentheses");
  let place = 0;
  const take = (token: string): boolean => {
    if (tokens[place] !== token) return false;
    place++;
    return true;
  };
  const read = (): Assembly | undefined => {
    const token = tokens[place];
    place++;
    if (token === undefined) return undefined;
    if (/^[1-9]/.test(token)) return { stiffness: Rational.of(Number(token)), springs: [Number(token)] };
    if ((token !== "P" && token !== "S") || !take("(")) return undefined;
    const parts: Assembly[] = [];
    do {
      const part = read();
      if (part === undefined) return undefined;
      parts.push(part);
    } while (take(","));
    if (parts.length < 2 || !take(")")) return undefined;
    return { stiffness: combined(token, parts.map(({ stiffness }) => stiffness)), springs: parts.flatMap(({ springs }) => springs) };
  };
  const assembly = read();
  return assembly === undefined || place < tokens.length ? unparsable("expected an assembly such as S(4, P(6, 3))") : parsed(assembly);
}

/** A random assembly of springs in which P and S alternate from layer to layer. */
function drawAssembly(rng: Rng, springs: readonly number[], kind: string): { readonly written: string; readonly layers: number } {
  if (springs.length === 1) return { written: String(at(springs, 0)), layers: 0 };
  const count = springs.length === 2 ? 2 : rng.weightedChoice([[2, 3], [3, 1]]);
  const cuts = [0, ...sortNumbers(rng.distinctIntegers(count - 1, 1, springs.length - 1)), springs.length];
  const parts = range(count).map((index) => drawAssembly(rng, springs.slice(at(cuts, index), at(cuts, index + 1)), kind === "P" ? "S" : "P"));
  return { written: `${kind}(${parts.map(({ written }) => written).join(", ")})`, layers: 1 + Math.max(...parts.map(({ layers }) => layers)) };
}

export default class SpringAssembly extends Bootcamp<Case, Assembly, Level> {
  static readonly card: Card<Level> = {
    name: "SpringAssembly",
    slug: "spring-assembly",
    title: "Spring Assembly",
    domain: "natural-science",
    description:
      "Springs of given stiffness are to be joined, side by side and end to end, so that the whole has exactly a given stiffness. Any such assembly that uses every spring is correct. Harder cases have more springs, joined in more layers.",
    answerFormat: "the assembly as nested P(…) and S(…) in \\boxed{}",
    parameters: {
      springs: { meaning: "number of springs", min: 3, max: 12 },
      stiffest: { meaning: "the largest stiffness of a spring", min: 6, max: 99 },
      layers: { meaning: "layers of joints in the planted assembly, at least, where such a drawing is found", min: 1, max: 7 },
    },
    levels: [
      { springs: 4, stiffest: 24, layers: 2 },
      { springs: 5, stiffest: 24, layers: 3 },
      { springs: 6, stiffest: 30, layers: 3 },
      { springs: 7, stiffest: 36, layers: 4 },
      { springs: 9, stiffest: 40, layers: 5 },
    ],
  };

  readonly answerFormat = boxed(refine(text({ letterCase: "upper", maxLength: 1_000 }), readAssembly));

  caseGenerator(rng: Rng, level: Level): Case {
    const springs = rng.distinctIntegers(level.springs, 2, level.stiffest);
    let drawn = drawAssembly(rng, springs, rng.choice(["P", "S"]));
    for (let tried = 0; tried < MOST_TRIES && drawn.layers < level.layers; tried++) drawn = drawAssembly(rng, springs, rng.choice(["P", "S"]));
    const read = readAssembly(drawn.written);
    const target = read.status === "parsed" ? read.value.stiffness.toString() : "";
    return { springs: rng.shuffle(springs), target, planted: drawn.written };
  }

  promptFunc({ springs, target }: Case): string {
    return [
      `A workshop has ${springs.length} springs, with the stiffnesses ${springs.join(", ")} (all in newtons per millimetre).`,
      "",
      "Springs, and assemblies of springs, can be joined in two ways:",
      "- Side by side: P(a, b, ...) has the stiffness a + b + ..., the sum of the stiffnesses of its parts.",
      "- End to end: S(a, b, ...) has the stiffness 1 / (1/a + 1/b + ...).",
      "",
      "Each P and each S has two parts or more, and each part is a single spring or again an assembly.",
      "",
      `Join all of the springs, each exactly once, into one assembly whose stiffness is exactly ${target} newtons per millimetre. Any such assembly is correct.`,
      "",
      "Write it with P, S, parentheses and commas, each spring by its stiffness alone; S(4, P(6, 3)), for instance, joins a spring of 4 end to end with a pair of 6 and 3 that are side by side.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ planted }: Case): string {
    return this.answerFormat.wrap(planted);
  }

  verifyCorrection({ stiffness, springs }: Assembly, instance: Case): number {
    const usesAll = sortNumbers(springs).join() === sortNumbers(instance.springs).join();
    return usesAll && stiffness.toString() === instance.target ? 1 : 0;
  }
}
