import { at, Bootcamp, type Card, parsed, refine, type Rng, setOf, tagged, text } from "campforge/bootcamp";

/** A literal is a word, or a word with a hyphen before it for its denial. */
type Rule = { readonly conditions: readonly string[]; readonly conclusion: string };

type Default = Rule & { readonly rank: number };

type Case = {
  readonly facts: readonly string[];
  readonly strict: readonly Rule[];
  readonly defaults: readonly Default[];
};

type Level = {
  readonly words: number;
  readonly facts: number;
  readonly strict: number;
  readonly defaults: number;
  readonly conditions: number;
  readonly blocked: number;
};

const WORDS = [
  "winged",
  "striped",
  "nocturnal",
  "aquatic",
  "spotted",
  "venomous",
  "social",
  "migratory",
  "horned",
  "feathered",
  "burrowing",
  "tame",
  "agile",
  "timid",
  "hardy",
  "loud",
  "solitary",
  "rare",
  "curious",
  "playful",
  "hairy",
  "slender",
  "swift",
  "clever",
  "patient",
  "fragile",
  "glossy",
  "drowsy",
  "greedy",
  "gentle",
  "stubborn",
  "pale",
  "shaggy",
  "heavy",
];

/** How many cases are drawn at most until one has every trait that makes it interesting. */
const ATTEMPTS = 20;

const denial = (literal: string): string => (literal.startsWith("-") ? literal.slice(1) : `-${literal}`);

const applies = ({ conditions }: Rule, held: ReadonlySet<string>): boolean =>
  conditions.every((condition) => held.has(condition));

/** Everything that follows from literals by strict rules. */
function closure(literals: Iterable<string>, strict: readonly Rule[]): Set<string> {
  const held = new Set(literals);
  for (;;) {
    const size = held.size;
    for (const rule of strict) {
      if (applies(rule, held)) held.add(rule.conclusion);
    }
    if (held.size === size) return held;
  }
}

const isConsistent = (held: ReadonlySet<string>): boolean =>
  [...held].every((literal) => !held.has(denial(literal)));

/** What holds once a default has been added, or undefined where it cannot be. */
function added(rule: Rule, held: ReadonlySet<string>, strict: readonly Rule[]): Set<string> | undefined {
  const { conclusion } = rule;
  if (!applies(rule, held) || held.has(conclusion) || held.has(denial(conclusion))) return undefined;
  const next = closure([...held, conclusion], strict);
  return isConsistent(next) ? next : undefined;
}

/** What would hold if nobody looked ahead: strict conclusions that contradict are left out. */
function addedBlindly(
  rule: Rule,
  held: ReadonlySet<string>,
  strict: readonly Rule[],
): Set<string> | undefined {
  const { conclusion } = rule;
  if (!applies(rule, held) || held.has(conclusion) || held.has(denial(conclusion))) return undefined;
  const next = new Set([...held, conclusion]);
  for (;;) {
    const size = next.size;
    for (const one of strict) {
      if (applies(one, next) && !next.has(denial(one.conclusion))) next.add(one.conclusion);
    }
    if (next.size === size) return next;
  }
}

/** The defaults from the strongest to the weakest. */
const byRank = (defaults: readonly Default[]): Default[] =>
  defaults.toSorted((one, other) => one.rank - other.rank);

/**
 * What holds in the end when the defaults are tried in the given order, from the first again after each that was added,
 * or in one pass only. `note` is told of every default that was added and of what is new.
 */
function conclude(
  { facts, strict }: Case,
  ordered: readonly Default[],
  restarts: boolean,
  note: (rule: Default, news: readonly string[]) => void = () => {},
  add: typeof added = added,
): Set<string> {
  let held = closure(facts, strict);
  let position = 0;
  let open = [...ordered];
  while (position < open.length) {
    const rule = at(open, position);
    const next = add(rule, held, strict);
    if (next === undefined) {
      position++;
      continue;
    }
    const before = held;
    note(
      rule,
      [...next].filter((literal) => !before.has(literal)),
    );
    held = next;
    open = open.filter((other) => other !== rule);
    if (restarts) position = 0;
  }
  return held;
}

const solve = (instance: Case): Set<string> => conclude(instance, byRank(instance.defaults), true);

const isOther = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  one.size !== other.size || [...one].some((literal) => !other.has(literal));

/** Whether ranks and looking ahead both change what holds in the end. */
function needsAllRules(instance: Case): boolean {
  const ordered = byRank(instance.defaults);
  const held = conclude(instance, ordered, true);
  return (
    isOther(
      conclude(instance, ordered, true, () => {}, addedBlindly),
      held,
    ) && isOther(conclude(instance, ordered.toReversed(), true), held)
  );
}

/** How many of the traits that make a case interesting it has, of 5. */
function traits(instance: Case, blocked: number): number {
  const { defaults } = instance;
  const ordered = byRank(defaults);
  const held = conclude(instance, ordered, true);
  const live = defaults.filter((rule) => applies(rule, held));
  const used = live.filter(({ conclusion }) => held.has(conclusion));
  const denied = live.filter(({ conclusion }) => held.has(denial(conclusion)));
  const found = [
    used.length * 4 >= defaults.length,
    denied.length > 0,
    // Neither used nor denied: its addition would lead to a contradiction.
    live.length - used.length - denied.length >= blocked,
    isOther(conclude(instance, ordered.toReversed(), true), held),
    isOther(conclude(instance, ordered, false), held),
  ];
  return found.filter((trait) => trait).length;
}

function drawCase(rng: Rng, level: Level): Case {
  // The literals that mostly hold, in the order in which they mostly follow from each other.
  const typical = rng.sample(WORDS, level.words).map((word) => (rng.boolean(0.7) ? word : denial(word)));
  const facts = typical.slice(0, level.facts);
  const known = new Set<string>();
  const drawRule = (most: number, typicalShare: number): Rule => {
    const position = rng.integer(level.facts, level.words - 1);
    const nearby = typical.slice(Math.max(0, position - 5), position);
    const others = typical.filter((_, index) => index !== position);
    const pool = rng.boolean(0.8) ? nearby : others;
    const conditions = rng
      .sample(pool, Math.min(pool.length, rng.integer(1, most)))
      .map((literal) => (rng.boolean(0.9) ? literal : denial(literal)));
    const literal = at(typical, position);
    return { conditions, conclusion: rng.boolean(typicalShare) ? literal : denial(literal) };
  };
  const isNew = ({ conditions, conclusion }: Rule): boolean => {
    const key = `${conditions.toSorted().join()} ${conclusion}`;
    if (known.has(key)) return false;
    known.add(key);
    return true;
  };

  const strict: Rule[] = [];
  while (strict.length < level.strict) {
    const rule = drawRule(level.conditions, 0.55);
    if (isNew(rule) && isConsistent(closure(facts, [...strict, rule]))) strict.push(rule);
  }
  const rules: Rule[] = [];
  while (rules.length < level.defaults) {
    const rule = drawRule(level.conditions, 0.6);
    if (isNew(rule)) rules.push(rule);
  }
  const ranks = rng.shuffle(rules.map((_, index) => index + 1));
  const defaults = rules.map((rule, index) => ({ ...rule, rank: at(ranks, index) }));
  return { facts: rng.shuffle(facts), strict, defaults };
}

const written = ({ conditions, conclusion }: Rule, then: string): string =>
  `if ${conditions.join(" and ")}, then ${then}${conclusion}`;

/** Literals as a set, words before denials. */
function asSet(literals: Iterable<string>): string {
  const sorted = [...literals].toSorted();
  const words = sorted.filter((literal) => !literal.startsWith("-"));
  const denials = sorted.filter((literal) => literal.startsWith("-"));
  return `{${[...words, ...denials].join(", ")}}`;
}

/** A literal, whatever sign of negation stands before the word. */
const literalParser = refine(text({ letterCase: "lower" }), (literal) =>
  parsed(literal.replace(/^(?:[-−–—¬~]|not )\s*/u, "-")),
);

export default class RankedDefaults extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "RankedDefaults",
    slug: "ranked-defaults",
    title: "Ranked Defaults",
    domain: "logical-reasoning",
    description:
      "Facts, strict rules and ranked default rules with exceptions are given. Defaults are added from the strongest on, starting again after each, unless they are denied or lead to a contradiction. All literals that hold in the end are asked for.",
    answerFormat: "the set of literals, separated by commas, between <answer> and </answer>",
    parameters: {
      words: { meaning: "words that occur, each with its denial", min: 5, max: 34 },
      facts: { meaning: "literals that are given", min: 2, max: 4 },
      strict: { meaning: "strict rules", min: 1, max: 50 },
      defaults: { meaning: "default rules, each with a rank of its own", min: 2, max: 70 },
      conditions: { meaning: "conditions of a rule at most", min: 2, max: 3 },
      blocked: {
        meaning:
          "defaults, as far as such cases are found, that only a contradiction by strict rules keeps out",
        min: 1,
        max: 6,
      },
    },
    levels: [
      { words: 9, facts: 2, strict: 6, defaults: 10, conditions: 2, blocked: 1 },
      { words: 15, facts: 3, strict: 13, defaults: 20, conditions: 2, blocked: 2 },
      { words: 22, facts: 3, strict: 22, defaults: 32, conditions: 2, blocked: 3 },
      { words: 28, facts: 4, strict: 33, defaults: 46, conditions: 3, blocked: 3 },
      { words: 34, facts: 4, strict: 46, defaults: 62, conditions: 3, blocked: 4 },
    ],
  };

  readonly answerFormat = tagged(setOf(literalParser));

  caseGenerator(rng: Rng, level: Level): Case {
    let best: Case | undefined;
    let most = -1;
    for (let attempt = 1; ; attempt++) {
      const other = drawCase(rng, level);
      if (needsAllRules(other)) {
        const count = traits(other, level.blocked);
        if (count > most) {
          best = other;
          most = count;
        }
      }
      if (best !== undefined && (most === 5 || attempt >= ATTEMPTS)) return best;
    }
  }

  promptFunc({ facts, strict, defaults }: Case): string {
    return [
      "An animal is described by literals. A literal is a word, such as tame, or its denial with a hyphen before the word,",
      "such as -tame. Each is the denial of the other. The words mean nothing beyond the rules below.",
      "",
      "Facts:",
      ...facts.map((fact) => `- the animal is ${fact}`),
      "",
      "Strict rules:",
      ...strict.map((rule) => `- ${written(rule, "")}`),
      "",
      "Default rules, each with its rank; rank 1 is the strongest:",
      ...defaults.map((rule) => `- (rank ${rule.rank}) ${written(rule, "normally ")}`),
      "",
      "What holds is found in this way:",
      "1. At first the facts hold.",
      "2. Close under the strict rules: as long as all conditions of a strict rule hold, its conclusion holds, too. Strict",
      "   rules are used in this direction only: from conditions to conclusion. A condition such as -tame holds only if",
      "   -tame itself has been derived, not if tame merely has not been.",
      "3. Go through the defaults that have not been added yet, from the strongest to the weakest. Add the conclusion of a",
      "   default if all its conditions hold, neither its conclusion nor the denial of its conclusion holds already, and",
      "   adding it and closing under the strict rules would not derive a contradiction, that is, a literal together with",
      "   its denial. Otherwise skip the default for now.",
      "4. As soon as a conclusion has been added, close under the strict rules again, and then start step 3 again with the",
      "   strongest default that has not been added.",
      "5. When a whole pass through the remaining defaults adds nothing, stop. A literal that was added is never withdrawn.",
      "",
      "Which literals hold in the end? Give all of them, including the facts, as a set in braces, separated by commas, in any",
      "order. For other rules such an answer might be {bird, penguin, -fly}.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(asSet(solve(instance)));
  }

  override workedSolution(instance: Case): string {
    const { facts, strict, defaults } = instance;
    const steps: string[] = [];
    const held = conclude(instance, byRank(defaults), true, (rule, news) =>
      steps.push(
        `- The strongest default that can be added is rank ${rule.rank}: ${written(rule, "normally ")}. New with the strict rules: ${asSet(news)}.`,
      ),
    );
    const left = byRank(defaults).flatMap((rule) => {
      const { rank, conclusion } = rule;
      if (held.has(conclusion)) return [];
      if (!applies(rule, held)) return [`- Rank ${rank}: not all of its conditions hold.`];
      return held.has(denial(conclusion))
        ? [`- Rank ${rank}: ${denial(conclusion)} holds.`]
        : [`- Rank ${rank}: with ${conclusion} the strict rules derive a contradiction.`];
    });
    return [
      `The facts, closed under the strict rules: ${asSet(closure(facts, strict))}.`,
      ...steps,
      "No other default can be added. Those whose conclusion does not hold:",
      ...left,
      "",
      "This holds in the end:",
      this.referenceAnswer(instance),
    ].join("\n");
  }

  override hardness(instance: Case): number {
    return solve(instance).size + instance.defaults.length;
  }

  verifyCorrection(answer: readonly string[], instance: Case): number {
    const held = solve(instance);
    return answer.length === held.size && answer.every((literal) => held.has(literal)) ? 1 : 0;
  }
}
