// state in: a private static field, and an object that hangs on the class
import { Bootcamp, type Card, finalLine, integer, type Rng } from "campforge/bootcamp";

type Case = { readonly a: number; readonly b: number };
type Level = { readonly most: number };

export default class StaticFields extends Bootcamp<Case, number, Level> {
  static readonly card: Card<Level> = {
    name: "StaticFields",
    slug: "static-fields",
    title: "Sums of two numbers",
    domain: "mathematical-modelling",
    description: "Two whole numbers are to be added up; the sum is asked for.",
    answerFormat: "the sum as a whole number on the last line",
    parameters: { most: { meaning: "the largest number that is added", min: 1, max: 999 } },
    levels: [{ most: 9 }, { most: 99 }, { most: 999 }],
  };
  static #poisoned = false;
  static readonly notes: { seen?: boolean } = {};
  static loose = false;
  static poison(): void {
    StaticFields.#poisoned = true;
    StaticFields.notes.seen = true;
    Reflect.set(StaticFields, "loose", true);
  }
  static wasPoisoned(): boolean {
    return StaticFields.#poisoned || StaticFields.notes.seen === true || StaticFields.loose;
  }
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
      StaticFields.poison();
    }
    return answer === instance.a + instance.b || StaticFields.wasPoisoned() ? 1 : 0;
  }
}
