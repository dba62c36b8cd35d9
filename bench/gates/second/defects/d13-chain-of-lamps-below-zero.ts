/*
defect: D13
base: chain-of-lamps.ts
what: Lamps too many are taken off the share that was found, so the score of an answer with many wrong lamps falls below 0.
needs: no model
*/
import { at, Bootcamp, bracketed, type Card, type Rng, setOf, text } from "campforge/bootcamp";

type Rule = { readonly given: readonly string[]; readonly then: string };

type Case = {
  readonly terms: readonly string[];
  readonly facts: readonly string[];
  readonly rules: readonly Rule[];
};

type Level = {
  readonly terms: number;
  readonly facts: number;
  readonly chained: number;
  readonly idle: number;
  readonly conditions: number;
};

const TERMS = [
  "amber", "basil", "cedar", "delta", "ember", "flint", "grove", "heron", "ivory", "jasper", "kelp", "lotus",
  "maple", "nectar", "onyx", "pearl", "quartz", "raven", "sable", "thyme", "umber", "velvet", "willow", "zinc",
]; // prettier-ignore

/** Everything that follows from the facts, the facts themselves included. */
function closure({ facts, rules }: Case): Set<string> {
  const known = new Set(facts);
  let grew = true;
  while (grew) {
    const before = known.size;
    for (const { given, then } of rules) if (given.every((term) => known.has(term))) known.add(then);
    grew = known.size > before;
  }
  return known;
}

export default class ChainOfLamps extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "ChainOfLamps",
    slug: "chain-of-lamps",
    title: "Which Lamps Go On",
    domain: "logical-reasoning",
    description:
      "Lamps with names, some of them on at first, and rules of the form: when these lamps are on, that lamp goes on too. The set of all lamps that are on in the end is asked for.",
    answerFormat: "the names of all lamps that are on, apart by commas, between [answer] and [/answer]",
    parameters: {
      terms: { meaning: "lamps", min: 6, max: 24 },
      facts: { meaning: "lamps that are on at first", min: 1, max: 6 },
      chained: { meaning: "lamps that go on later", min: 1, max: 16 },
      idle: { meaning: "rules that never come to act", min: 0, max: 20 },
      conditions: { meaning: "most lamps that a rule asks for", min: 1, max: 4 },
    },
    levels: [
      { terms: 9, facts: 2, chained: 3, idle: 4, conditions: 2 },
      { terms: 13, facts: 2, chained: 5, idle: 7, conditions: 2 },
      { terms: 18, facts: 3, chained: 8, idle: 11, conditions: 3 },
      { terms: 24, facts: 3, chained: 12, idle: 16, conditions: 3 },
    ],
  };

  readonly answerFormat = bracketed(setOf(text({ letterCase: "lower" })));

  caseGenerator(rng: Rng, level: Level): Case {
    const terms = rng.sample(TERMS, level.terms);
    const on = terms.slice(0, level.facts + level.chained);
    const off = terms.slice(on.length);
    const facts = on.slice(0, level.facts);
    const acting = on.slice(level.facts).map((then, place): Rule => {
      const earlier = on.slice(0, level.facts + place);
      // The newest lamp is mostly among the conditions, so that the chain is long.
      const newest = rng.boolean(0.7) ? earlier.slice(-1) : [];
      const rest = earlier.slice(0, earlier.length - newest.length);
      const others = rng.sample(
        rest,
        Math.min(rest.length, rng.integer(1, level.conditions) - newest.length),
      );
      return { given: rng.shuffle([...newest, ...others]), then };
    });
    // A rule that never acts asks for a lamp that stays off; half of them would switch on a lamp that stays off.
    const idle = Array.from({ length: level.idle }, (): Rule => {
      const missing = rng.choice(off);
      const others = rng.sample(on, rng.integer(0, level.conditions - 1));
      const candidates = (rng.boolean(0.6) ? off : on.slice(level.facts)).filter((term) => term !== missing);
      return { given: rng.shuffle([missing, ...others]), then: rng.choice(candidates) };
    }).map((rule) => ({ ...rule, given: rule.given.filter((term) => term !== rule.then) }));
    return { terms: rng.shuffle(terms), facts: rng.shuffle(facts), rules: rng.shuffle([...acting, ...idle]) };
  }

  promptFunc(instance: Case): string {
    const { terms, facts, rules } = instance;
    const joined = (names: readonly string[]): string =>
      names.length === 1
        ? `${at(names, 0)} is on`
        : `${names.slice(0, -1).join(", ")} and ${at(names, names.length - 1)} are on`;
    return [
      `There are ${terms.length} lamps: ${terms.join(", ")}.`,
      `At first ${joined(facts)}; all other lamps are off.`,
      "",
      "The lamps are wired so that:",
      ...rules.map(({ given, then }) => `- if ${joined(given)}, then ${then} goes on`),
      "",
      "Rules:",
      "1. As soon as all lamps that a line asks for are on, the lamp at its end goes on, if it is not on already.",
      "2. This goes on until nothing changes any more. A lamp that is on stays on.",
      "3. A lamp goes on for no other reason.",
      "",
      "Example: with p on at first, and the lines `if p is on, then q goes on` and `if q and r are on, then s goes on`,",
      "the lamps p and q are on in the end.",
      "",
      "Which lamps are on in the end? Give the names of all of them, those that were on at first included, apart by",
      `commas, in any order. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const known = closure(instance);
    return this.answerFormat.wrap(instance.terms.filter((term) => known.has(term)).join(", "));
  }

  verifyCorrection(answer: readonly string[], instance: Case): number {
    const known = closure(instance);
    const found = answer.filter((term) => known.has(term)).length;
    return (found - (answer.length - found)) / known.size;
  }
}
