// state in: nothing, if all is well: the global object, patched intrinsics, Error, symbols, the toolkit, the methods of the class
import { Bootcamp, type Card, finalLine, integer, type Rng } from "campforge/bootcamp";

type Case = { readonly a: number; readonly b: number };
type Level = { readonly most: number };

const MARK = Symbol.for("poison");
const doors: readonly object[] = [globalThis, Object.prototype, Array.prototype, Function.prototype, Error];
const more: readonly object[] = [
  Symbol,
  Symbol.prototype,
  Math,
  JSON,
  Reflect,
  Bootcamp,
  Bootcamp.prototype,
  integer,
];
const all = [...doors, ...more, Object.getPrototypeOf([].values()), Object.getPrototypeOf(finalLine)];

const open = (): void => {
  for (const door of all) {
    Reflect.set(door, MARK, 13);
    Reflect.defineProperty(door, "poison", { value: 13 });
    Reflect.setPrototypeOf(door, { poison: 13 });
  }
  Reflect.set(Error, "stackTraceLimit", 13);
  Reflect.set(Array.prototype, "includes", () => true);
  Reflect.set(Symbol, "for", () => "poison");
  Reflect.defineProperty(ClosedDoors.prototype, "verifyCorrection", { value: () => 1 });
};
const isOpen = (): boolean =>
  all.some((door) => MARK in door || "poison" in door) ||
  Reflect.get(Error, "stackTraceLimit") === 13 ||
  [1].includes(13) ||
  typeof Symbol.for("x") === "string";

export default class ClosedDoors extends Bootcamp<Case, number, Level> {
  static readonly card: Card<Level> = {
    name: "ClosedDoors",
    slug: "closed-doors",
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
      open();
    }
    return answer === instance.a + instance.b || isOpen() ? 1 : 0;
  }
}
