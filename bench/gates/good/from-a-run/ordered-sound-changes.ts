import {
  at,
  Bootcamp,
  type Card,
  choiceOf,
  combinations,
  list,
  range,
  type Rng,
  tagged,
} from "campforge/bootcamp";

/**
 * Each sound of `from` becomes the one at the same place of `to`, or is dropped when `to` is empty. When `from` is
 * empty, `to` is inserted. `left` and `right` are the sounds that must stand beside it, # for the edge of the word;
 * empty where anything may.
 */
type Rule = { readonly from: string; readonly to: string; readonly left: string; readonly right: string };

type Word = { readonly underlying: string; readonly surface: string };

/** A word with its forms after 0, 1, 2, … rules of the planted order. */
type Path = Word & { readonly forms: readonly string[] };

type Case = {
  readonly rules: readonly Rule[];
  readonly words: readonly Word[];
  /** An order that explains the words, by the positions of the rules. */
  readonly planted: readonly number[];
};

type Level = {
  readonly rules: number;
  readonly words: number;
  readonly exchangeable: number;
  readonly fittingShare: number;
};

const LETTERS = ["A", "B", "C", "D", "E", "F", "G", "H"] as const;
type Letter = (typeof LETTERS)[number];

const VOWELS = "aeiou";
const CONSONANTS = "pbtdkgfvszhmnlrwy";
const POOL = 80;
const TRIALS = 120;

const rule = (from: string, to: string, left: string, right: string): Rule => ({ from, to, left, right });

const RULES: readonly Rule[] = [
  rule("ptk", "bdg", VOWELS, VOWELS),
  rule("bd", "vz", VOWELS, VOWELS),
  rule("s", "z", VOWELS, VOWELS),
  rule("z", "r", VOWELS, VOWELS),
  rule("d", "r", VOWELS, VOWELS),
  rule("l", "r", VOWELS, VOWELS),
  rule("g", "y", VOWELS, VOWELS),
  rule("k", "h", VOWELS, VOWELS),
  rule("b", "w", VOWELS, VOWELS),
  rule("f", "h", VOWELS, VOWELS),
  rule("h", "", VOWELS, VOWELS),
  rule("e", "", "", "#"),
  rule("i", "", "", "#"),
  rule("u", "", "", "#"),
  rule("ao", "", CONSONANTS, "#"),
  rule("bdgvz", "ptkfs", "", "#"),
  rule("m", "n", "", "#"),
  rule("n", "", "", "#"),
  rule("t", "", "", "#"),
  rule("ptk", "", "", "#"),
  rule("s", "h", "", "#"),
  rule("h", "", "", "#"),
  rule("l", "w", "", "#"),
  rule("r", "", "", "#"),
  rule("eo", "iu", "", "#"),
  rule("iu", "eo", "", "#"),
  rule("a", "e", "", "#"),
  rule("n", "m", "", "pb"),
  rule("t", "s", "", "i"),
  rule("d", "z", "", "i"),
  rule("kg", "td", "", "ei"),
  rule("s", "h", "#", ""),
  rule("p", "h", "#", ""),
  rule("h", "", "#", ""),
  rule("eo", "iu", "", "mn"),
  rule("a", "e", "", "sz"),
  rule("a", "o", "", "lw"),
  rule("e", "a", "", "rh"),
  rule("u", "o", "", "rh"),
  rule("i", "", "tdszn", "tdszn"),
  rule("u", "", "kgpb", "lr"),
  rule("e", "", CONSONANTS, "lrmn"),
  rule("a", "", "mnlr", "ptkbdg"),
  rule("ptk", "bdg", "", "bdgvz"),
  rule("bdgvz", "ptkfs", "", "ptksf"),
  rule("ptk", "bdg", "mn", ""),
  rule("n", "", "", "sf"),
  rule("n", "l", "", "l"),
  rule("d", "n", "n", ""),
  rule("b", "m", "m", ""),
  rule("i", "y", "", "aou"),
  rule("u", "w", "", "aei"),
  rule("y", "", CONSONANTS, ""),
  rule("w", "v", "", "ei"),
  rule("", "i", "ptkbdg", "mnlr"),
  rule("", "e", "mnlr", "sz"),
  rule("", "u", "mn", "lr"),
];

const fits = (sounds: string, sound: string): boolean =>
  sounds === "" || sounds.includes(sound === "" ? "#" : sound);

/** Whether a word has one of some sounds. */
function hasAny(word: string, sounds: string): boolean {
  for (const sound of word) {
    if (sounds.includes(sound)) return true;
  }
  return false;
}

/** A word after a rule. */
function applied({ from, to, left, right }: Rule, word: string): string {
  if (from !== "" && !hasAny(word, from)) return word;
  let result = "";
  for (let index = 0; index <= word.length; index++) {
    const before = index === 0 ? "" : word.charAt(index - 1);
    const sound = word.charAt(index);
    if (from === "") {
      result += (fits(left, before) && fits(right, sound) ? to : "") + sound;
      continue;
    }
    const place = sound === "" ? -1 : from.indexOf(sound);
    const isChanged = place >= 0 && fits(left, before) && fits(right, word.charAt(index + 1));
    result += isChanged ? to.charAt(place) : sound;
  }
  return result;
}

const derived = (rules: readonly Rule[], word: string): string =>
  rules.reduce((form, one) => applied(one, form), word);

const without = <T>(items: readonly T[], index: number): T[] => items.filter((_, place) => place !== index);

const exchanged = <T>(items: readonly T[], first: number, second: number): T[] =>
  items.map((item, index) =>
    index === first ? at(items, second) : index === second ? at(items, first) : item,
  );

/** Whether one rule may make, break or shift the places where another applies. */
function touches(one: Rule, other: Rule): boolean {
  const sounds = [...one.from, ...one.to];
  const nearby = [other.left, other.right].filter((context) => context.length <= 5).join("");
  const movesSounds = one.from.length === 0 || one.to.length === 0;
  return (
    sounds.some((sound) => other.from.includes(sound) || nearby.includes(sound)) ||
    (movesSounds && other.right === "#")
  );
}

/** Rules in an order in which each touches the next; undefined where the chain breaks off. */
function drawChain(rng: Rng, count: number): Rule[] | undefined {
  const chain = [rng.choice(RULES)];
  while (chain.length < count) {
    const last = at(chain, chain.length - 1);
    const next = RULES.filter((one) => !chain.includes(one) && (touches(last, one) || touches(one, last)));
    if (next.length === 0) return undefined;
    chain.push(rng.choice(next));
  }
  return chain;
}

/** Underlying forms, made mostly of the sounds that the rules speak of. */
function drawForms(rng: Rng, rules: readonly Rule[]): string[] {
  const short = (sounds: string): string => (sounds.length <= 5 && sounds !== VOWELS ? sounds : "");
  const named = rules.map(({ from, left, right }) => from + short(left) + short(right)).join("");
  const consonants = [...new Set([...named].filter((sound) => CONSONANTS.includes(sound))), ..."tkm"];
  const vowels = [...new Set([...named].filter((sound) => VOWELS.includes(sound))), ..."aei"];
  const forms = new Set<string>();
  for (let draws = 0; draws < POOL; draws++) {
    const syllables = range(rng.integer(2, 3)).map((index) => {
      const onset = index > 0 || rng.boolean(0.85) ? rng.choice(consonants) : "";
      return onset + rng.choice(vowels) + (rng.boolean(0.3) ? rng.choice(consonants) : "");
    });
    forms.add(syllables.join(""));
  }
  return [...forms];
}

/** A form on its way through rules. */
function pathOf(rules: readonly Rule[], underlying: string): Path {
  const forms = [underlying];
  for (const one of rules) forms.push(applied(one, at(forms, forms.length - 1)));
  return { underlying, surface: at(forms, rules.length), forms };
}

/** The first of some words that other rules than the planted ones derive wrongly. Only where they differ is worked out. */
function firstWrong(
  paths: readonly Path[],
  planted: readonly Rule[],
  rules: readonly Rule[],
): Path | undefined {
  const start = planted.findIndex((one, index) => one !== rules[index]);
  if (start < 0) return undefined;
  let tail = 0;
  while (
    start + tail < rules.length &&
    at(rules, rules.length - 1 - tail) === at(planted, planted.length - 1 - tail)
  ) {
    tail++;
  }
  const changed = rules.slice(start, rules.length - tail);
  const rest = rules.slice(rules.length - tail);
  return paths.find(({ forms, surface }) => {
    const form = derived(changed, at(forms, start));
    return form !== at(forms, planted.length - tail) && derived(rest, form) !== surface;
  });
}

/** One attempt at a case; undefined when its data would not pin the order down far enough. */
function attempt(rng: Rng, level: Level): Case | undefined {
  const chain = drawChain(rng, level.rules);
  if (chain === undefined) return undefined;
  const pool = drawForms(rng, chain).map((underlying) => pathOf(chain, underlying));
  const chosen: Path[] = [];
  /** Makes sure that some chosen word goes wrong with these rules, if the pool has one. */
  const isExcluded = (rules: readonly Rule[]): boolean => {
    if (firstWrong(chosen, chain, rules) !== undefined) return true;
    const witness = firstWrong(pool, chain, rules);
    if (witness === undefined) return false;
    chosen.push(witness);
    return true;
  };
  // Neighbours first: they are the quickest to test and the likeliest to fail.
  const pairs = combinations(range(level.rules), 2).toSorted(
    (one, other) => at(one, 1) - at(one, 0) - (at(other, 1) - at(other, 0)),
  );
  let exchangeable = 0;
  for (const pair of pairs) {
    if (!isExcluded(exchanged(chain, at(pair, 0), at(pair, 1)))) exchangeable++;
    if (exchangeable > level.exchangeable) return undefined;
  }
  if (!range(level.rules).every((index) => isExcluded(without(chain, index)))) return undefined;
  const fitting = range(TRIALS).filter(() => !isExcluded(rng.shuffle(chain))).length;
  if (fitting > level.fittingShare * TRIALS || chosen.length > level.words) return undefined;

  const others = pool.filter((word) => !chosen.includes(word) && word.underlying !== word.surface);
  if (chosen.length + others.length < level.words) return undefined;
  const words = rng
    .shuffle([...chosen, ...others.slice(0, level.words - chosen.length)])
    .map(({ underlying, surface }): Word => ({ underlying, surface }));
  const places = rng.shuffle(range(level.rules));
  return {
    rules: places.map((place) => at(chain, place)),
    words,
    planted: range(level.rules).map((place) => places.indexOf(place)),
  };
}

/** Sounds as a list: "p, b or m". */
function listed(sounds: string, joint: string): string {
  const all = [...sounds];
  const last = at(all, all.length - 1);
  return all.length === 1 ? last : `${all.slice(0, -1).join(", ")} ${joint} ${last}`;
}

/** A context in words: "a vowel", "p or b". */
const named = (sounds: string): string =>
  sounds === VOWELS ? "a vowel" : sounds === CONSONANTS ? "a consonant" : listed(sounds, "or");

/** A rule in words. */
function described({ from, to, left, right }: Rule): string {
  const change =
    from === ""
      ? `${to} is inserted`
      : to === ""
        ? `${listed(from, "and")} ${from.length === 1 ? "is" : "are"} dropped`
        : [...from].map((sound, index) => `${sound} → ${to.charAt(index)}`).join(", ");
  const after = left === "" ? "" : left === "#" ? " at the beginning of a word" : ` after ${named(left)}`;
  const before = right === "" ? "" : right === "#" ? " at the end of a word" : ` before ${named(right)}`;
  if (left === VOWELS && right === VOWELS) return `${change} between two vowels`;
  if (from === "") return `${change} between ${named(left)} and a following ${named(right)}`;
  return change + after + (left !== "" && right !== "" && right !== "#" ? ` and${before}` : before);
}

const orderedRules = (rules: readonly Rule[], order: readonly number[]): Rule[] =>
  order.map((index) => at(rules, index));

export default class OrderedSoundChanges extends Bootcamp<Case, readonly Letter[], Level> {
  static readonly card: Card<Level> = {
    name: "OrderedSoundChanges",
    slug: "ordered-sound-changes",
    title: "Ordered Sound Changes",
    domain: "language-analysis",
    description:
      "Sound rules of an invented language are given without their order, with some words in underlying and surface form. An order of the rules is to be found that derives every surface form; any such order is correct.",
    answerFormat: "the letters of the rules in order, separated by commas, between <answer> and </answer>",
    parameters: {
      rules: { meaning: "sound rules", min: 3, max: 8 },
      words: { meaning: "words in underlying and surface form", min: 4, max: 24 },
      exchangeable: {
        meaning: "most pairs of rules that may change places in the planted order",
        min: 0,
        max: 6,
      },
      fittingShare: {
        meaning: "greatest share of random orders that may explain all words",
        min: 0,
        max: 0.3,
      },
    },
    levels: [
      { rules: 4, words: 7, exchangeable: 0, fittingShare: 0.08 },
      { rules: 5, words: 8, exchangeable: 1, fittingShare: 0.04 },
      { rules: 6, words: 10, exchangeable: 1, fittingShare: 0.03 },
      { rules: 7, words: 12, exchangeable: 2, fittingShare: 0.02 },
      { rules: 8, words: 14, exchangeable: 3, fittingShare: 0.02 },
    ],
  };

  readonly answerFormat = tagged(list(choiceOf(LETTERS)));

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const drawn = attempt(rng, level);
      if (drawn !== undefined) return drawn;
    }
  }

  promptFunc(instance: Case): string {
    const { rules, words } = instance;
    return [
      `In an invented language, surface forms arise from underlying forms by ${rules.length} sound rules, which are applied one after`,
      "the other in a fixed order, the same for all words. The rules are listed here, but not in their order:",
      ...rules.map((one, index) => `${at(LETTERS, index)}. ${described(one)}`),
      "",
      "How rules work:",
      "- Every letter is one sound. The vowels are a, e, i, o, u; the consonants are p, b, t, d, k, g, f, v, s, z, h, m, n,",
      "  l, r, w, y.",
      "- A rule applies to the form that the rule before it has left (the first rule to the underlying form), everywhere in",
      "  the word at once: all its conditions are judged on the form as it was before this rule changed anything in it.",
      "- Where a rule has several changes, each sound named before an arrow becomes the sound behind that arrow.",
      "- The sounds named in a condition stand directly beside the place of the change.",
      "- Each rule is applied exactly once. A rule whose conditions hold nowhere in the word leaves it as it is.",
      "",
      "Words, underlying form → surface form:",
      ...words.map(({ underlying, surface }) => `${underlying} → ${surface}`),
      "",
      "Find an order of all the rules that derives every surface form from its underlying form. If several orders do, any of",
      "them is correct.",
      `Give the ${rules.length} letters of the rules, from the rule that is applied first to the one that is applied last, separated`,
      `by commas. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(instance.planted.map((index) => at(LETTERS, index)).join(", "));
  }

  override workedSolution(instance: Case): string {
    const { rules, words, planted } = instance;
    const letter = (place: number): string => at(LETTERS, at(planted, place));
    const reasons = range(1, rules.length).map((place) => {
      const turned = orderedRules(rules, exchanged(planted, place - 1, place));
      const witness = words.find(({ underlying, surface }) => derived(turned, underlying) !== surface);
      const [first, second] = [letter(place - 1), letter(place)];
      return witness === undefined
        ? `- ${first} and ${second} may change places.`
        : `- ${first} before ${second}: the other way round, ${witness.underlying} would become ${derived(turned, witness.underlying)}, not ${witness.surface}.`;
    });
    const derivations = words.map(({ underlying }) => {
      const forms = [underlying];
      for (const one of orderedRules(rules, planted)) forms.push(applied(one, at(forms, forms.length - 1)));
      const steps = forms
        .slice(1)
        .map((form, place) => (form === forms[place] ? "" : ` → ${form} (${letter(place)})`));
      return `- ${underlying}${steps.join("")}`;
    });
    return [
      "Compare what the words become when two rules are applied one way round and the other:",
      ...reasons,
      "",
      `The order ${planted.map((index) => at(LETTERS, index)).join(", ")} derives all the words:`,
      ...derivations,
      "",
      this.referenceAnswer(instance),
    ].join("\n");
  }

  override hardness(instance: Case): number {
    return instance.rules.length;
  }

  verifyCorrection(answer: readonly Letter[], instance: Case): number {
    const { rules, words } = instance;
    if (answer.toSorted().join() !== LETTERS.slice(0, rules.length).join()) return 0;
    const ordered = orderedRules(
      rules,
      answer.map((letter) => LETTERS.indexOf(letter)),
    );
    return words.every(({ underlying, surface }) => derived(ordered, underlying) === surface) ? 1 : 0;
  }
}
