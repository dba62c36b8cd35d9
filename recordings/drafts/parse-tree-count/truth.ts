import { at, Bootcamp, type Card, finalLine, integer, type Rng } from "campforge/bootcamp";

type Rule = { readonly left: string; readonly right: readonly string[] };

type Case = { readonly rules: readonly Rule[]; readonly tokens: readonly string[] };

type Level = {
  readonly fewestTokens: number;
  readonly mostTokens: number;
  readonly sources: number;
  readonly overlap: boolean;
  readonly meaningless: boolean;
};

/** A source of ambiguity: its rules, one more that overlaps with them, and what it adds to a sentence. */
type Source = {
  readonly rules: readonly string[];
  readonly overlap: string;
  readonly modifier: readonly string[];
  readonly modifiesSubject: boolean;
};

const SOURCES: readonly Source[] = [
  {
    rules: ["NP -> NP PP", "VP -> VP PP", "PP -> near NP"],
    overlap: "VP -> V NP PP",
    modifier: ["near", "N"],
    modifiesSubject: true,
  },
  {
    rules: ["NP -> NP and NP"],
    overlap: "VP -> V NP and NP",
    modifier: ["and", "N"],
    modifiesSubject: true,
  },
  {
    rules: ["NP -> NP RC", "RC -> that VP"],
    overlap: "VP -> V NP RC",
    modifier: ["that", "V", "N"],
    modifiesSubject: true,
  },
  {
    rules: ["S -> S AC", "VP -> VP AC", "AC -> while S"],
    overlap: "S -> NP VP AC",
    modifier: ["while", "N", "V", "N"],
    modifiesSubject: false,
  },
];
const CORE_RULES = ["S -> NP VP", "NP -> N", "VP -> V NP"];
const NOUNS = ["dogs", "cats", "girls", "boys", "birds", "owls", "foxes", "goats", "nuns", "kings"];
const VERBS = ["see", "like", "hear", "chase", "help", "fear", "know", "draw"];
const LETTERS = [..."ABCDEFGHIJKLMNOPQRTUVWXYZ"];
const SYLLABLES = "ba do fi gu ka le mo nu pa ri so ta vu we xo zi bu de fo ga ki lu me no".split(" ");

/** About one sequence in ten has no tree. */
const SHARE_WITHOUT_TREES = 0.1;

const readRule = (line: string): Rule => {
  const [left = "", right = ""] = line.split(" -> ");
  return { left, right: right.split(" ") };
};

/** The number of different parse trees of the tokens with S at the root. */
function countTrees({ rules, tokens }: Case): number {
  const known = new Map<string, number>();

  const count = (symbol: string, from: number, to: number): number => {
    const alternatives = rules.filter(({ left }) => left === symbol);
    if (alternatives.length === 0) return to === from + 1 && tokens[from] === symbol ? 1 : 0;
    const key = `${symbol} ${from} ${to}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const sum = alternatives.reduce((total, { right }) => total + countSequence(right, from, to), 0);
    known.set(key, sum);
    return sum;
  };

  const countSequence = (symbols: readonly string[], from: number, to: number): number => {
    const [first = "", ...others] = symbols;
    if (others.length === 0) return count(first, from, to);
    let sum = 0;
    for (let middle = from + 1; middle <= to - others.length; middle++) {
      sum += count(first, from, middle) * countSequence(others, middle, to);
    }
    return sum;
  };

  return count("S", 0, tokens.length);
}

/** Modifiers until a number of tokens between the fewest and the most is reached; "N" and "V" stand for words. */
function drawModifiers(rng: Rng, sources: readonly Source[], level: Level): readonly Source[] {
  const chosen: Source[] = [];
  const wanted = rng.integer(level.fewestTokens, level.mostTokens);
  for (let length = 3; length < wanted;) {
    const fitting = sources.filter(({ modifier }) => length + modifier.length <= level.mostTokens);
    if (fitting.length === 0) break;
    const source = rng.choice(fitting);
    chosen.push(source);
    length += source.modifier.length;
  }
  return chosen;
}

/** A sentence of subject, verb and object in which modifiers follow the object, and some the subject. */
function drawTokens(rng: Rng, sources: readonly Source[], level: Level): readonly string[] {
  const [last, ...others] = drawModifiers(rng, sources, level);
  const isBefore = others.map(({ modifiesSubject }) => modifiesSubject && rng.boolean(0.25));
  const before = others.filter((_, place) => isBefore[place]).flatMap(({ modifier }) => modifier);
  const after = others.filter((_, place) => !isBefore[place]).flatMap(({ modifier }) => modifier);
  const core = ["N", ...before, "V", "N"];
  const tokens = [...core, ...after, ...(last?.modifier ?? [])];
  if (!rng.boolean(SHARE_WITHOUT_TREES)) return tokens;
  // The numbers of nouns, verbs and joining words fit each other in a sentence; one word less, and they do not.
  return tokens.toSpliced(rng.integer(core.length, tokens.length - 1), 1);
}

/** New names for all symbols but S: letters for nonterminals, syllables for terminals. */
function drawNames(rng: Rng, rules: readonly Rule[]): ReadonlyMap<string, string> {
  const lefts = new Set(rules.map(({ left }) => left));
  const symbols = new Set(rules.flatMap(({ right }) => right));
  const letters = rng.shuffle(LETTERS);
  const syllables = rng.shuffle(SYLLABLES);
  return new Map(
    [...symbols].map((symbol, place) => {
      if (symbol === "S") return [symbol, symbol];
      return [symbol, at(lefts.has(symbol) ? letters : syllables, place)];
    }),
  );
}

function render(rules: readonly Rule[]): string[] {
  const lefts = [...new Set(rules.map(({ left }) => left))];
  return lefts.map((left) => {
    const rights = rules.filter((rule) => rule.left === left).map(({ right }) => right.join(" "));
    return `${left} -> ${rights.join(" | ")}`;
  });
}

export default class ParseTreeCount extends Bootcamp<Case, number, Level> {
  static readonly card: Card<Level> = {
    name: "ParseTreeCount",
    slug: "parse-tree-count",
    title: "Parse Tree Count",
    domain: "language-analysis",
    description:
      "A small ambiguous context-free grammar and a sequence of tokens are given; the number of different parse trees of the sequence is asked for. Ambiguity comes from attachment, coordination, relative and adverbial clauses, and rules that overlap. Some sequences have no tree.",
    answerFormat: "the number of parse trees on a final line after Answer:",
    parameters: {
      fewestTokens: { meaning: "about the fewest tokens of the sequence", min: 5, max: 18 },
      mostTokens: { meaning: "the most tokens of the sequence", min: 5, max: 18 },
      sources: { meaning: "sources of ambiguity", min: 1, max: 4 },
      overlap: { meaning: "whether one more rule overlaps with the others" },
      meaningless: { meaning: "whether labels and words are without meaning" },
    },
    levels: [
      { fewestTokens: 5, mostTokens: 7, sources: 1, overlap: false, meaningless: false },
      { fewestTokens: 8, mostTokens: 10, sources: 2, overlap: false, meaningless: false },
      { fewestTokens: 10, mostTokens: 13, sources: 3, overlap: true, meaningless: true },
      { fewestTokens: 13, mostTokens: 16, sources: 4, overlap: true, meaningless: true },
    ],
  };

  readonly answerFormat = finalLine(integer({ min: 0 }));

  caseGenerator(rng: Rng, level: Level): Case {
    const nouns = rng.sample(NOUNS, 3);
    const verbs = rng.sample(VERBS, 2);
    const sources = rng.sample(SOURCES, level.sources);
    const lines = [
      ...CORE_RULES,
      ...sources.flatMap(({ rules }) => rules),
      ...(level.overlap ? [rng.choice(sources).overlap] : []),
      ...nouns.map((noun) => `N -> ${noun}`),
      ...verbs.map((verb) => `V -> ${verb}`),
    ];
    const rules = lines.map(readRule);
    const words = drawTokens(rng, sources, level).map((symbol) => {
      if (symbol === "N") return rng.choice(nouns);
      return symbol === "V" ? rng.choice(verbs) : symbol;
    });
    if (!level.meaningless) return { rules, tokens: words };
    const names = drawNames(rng, rules);
    const rename = (symbol: string): string => names.get(symbol) ?? symbol;
    const renamed = rules.map(({ left, right }) => ({ left: rename(left), right: right.map(rename) }));
    return { rules: rng.shuffle(renamed), tokens: words.map(rename) };
  }

  promptFunc(instance: Case): string {
    const { rules, tokens } = instance;
    return [
      "Here is a context-free grammar. Nonterminals begin with a capital letter, terminals with a small letter; the",
      "start symbol is S. Symbols are separated by spaces, alternatives by a bar.",
      "",
      ...render(rules),
      "",
      `How many different parse trees does this sequence of ${tokens.length} tokens have?`,
      "",
      tokens.join(" "),
      "",
      "Rules:",
      "1. A parse tree has S at its root. Each inner node carries a nonterminal, and its children, from left to",
      "   right, are the right side of one of its rules.",
      "2. The leaves, from left to right, are exactly the sequence.",
      "3. Two trees are different if they differ in shape or in any label. Different orders of derivation of the",
      "   same tree count once.",
      "4. A sequence that the grammar cannot produce has 0 parse trees.",
      "",
      `Give the number alone, as a decimal integer without separators. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(String(countTrees(instance)));
  }

  verifyCorrection(answer: number, instance: Case): number {
    return answer === countTrees(instance) ? 1 : 0;
  }
}
