import {
  at,
  Bootcamp,
  canonicalText,
  type Card,
  list,
  mapping,
  range,
  record,
  type Rng,
  tagged,
  text,
  textTable,
} from "campforge/bootcamp";

type Side = "before" | "after";

/** A target or a context is a letter, "vowel" or "consonant". */
type Rule =
  | {
      readonly kind: "change";
      readonly target: string;
      readonly result: string;
      readonly side: Side;
      readonly context: string;
    }
  | { readonly kind: "drop"; readonly target: string; readonly side: Side; readonly context: string }
  | { readonly kind: "final"; readonly target: string };

type Part = { readonly name: string; readonly length: number };

type Word = { readonly parts: readonly string[]; readonly worn: string };

type Case = {
  /** W1, W2, … as they are listed. */
  readonly rules: readonly Rule[];
  readonly oldLetters: readonly string[];
  /** Stems S1, S2, … and then suffixes T1, T2, … */
  readonly parts: readonly Part[];
  readonly words: readonly Word[];
  /** One solution: names of rules in order, and old forms in the order of the parts. */
  readonly planted: { readonly order: readonly string[]; readonly forms: readonly string[] };
};

type Answer = { readonly order: readonly string[]; readonly forms: ReadonlyMap<string, string> };

type Level = {
  readonly rules: number;
  readonly stems: number;
  readonly suffixes: number;
  readonly together: number;
  readonly stemLength: number;
  readonly fresh: number;
  readonly unworn: number;
};

/** A draft of a case: words are lists of positions in `forms`, stems first. */
type Language = {
  readonly old: readonly string[];
  readonly order: readonly Rule[];
  readonly forms: readonly string[];
  readonly words: readonly (readonly number[])[];
};

const VOWELS: readonly string[] = ["a", "e", "i", "u"];
const CONSONANTS: readonly string[] = ["g", "k", "l", "m", "n", "p", "r", "s", "t", "v"];
const OLD_VOWELS = 3;
const OLD_CONSONANTS = 4;
const WORDS_PER_STEM = 3;
const MOST_DRAWS = 16;
const MOST_FREE = 0.1;

function fits(pattern: string, letter: string): boolean {
  if (pattern === "vowel") return VOWELS.includes(letter);
  if (pattern === "consonant") return letter !== "" && !VOWELS.includes(letter);
  return pattern === letter;
}

/** Uses a rule once, at all fitting places at once. */
function apply(rule: Rule, word: string): string {
  if (rule.kind === "final") {
    return fits(rule.target, word.charAt(word.length - 1)) ? word.slice(0, -1) : word;
  }
  const step = rule.side === "before" ? 1 : -1;
  const result = rule.kind === "change" ? rule.result : "";
  let worn: string = "";
  for (let i = 0; i < word.length; i += 1) {
    const letter = word.charAt(i);
    worn += fits(rule.target, letter) && fits(rule.context, word.charAt(i + step)) ? result : letter;
  }
  return worn;
}

const derive = (order: readonly Rule[], old: string): string =>
  order.reduce((word, rule) => apply(rule, word), old);

const spell = (forms: readonly string[], word: readonly number[]): string =>
  word.map((part) => at(forms, part)).join("");

/** Whether a word comes out otherwise when the rules at a position and behind it change places. */
function separates(order: readonly Rule[], index: number, old: string): boolean {
  const first = at(order, index);
  const second = at(order, index + 1);
  const rest = order.slice(index + 2);
  const before = derive(order.slice(0, index), old);
  const kept = apply(second, apply(first, before));
  const swapped = apply(first, apply(second, before));
  return kept !== swapped && derive(rest, kept) !== derive(rest, swapped);
}

/** The single letters that a rule names. */
function lettersOf(rule: Rule): string[] {
  const result = rule.kind === "change" ? [rule.result] : [];
  const context = rule.kind === "final" ? [] : [rule.context];
  return [rule.target, ...result, ...context].filter((pattern) => pattern.length === 1);
}

/** The old letters, those that the rules name several times. */
const poolOf = (rules: readonly Rule[], old: readonly string[]): string[] => [
  ...old,
  ...rules.flatMap(lettersOf).filter((letter) => old.includes(letter)),
];

function drawForm(rng: Rng, length: number, pool: readonly string[]): string {
  const vowels = pool.filter((letter) => VOWELS.includes(letter));
  const consonants = pool.filter((letter) => !VOWELS.includes(letter));
  let form: string = "";
  while (form.length < length) {
    const afterVowel = VOWELS.includes(form.slice(-1));
    const wantsVowel = rng.boolean(form === "" ? 0.4 : afterVowel ? 0.25 : 0.6);
    form += rng.choice(wantsVowel ? vowels : consonants);
  }
  return form;
}

/** At least one rule that changes a letter and one that shortens words. */
function drawKinds(rng: Rng, count: number): Rule["kind"][] {
  const shortening = rng.choice<Rule["kind"]>(["drop", "final"]);
  const others = range(count - 2).map(
    (): Rule["kind"] =>
      rng.weightedChoice<Rule["kind"]>([
        ["change", 5],
        ["drop", 3],
        ["final", 2],
      ]),
  );
  return rng.shuffle<Rule["kind"]>(["change", shortening, ...others]);
}

function drawRule(
  rng: Rng,
  kind: Rule["kind"],
  letters: readonly string[],
  preferred: readonly string[],
): Rule {
  const drawPattern = (): string => {
    if (rng.boolean(0.25)) return rng.choice(["vowel", "consonant"]);
    return preferred.length > 0 && rng.boolean(0.6) ? rng.choice(preferred) : rng.choice(letters);
  };
  const target = drawPattern();
  if (kind === "final") return { kind, target };
  const side = rng.choice<Side>(["before", "after"]);
  const context = drawPattern();
  if (kind === "drop") return { kind, target, side, context };
  const isVowel = target === "vowel" || VOWELS.includes(target);
  const wantsVowel = rng.boolean(0.1) ? !isVowel : isVowel;
  const results = letters.filter((letter) => letter !== target && VOWELS.includes(letter) === wantsVowel);
  return { kind, target, result: rng.choice(results), side, context };
}

/** A rule that cannot change places with the last one so far, and a form that shows it. */
function drawNext(
  rng: Rng,
  kind: Rule["kind"],
  order: readonly Rule[],
  old: readonly string[],
  letters: readonly string[],
  stemLength: number,
): { rule: Rule; witness: string } {
  const preferred = order.slice(-2).flatMap(lettersOf);
  for (let tries = 0; ; tries += 1) {
    const rule = drawRule(rng, kind, letters, preferred);
    if (order.some((other) => canonicalText(other) === canonicalText(rule))) continue;
    const longer = [...order, rule];
    const pool = poolOf(longer, old);
    for (let sample = 0; sample < 16; sample += 1) {
      const witness = drawForm(rng, rng.integer(stemLength - 1, stemLength), pool);
      if (tries >= 60 || separates(longer, order.length - 1, witness)) return { rule, witness };
    }
  }
}

/** For each stem, the lists of suffixes of its words; each suffix occurs at least twice. */
function drawEndings(rng: Rng, level: Level): number[][][] {
  const suffixes = range(level.stems, level.stems + level.suffixes);
  const pairs = suffixes.flatMap((one) =>
    suffixes.filter((other) => other !== one).map((other) => [one, other]),
  );
  const all: number[][] = [[], ...suffixes.map((one) => [one]), ...(level.together > 1 ? pairs : [])];
  for (;;) {
    const drawn = range(level.stems).map(() => rng.sample(all, WORDS_PER_STEM));
    const used = drawn.flat(2);
    if (suffixes.every((suffix) => used.filter((one) => one === suffix).length >= 2)) return drawn;
  }
}

function drawSuffixes(rng: Rng, level: Level, order: readonly Rule[], pool: readonly string[]): string[] {
  const inner = order.filter((rule) => rule.kind !== "final");
  const hidden = level.stems + level.suffixes - level.unworn;
  const forms: string[] = [];
  for (let tries = 0; forms.length < level.suffixes; tries += 1) {
    const form = drawForm(rng, rng.integer(2, 3), pool);
    const isWorn = derive(inner, form) !== form;
    const isWanted = isWorn || forms.length >= hidden || tries % 20 === 19;
    if (isWanted && !forms.includes(form)) forms.push(form);
  }
  return forms;
}

function drawLanguage(rng: Rng, level: Level): Language {
  const vowels = rng.shuffle(VOWELS);
  const consonants = rng.shuffle(CONSONANTS);
  const old = [
    ...vowels.slice(0, OLD_VOWELS).toSorted(),
    ...consonants.slice(0, OLD_CONSONANTS).toSorted(),
  ];
  const fresh = rng.sample([...vowels.slice(OLD_VOWELS), ...consonants.slice(OLD_CONSONANTS)], level.fresh);
  const letters = [...old, ...fresh];
  const kinds = drawKinds(rng, level.rules);
  const order: Rule[] = [drawRule(rng, at(kinds, 0), letters, [])];
  const witnesses: string[] = [];
  for (const kind of kinds.slice(1)) {
    const { rule, witness } = drawNext(rng, kind, order, old, letters, level.stemLength);
    order.push(rule);
    witnesses.push(witness);
  }
  const pool = poolOf(order, old);
  const suffixes = drawSuffixes(rng, level, order, pool);
  const endings = drawEndings(rng, level);
  const seenCosts = level.unworn < level.stems ? 1 : 0;
  const stems: string[] = [];
  let open: number[] = range(level.rules - 1);
  for (const own of endings) {
    const tails = own.map((ending) => ending.map((suffix) => at(suffixes, suffix - level.stems)).join(""));
    const stillOpen = open;
    const gainOf = (stem: string): number => {
      const olds = tails.map((tail) => stem + tail);
      const worn = olds.map((one) => derive(order, one));
      if (worn.some((one) => one.length < 2)) return -100;
      const gained = stillOpen.filter((index) => olds.some((one) => separates(order, index, one)));
      return 2 * gained.length - (worn.some((one) => one.includes(stem)) ? seenCosts : 0);
    };
    const others = range(8).map(() =>
      drawForm(rng, rng.integer(level.stemLength - 1, level.stemLength), pool),
    );
    const candidates = [...witnesses, ...others].filter((stem) => !stems.includes(stem));
    const gains = candidates.map(gainOf);
    const stem = at(candidates, gains.indexOf(Math.max(...gains)));
    stems.push(stem);
    open = stillOpen.filter((index) => !tails.some((tail) => separates(order, index, stem + tail)));
  }
  const words = endings.flatMap((own, stem) => own.map((ending) => [stem, ...ending]));
  return { old, order, forms: [...stems, ...suffixes], words };
}

/** The share of changes of one letter of an old form after which all words come out the same. */
function freedomOf({ old, order, forms, words }: Language, worn: readonly string[]): number {
  const outcomes = forms.flatMap((form, part) =>
    range(form.length).flatMap((position) =>
      old
        .filter((letter) => letter !== form.charAt(position))
        .map((letter): boolean => {
          const changed = forms.with(part, form.slice(0, position) + letter + form.slice(position + 1));
          return words.every(
            (word, index) =>
              !word.includes(part) || derive(order, spell(changed, word)) === at(worn, index),
          );
        }),
    ),
  );
  return outcomes.filter((isSame) => isSame).length / outcomes.length;
}

/** How far a draft is from what is wished; 0 is good. */
function flawOf(language: Language, level: Level): number {
  const { order, forms, words } = language;
  const olds = words.map((word) => spell(forms, word));
  const worn = olds.map((old) => derive(order, old));
  const open = range(order.length - 1).filter((index) => !olds.some((old) => separates(order, index, old)));
  const seen = forms.filter((form, part) =>
    words.some((word, index) => word.includes(part) && at(worn, index).includes(form)),
  );
  const short = worn.filter((word) => word.length < 2);
  const free = freedomOf(language, worn);
  return (
    4 * open.length +
    2 * Math.max(0, seen.length - level.unworn) +
    5 * short.length +
    (free > MOST_FREE ? 20 * free : 0)
  );
}

const ruleName = (index: number): string => `W${index + 1}`;

const phrase = (pattern: string): string => (pattern.length === 1 ? `"${pattern}"` : `a ${pattern}`);

function ruleText(rule: Rule): string {
  if (rule.kind === "final") return `a final ${rule.target.length === 1 ? phrase(rule.target) : rule.target} is dropped`;
  const change = rule.kind === "change" ? `becomes ${phrase(rule.result)}` : "is dropped";
  return `${phrase(rule.target)} ${change} directly ${rule.side} ${phrase(rule.context)}`;
}

/** The rules in the planted order. */
const plantedRules = ({ rules, planted }: Case): Rule[] =>
  planted.order.map((name) => at(rules, Number(name.slice(1)) - 1));

/** The joined old form of a word by the planted forms. */
const plantedOld = ({ parts, planted }: Case, word: Word): string =>
  word.parts.map((name) => at(planted.forms, parts.findIndex((part) => part.name === name))).join("");

/** The word before any rule and after each of them, in the planted order. */
function stagesOf(instance: Case, word: Word): string[] {
  const stages = [plantedOld(instance, word)];
  for (const rule of plantedRules(instance)) stages.push(apply(rule, at(stages, stages.length - 1)));
  return stages;
}

export default class OrderOfWear extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "OrderOfWear",
    slug: "order-of-wear",
    title: "Order Of Wear",
    domain: "language-analysis",
    description:
      "Words of an invented language are stems with up to two suffixes, whose joined old forms were worn down by sound rules in one secret order. From the rules, the old letters, the lengths of the old forms and the worn words, an order of the rules and all old forms are to be found that yield every worn word.",
    answerFormat:
      "the names of the rules in order after order:, and name=form for every stem and suffix after forms:, between <answer> and </answer>",
    parameters: {
      rules: { meaning: "number of sound rules", min: 3, max: 8 },
      stems: { meaning: "number of stems, each of which occurs in three words", min: 2, max: 6 },
      suffixes: { meaning: "number of suffixes", min: 2, max: 4 },
      together: { meaning: "greatest number of suffixes in one word", min: 1, max: 2 },
      stemLength: { meaning: "length of the longest stems; others are one letter shorter", min: 4, max: 6 },
      fresh: { meaning: "letters that rules may name beside the old letters", min: 0, max: 4 },
      unworn: {
        meaning: "number of old forms that may be seen whole in a worn word, as far as such a case is found",
        min: 0,
        max: 10,
      },
    },
    levels: [
      { rules: 3, stems: 3, suffixes: 2, together: 1, stemLength: 4, fresh: 2, unworn: 4 },
      { rules: 4, stems: 3, suffixes: 2, together: 2, stemLength: 4, fresh: 2, unworn: 3 },
      { rules: 5, stems: 4, suffixes: 2, together: 2, stemLength: 5, fresh: 1, unworn: 2 },
      { rules: 6, stems: 4, suffixes: 3, together: 2, stemLength: 5, fresh: 1, unworn: 1 },
      { rules: 7, stems: 5, suffixes: 3, together: 2, stemLength: 5, fresh: 0, unworn: 0 },
    ],
  };

  readonly answerFormat = tagged(
    record({
      order: list(text({ letterCase: "upper" })),
      forms: mapping(text({ letterCase: "upper" }), text({ letterCase: "lower" })),
    }),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    let best: Language = drawLanguage(rng, level);
    let least: number = flawOf(best, level);
    for (let draws = 1; draws < MOST_DRAWS && least > 0; draws += 1) {
      const other = drawLanguage(rng, level);
      const flaw = flawOf(other, level);
      if (flaw < least) {
        best = other;
        least = flaw;
      }
    }
    const { old, order, forms, words } = best;
    const listed = rng.shuffle(range(order.length));
    const nameOf = (part: number): string =>
      part < level.stems ? `S${part + 1}` : `T${part - level.stems + 1}`;
    return {
      rules: listed.map((index) => at(order, index)),
      oldLetters: old,
      parts: forms.map((form, part) => ({ name: nameOf(part), length: form.length })),
      words: rng.shuffle(words).map((word) => ({
        parts: word.map(nameOf),
        worn: derive(order, spell(forms, word)),
      })),
      planted: { order: range(order.length).map((index) => ruleName(listed.indexOf(index))), forms },
    };
  }

  promptFunc(instance: Case): string {
    const { rules, oldLetters, parts, words } = instance;
    return [
      "In an invented language a word is a stem followed by at most two suffixes. Each stem and each suffix has one old",
      "form, the same in all words. The worn spelling of a word comes about like this: the old forms of its parts are joined",
      "in the order of the parts, and then each of the sound rules below is used exactly once, one rule after the other. The",
      "order of the rules is secret, and the same for all words.",
      "",
      "When its turn comes, a rule looks at the word as it then stands and changes all fitting places at once: which places",
      "fit is decided before any of them is changed, and the rule is not used again on its own result. Directly before and",
      "directly after mean next to each other in the word as it then stands, where borders between parts do not count. A",
      "final letter is the last letter of the whole word. A dropped letter leaves no gap.",
      `The vowels are ${VOWELS.join(", ")}; all other letters are consonants.`,
      "",
      "Sound rules, listed in no particular order:",
      ...rules.map((rule, index) => `${ruleName(index)}: ${ruleText(rule)}`),
      "",
      `Old forms consist of these letters only: ${oldLetters.join(", ")}`,
      "",
      "Stems (S) and suffixes (T), and the number of letters in the old form of each:",
      ...parts.map(({ name, length }) => `${name}: ${length} letters`),
      "",
      "Words:",
      textTable(
        ["parts", "worn spelling"],
        words.map((word) => [word.parts.join(" + "), word.worn]),
      ),
      "",
      "Find an order of the rules and the old forms of all stems and suffixes that together yield every worn spelling. If",
      "several answers do, give any of them.",
      "",
      "Write two lines. The first is order: and then the names of all rules, from the one that is used first to the one that",
      "is used last, separated by commas. The second is forms: and then, for every stem and suffix, its name, an equals sign",
      "and its old form, separated by commas, as in forms: S1=…, S2=…, and so on.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const { parts, planted } = instance;
    const forms = parts.map(({ name }, part) => `${name}=${at(planted.forms, part)}`);
    return this.answerFormat.wrap(`order: ${planted.order.join(", ")}\nforms: ${forms.join(", ")}`);
  }

  override workedSolution(instance: Case): string {
    const { words, planted } = instance;
    const order = plantedRules(instance);
    const derivations = words.map((word) => {
      const [old = "", ...stages] = stagesOf(instance, word);
      const steps = stages.map((stage, index) => `${at(planted.order, index)} ${stage}`);
      return `- ${word.parts.join(" + ")}: joined ${old}; ${steps.join(", ")}. The worn spelling is ${word.worn}.`;
    });
    const reasons = range(order.length - 1).flatMap((index): string[] => {
      const word = words.find((one) => separates(order, index, plantedOld(instance, one)));
      if (word === undefined) return [];
      const swapped = order.with(index, at(order, index + 1)).with(index + 1, at(order, index));
      const other = derive(swapped, plantedOld(instance, word));
      return [
        `- ${at(planted.order, index)} comes before ${at(planted.order, index + 1)}: the other way round, ${word.parts.join(" + ")} would become ${other}, not ${word.worn}.`,
      ];
    });
    return [
      `The rules are used in the order ${planted.order.join(", ")}. With the old forms below, each word is worn like this,`,
      "written after each rule:",
      ...derivations,
      "",
      "What rules other orders out:",
      ...reasons,
      "",
      this.referenceAnswer(instance),
    ].join("\n");
  }

  /** Changes that the rules make in all words, times the number of rules. */
  override hardness(instance: Case): number {
    const changes = instance.words.map((word) => {
      const stages = stagesOf(instance, word);
      return stages.filter((stage, index) => index > 0 && stage !== at(stages, index - 1)).length;
    });
    return instance.rules.length * changes.reduce((sum, one) => sum + one, 0);
  }

  verifyCorrection(answer: Answer, instance: Case): number {
    const { rules, oldLetters, parts, words } = instance;
    const { order, forms } = answer;
    const names = rules.map((_, index) => ruleName(index));
    if (order.length !== names.length || !names.every((name) => order.includes(name))) return 0;
    const isForm = ({ name, length }: Part): boolean => {
      const form = forms.get(name) ?? "";
      return form.length === length && [...form].every((letter) => oldLetters.includes(letter));
    };
    if (forms.size !== parts.length || !parts.every(isForm)) return 0;
    const inOrder = order.map((name) => at(rules, names.indexOf(name)));
    const isRight = (word: Word): boolean =>
      derive(inOrder, word.parts.map((name) => forms.get(name) ?? "").join("")) === word.worn;
    return words.every(isRight) ? 1 : 0;
  }
}
