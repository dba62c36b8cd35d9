/** The pieces of a class, as TypeScript; each replaces the one of a small class with which nothing is wrong. */
export type SourcePieces = {
  readonly imports?: string;
  /** Stands between the types and the class. */
  readonly before?: string;
  readonly caseType?: string;
  readonly answerType?: string;
  readonly heading?: string;
  readonly card?: string;
  readonly levels?: string;
  readonly answerFormat?: string;
  readonly caseGenerator?: string;
  readonly promptFunc?: string;
  readonly referenceAnswer?: string;
  readonly verifyCorrection?: string;
  /** Stands after the methods, inside the class. */
  readonly members?: string;
  /** Stands after the class. */
  readonly after?: string;
};

/** A bootcamp of sums, whole or with other pieces. Methods are given as their bodies. */
export function aSource(pieces: SourcePieces = {}): string {
  const levels = pieces.levels ?? "[{ count: 3 }, { count: 6 }, { count: 12 }]";
  const card = `static readonly card: Card<Level> = {
    name: "NumberSum",
    slug: "number-sum",
    title: "Sum of numbers",
    domain: "mathematical-modelling",
    description: "A few whole numbers of three digits each are to be added up; the sum is asked for.",
    answerFormat: "the sum as a whole number on the last line",
    parameters: { count: { meaning: "how many numbers are added", min: 1, max: 50 } },
    levels: ${levels},
  };`;
  const answerType = pieces.answerType ?? "number";
  return `${pieces.imports ?? 'import { Bootcamp, type Card, finalLine, integer, type Rng } from "campforge/bootcamp";'}

type Case = ${pieces.caseType ?? "{ readonly numbers: readonly number[] }"};
type Level = { readonly count: number };

const sumOf = (instance: { readonly numbers: readonly number[] }): number =>
  instance.numbers.reduce((sum, number) => sum + number, 0);
${pieces.before ?? ""}
${pieces.heading ?? `export default class NumberSum extends Bootcamp<Case, ${answerType}, Level>`} {
  ${pieces.card ?? card}
  readonly answerFormat = ${pieces.answerFormat ?? "finalLine(integer())"};
  caseGenerator(rng: Rng, level: Level): Case {
    ${pieces.caseGenerator ?? "return { numbers: Array.from({ length: level.count }, () => rng.integer(100, 999)) };"}
  }
  promptFunc(instance: Case): string {
    ${
      pieces.promptFunc ??
      `return \`Add up these numbers: \${instance.numbers.join(", ")}.
Give the sum as one whole number, in digits, with nothing else on its line. \${this.answerFormat.instruction}\`;`
    }
  }
  referenceAnswer(instance: Case): string {
    ${pieces.referenceAnswer ?? "return this.answerFormat.wrap(String(sumOf(instance)));"}
  }
  verifyCorrection(answer: ${answerType}, instance: Case): number {
    ${pieces.verifyCorrection ?? "return answer === sumOf(instance) ? 1 : 0;"}
  }
  ${pieces.members ?? ""}
}
${pieces.after ?? ""}`;
}
