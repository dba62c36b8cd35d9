import { at, Bootcamp, boxed, type Card, integer, range, type Rng } from "campforge/bootcamp";

/** The symbol on the left and the two symbols that it may become. */
type Rule = readonly [string, string, string];

type Case = {
  readonly rules: readonly Rule[];
  /** For each symbol that may become a word, those words. */
  readonly lexicon: readonly { readonly symbol: string; readonly words: readonly string[] }[];
  readonly sentence: readonly string[];
};

type Level = {
  readonly symbols: number;
  readonly rules: number;
  readonly length: number;
  readonly most: number;
};

const SYMBOLS = ["S", "A", "B", "C", "D"];
const VOCABULARY = "ba du fi go ke la mi no pe ru sa tu vo we zi".split(" ");

/** The number of trees of each symbol over each stretch of the sentence, from the short ones to the long ones. */
function countTrees({ rules, lexicon, sentence }: Case): number {
  const size = sentence.length;
  const counts = range(size + 1).map(() => range(size + 1).map(() => new Map<string, number>()));
  for (const [start, word] of sentence.entries()) {
    for (const { symbol, words } of lexicon) {
      if (words.includes(word)) at(at(counts, start), start + 1).set(symbol, 1);
    }
  }
  for (let width = 2; width <= size; width++) {
    for (let start = 0; start + width <= size; start++) {
      const cell = at(at(counts, start), start + width);
      for (let middle = start + 1; middle < start + width; middle++) {
        const left = at(at(counts, start), middle);
        const right = at(at(counts, middle), start + width);
        for (const [symbol, first, second] of rules) {
          const ways = (left.get(first) ?? 0) * (right.get(second) ?? 0);
          if (ways > 0) cell.set(symbol, (cell.get(symbol) ?? 0) + ways);
        }
      }
    }
  }
  return at(at(counts, 0), size).get("S") ?? 0;
}

function drawGrammar(rng: Rng, level: Level): Omit<Case, "sentence"> {
  const symbols = SYMBOLS.slice(0, level.symbols);
  const words = rng.sample(VOCABULARY, level.symbols + 1);
  const drawn = new Map<string, Rule>();
  while (drawn.size < level.rules) {
    // The first rules see to it that every symbol stands on the left at least once.
    const left = symbols[drawn.size] ?? rng.choice(symbols);
    const rule: Rule = [left, rng.choice(symbols), rng.choice(symbols)];
    drawn.set(rule.join(" "), rule);
  }
  const rules = [...drawn.values()].toSorted((one, other) => SYMBOLS.indexOf(one[0]) - SYMBOLS.indexOf(other[0]));
  const lexicon = symbols
    .slice(1)
    .map((symbol) => ({ symbol, words: rng.sample(words, rng.integer(1, Math.ceil(words.length / 2))).toSorted() }));
  return { rules, lexicon };
}

export default class DerivationCount extends Bootcamp<Case, number, Level> {
  static readonly card: Card<Level> = {
    name: "DerivationCount",
    slug: "derivation-count",
    title: "Derivation Count",
    domain: "language-analysis",
    description:
      "An ambiguous context-free grammar and a sentence of an invented language are given, and the number of different parse trees of the sentence is asked for. Harder cases have longer sentences and larger grammars with more trees.",
    answerFormat: "the number of trees as a whole number in \\boxed{}",
    parameters: {
      symbols: { meaning: "symbols of the grammar that are not words", min: 2, max: 5 },
      rules: { meaning: "rules that make two symbols of one", min: 3, max: 14 },
      length: { meaning: "words of the sentence", min: 3, max: 14 },
      most: { meaning: "greatest number of trees", min: 3, max: 5000 },
    },
    levels: [
      { symbols: 3, rules: 6, length: 5, most: 60 },
      { symbols: 3, rules: 7, length: 6, most: 150 },
      { symbols: 4, rules: 8, length: 7, most: 300 },
      { symbols: 4, rules: 9, length: 8, most: 1000 },
      { symbols: 5, rules: 11, length: 10, most: 4000 },
    ],
  };

  readonly answerFormat = boxed(integer({ min: 0 }));

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const grammar = drawGrammar(rng, level);
      const words = [...new Set(grammar.lexicon.flatMap((entry) => entry.words))].toSorted();
      const byCount = new Map<number, readonly string[]>();
      for (const _ of range(20)) {
        const sentence = range(level.length).map(() => rng.choice(words));
        const count = countTrees({ ...grammar, sentence });
        if (count >= 2 && count <= level.most) byCount.set(count, sentence);
      }
      // From each grammar all counts are equally likely, so that small ones are not the rule.
      if (byCount.size < 4) continue;
      return { ...grammar, sentence: at([...byCount.values()], rng.integer(0, byCount.size - 1)) };
    }
  }

  promptFunc({ rules, lexicon, sentence }: Case): string {
    return [
      "A grammar of an invented language has these rules. Each rule of the first kind replaces one symbol by two:",
      "",
      ...rules.map(([left, first, second]) => `${left} -> ${first} ${second}`),
      "",
      "Rules of the second kind replace a symbol by one word; a bar separates words, each of which is a rule of its own:",
      "",
      ...lexicon.map(({ symbol, words }) => `${symbol} -> ${words.join(" | ")}`),
      "",
      "A parse tree of a sentence has S as its root; each inner node is a symbol with below it, from left to right, what one rule",
      "of the grammar makes of it; and its leaves, read from left to right, are the words of the sentence.",
      "",
      "The sentence:",
      "",
      sentence.join(" "),
      "",
      "How many different parse trees does it have? Two trees are different if they differ in their shape or in the symbol of any",
      "node. For example, with the rules X -> X X and X -> hm alone, and X as the root, the sentence hm hm hm has 2 trees.",
      "",
      `Give the number of trees. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(String(countTrees(instance)));
  }

  override hardness({ rules, sentence }: Case): number {
    return rules.length * sentence.length ** 2;
  }

  verifyCorrection(answer: number, instance: Case): number {
    return answer === countTrees(instance) ? 1 : 0;
  }
}
