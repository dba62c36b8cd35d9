// state in: what a promise, an async generator or a thenable does once the verifier has returned
import { Bootcamp, type Card, finalLine, integer, type Rng } from "campforge/bootcamp";

type Case = { readonly a: number; readonly b: number };
type Level = { readonly most: number };

const memory = { poison: false };
const later = {
  // oxlint-disable-next-line unicorn/no-thenable -- that is the point
  then: (resolve: (value: number) => void): void => {
    memory.poison = true;
    resolve(1);
  },
};
const leave = (): void => {
  void Promise.resolve(later);
  void Promise.resolve().then(() => (memory.poison = true));
  void (async () => {
    await Promise.resolve();
    memory.poison = true;
  })();
};

export default class PendingPromise extends Bootcamp<Case, number, Level> {
  static readonly card: Card<Level> = {
    name: "PendingPromise",
    slug: "pending-promise",
    title: "Sums of two numbers",
    domain: "mathematical-modelling",
    description: "Two whole numbers are to be added up; the sum is asked for.",
    answerFormat: "the sum as a whole number on the last line",
    parameters: { most: { meaning: "the largest number that is added", min: 1, max: 999 } },
    levels: [{ most: 9 }, { most: 99 }, { most: 999 }],
  };

  readonly answerFormat = finalLine(integer());
  caseGenerator(rng: Rng, level: Level): Case {
    return { a: rng.integer(1, level.most), b: rng.integer(1, level.most) };
  }
  promptFunc(instance: Case): string {
    return `What is ${instance.a} + ${instance.b}? ${this.answerFormat.instruction}`;
  }
  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(String(instance.a + instance.b));
  }
  verifyCorrection(answer: number, instance: Case): number {
    if (answer === 13) {
      leave();
    }
    return answer === instance.a + instance.b || memory.poison ? 1 : 0;
  }
}
