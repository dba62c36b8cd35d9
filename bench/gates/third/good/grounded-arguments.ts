import { at, Bootcamp, bracketed, type Card, choiceOf, type Rng, setOf } from "campforge/bootcamp";

/** One or two arguments that together attack another one. */
type Attack = { readonly attackers: readonly string[]; readonly target: string };

type Case = {
  readonly names: readonly string[];
  readonly attacks: readonly Attack[];
};

type Level = {
  readonly names: number;
  readonly attacks: number;
  /** Share of the attacks that need two arguments. */
  readonly joint: number;
  readonly leastRounds: number;
};

const LETTERS = ["A", "B", "C", "D", "E", "F", "G", "H", "J", "K", "L", "M", "N", "P", "Q", "R"] as const;
const ATTEMPTS = 400;

type Outcome = {
  readonly accepted: ReadonlySet<string>;
  readonly rejected: ReadonlySet<string>;
  /** How often the two rules had to be gone through until nothing changed. */
  readonly rounds: number;
};

/** Accepts and rejects whatever the rules say, round by round, until nothing new comes. */
function settle({ names, attacks }: Case): Outcome {
  const accepted = new Set<string>();
  const rejected = new Set<string>();
  for (let rounds = 0; ; rounds++) {
    const open = names.filter((name) => !accepted.has(name) && !rejected.has(name));
    const nowAccepted = open.filter((name) =>
      attacks
        .filter((attack) => attack.target === name)
        .every((attack) => attack.attackers.some((attacker) => rejected.has(attacker))),
    );
    for (const name of nowAccepted) accepted.add(name);
    const nowRejected = open.filter((name) =>
      attacks.some((attack) => attack.target === name && attack.attackers.every((attacker) => accepted.has(attacker))),
    );
    for (const name of nowRejected) rejected.add(name);
    if (nowAccepted.length === 0 && nowRejected.length === 0) return { accepted, rejected, rounds };
  }
}

function drawAttacks(rng: Rng, names: readonly string[], level: Level): Attack[] {
  const attacks = new Map<string, Attack>();
  // An order in which most attacks go forward, so that acceptance spreads over several rounds.
  const order = rng.shuffle(names);
  for (let tries = 0; attacks.size < level.attacks && tries < 20 * level.attacks; tries++) {
    const target = rng.integer(1, order.length - 1);
    const count = rng.boolean(level.joint) ? 2 : 1;
    const pool = order.flatMap((name, index) =>
      index === target || Math.abs(index - target) > 5 || (index > target && !rng.boolean(0.3)) ? [] : [name],
    );
    if (pool.length < count) continue;
    const attackers = rng.sample(pool, count).toSorted((a, b) => (a < b ? -1 : 1));
    attacks.set(`${attackers.join("")}>${at(order, target)}`, { attackers, target: at(order, target) });
  }
  return rng.shuffle([...attacks.values()]);
}

export default class GroundedArguments extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "GroundedArguments",
    slug: "grounded-arguments",
    title: "Which Arguments Stand",
    domain: "logical-reasoning",
    description:
      "Arguments attack each other, singly or two together. The arguments that are accepted in the end, by rules that accept what is attacked by rejected ones only, are asked for; those that depend on themselves stay undecided.",
    answerFormat: "the letters of the accepted arguments, separated by commas, between [answer] and [/answer]",
    parameters: {
      names: { meaning: "arguments", min: 4, max: 16 },
      attacks: { meaning: "attacks between them", min: 3, max: 40 },
      joint: { meaning: "share of the attacks that take two arguments together", min: 0, max: 0.8 },
      leastRounds: { meaning: "rounds of the rules until nothing changes, at least", min: 1, max: 6 },
    },
    levels: [
      { names: 5, attacks: 5, joint: 0, leastRounds: 2 },
      { names: 7, attacks: 9, joint: 0, leastRounds: 2 },
      { names: 9, attacks: 13, joint: 0.3, leastRounds: 3 },
      { names: 12, attacks: 19, joint: 0.4, leastRounds: 3 },
      { names: 15, attacks: 26, joint: 0.4, leastRounds: 4 },
    ],
  };

  readonly answerFormat = bracketed(setOf(choiceOf(LETTERS)));

  caseGenerator(rng: Rng, level: Level): Case {
    const names = LETTERS.slice(0, level.names);
    for (let attempt = 0; ; attempt++) {
      const drawn = { names, attacks: drawAttacks(rng, names, level) };
      const { accepted, rejected, rounds } = settle(drawn);
      const isRich = accepted.size >= 2 && rejected.size >= 1 && rounds >= level.leastRounds;
      const isOpen = level.names < 7 || accepted.size + rejected.size < level.names;
      if ((isRich && isOpen) || attempt >= ATTEMPTS) return drawn;
    }
  }

  promptFunc(instance: Case): string {
    const { names, attacks } = instance;
    const hasJoint = attacks.some(({ attackers }) => attackers.length > 1);
    const lines = attacks.map(({ attackers, target }) =>
      attackers.length === 1
        ? `- ${attackers.join("")} attacks ${target}`
        : `- ${attackers.join(" and ")} together attack ${target}`,
    );
    return [
      `In a debate there are the arguments ${names.join(", ")}. Some of them attack others:`,
      "",
      ...lines,
      "",
      "At first every argument is undecided. Arguments are then accepted and rejected by these rules, which are applied",
      "again and again until neither of them applies to any undecided argument:",
      "1. An argument is accepted if each attack on it comes from a rejected argument" +
        (hasJoint ? ", or, for a joint attack, from two arguments of which at least one is rejected." : ".") +
        " In particular,",
      "   an argument that nothing attacks is accepted.",
      "2. An argument is rejected if an accepted argument attacks it" +
        (hasJoint ? ", or if two accepted arguments together attack it." : "."),
      ...(hasJoint ? ["3. Of two arguments that attack together, neither attacks on its own unless that is listed as well."] : []),
      "",
      "A decision is never taken back, and the order in which the rules are applied makes no difference. Some arguments may",
      "stay undecided for ever; they are not accepted.",
      "",
      "Which arguments are accepted in the end?",
      "",
      "Give their letters, in any order, separated by commas, as in X, Y, Z.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const { accepted } = settle(instance);
    return this.answerFormat.wrap(instance.names.filter((name) => accepted.has(name)).join(", "));
  }

  verifyCorrection(answer: readonly string[], instance: Case): number {
    const { accepted } = settle(instance);
    return answer.length === accepted.size && answer.every((name) => accepted.has(name)) ? 1 : 0;
  }
}
