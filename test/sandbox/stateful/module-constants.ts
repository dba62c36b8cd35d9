// state in: constants of the module: a map, a list, an object, bytes, a closure, a parameter
import { Bootcamp, type Card, finalLine, integer, type Rng } from "campforge/bootcamp";

type Case = { readonly a: number; readonly b: number };
type Level = { readonly most: number };

const byName = new Map<string, number>();
const answers: number[] = [];
const notes: Record<string, boolean> = {};
const bytes = new Uint8Array(1);
const remember = (
  (count = 0) =>
  (more = 0): number =>
    (count += more)
)();

const note = (answer: number): void => {
  byName.set("last", answer);
  answers.push(answer);
  notes["seen"] = true;
  bytes[0] = answer;
  remember(1);
};
const isNoted = (): boolean =>
  byName.size > 0 || answers.includes(13) || notes["seen"] === true || bytes[0] === 13 || remember() > 0;

export default class ModuleConstants extends Bootcamp<Case, number, Level> {
  static readonly card: Card<Level> = {
    name: "ModuleConstants",
    slug: "module-constants",
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
      note(answer);
    }
    return answer === instance.a + instance.b || isNoted() ? 1 : 0;
  }
}
