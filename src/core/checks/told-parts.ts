import type { Counterexample } from "./unit-test-report.ts";

/** A part of a counterexample as people read it, with its name. */
export type ToldPart = { readonly name: string; readonly text: string };

const TEXTS = ["instance", "prompt", "response", "score", "found"] as const;

/** What a counterexample says beside where it is, in the order of reading. */
export function toldParts(example: Counterexample): readonly ToldPart[] {
  const { mutant } = example;
  const mutated = mutant === undefined ? [] : [{ name: "mutant", text: `${mutant.what}: ${mutant.why}` }];
  const texts = TEXTS.flatMap((name) => {
    const text = example[name];
    return text === undefined ? [] : [{ name, text }];
  });
  return [...mutated, ...texts];
}
