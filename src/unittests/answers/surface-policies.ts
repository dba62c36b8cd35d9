import { type AnswerTree, type Sequence, writeTree } from "./answer-tree.ts";

/** A way to answer that looks at a prompt without reading it. */
export type SurfacePolicy = {
  readonly what: string;
  /** Whether it is given the right elements and finds but their order: chance then finds it now and then, too. */
  readonly findsOrder: boolean;
  /** The answer; undefined where this way has none for such an answer. */
  readonly answer: (prompt: string, own: AnswerTree) => string | undefined;
};

/** The ways that people find first when they look for a trick; each is a column of the card's cheap policies. */
export const SURFACE_POLICIES: readonly SurfacePolicy[] = [
  ...numberPolicies(),
  ...tablePolicies(),
  ...choicePolicies(),
  ...wordPolicies(),
  ...orderPolicies(),
];

const NUMBER = /(?<![\p{L}\d.])-?\d+(?:\.\d+)?(?![\d]|\.\d)/gu;

function numberPolicies(): readonly SurfacePolicy[] {
  const policy = (what: string, pick: (numbers: readonly number[]) => number | undefined): SurfacePolicy => ({
    what,
    findsOrder: false,
    answer: (prompt, own) => {
      if (own.kind !== "number") return undefined;
      const numbers = (prompt.match(NUMBER) ?? []).map(Number);
      const picked = numbers.length === 0 ? undefined : pick(numbers);
      return picked === undefined || !Number.isFinite(picked) ? undefined : String(picked);
    },
  });
  return [
    policy("the first number of the prompt", (numbers) => numbers.at(0)),
    policy("the second number of the prompt", (numbers) => numbers.at(1)),
    policy("the last number of the prompt", (numbers) => numbers.at(-1)),
    policy("the smallest number of the prompt", (numbers) => Math.min(...numbers)),
    policy("the largest number of the prompt", (numbers) => Math.max(...numbers)),
    policy("the most frequent number of the prompt", mostFrequent),
    policy("how often the most frequent number stands in the prompt", (numbers) =>
      Math.max(...[...Map.groupBy(numbers, (one) => one).values()].map(({ length }) => length)),
    ),
    policy("how many numbers the prompt has", (numbers) => numbers.length),
  ];
}

function mostFrequent<Item>(items: readonly Item[]): Item | undefined {
  const [most] = [...Map.groupBy(items, (one) => one)].toSorted(([, a], [, b]) => b.length - a.length);
  return most?.[0];
}

/** A table of pairs gives an answer away that stands beside the least or the greatest of what its rows begin with. */
function tablePolicies(): readonly SurfacePolicy[] {
  const policy = (what: string, rank: (first: number) => number): SurfacePolicy => ({
    what,
    findsOrder: false,
    answer: (prompt, own) => {
      if (own.kind !== "number") return undefined;
      const [row] = longestTable(prompt).toSorted(([one = 0], [other = 0]) => rank(one) - rank(other));
      const last = row?.at(-1);
      return last === undefined ? undefined : String(last);
    },
  });
  return [
    policy("the last number of the row that begins with the smallest", (first) => first),
    policy("the last number of the row that begins with the largest", (first) => -first),
  ];
}

/** The numbers of the lines of which most are alike but for their numbers, where they have at least two. */
function longestTable(prompt: string): readonly (readonly number[])[] {
  const lines = prompt.split("\n").filter((line) => (line.match(NUMBER) ?? []).length >= 2);
  const tables = [...Map.groupBy(lines, (line) => line.replace(NUMBER, "#")).values()];
  const [longest = []] = tables.toSorted((one, other) => other.length - one.length);
  return longest.length < 2 ? [] : longest.map((line) => (line.match(NUMBER) ?? []).map(Number));
}

type Option = { readonly label: string; readonly text: string };

/** The options of a choice as the prompt lists them: a line that begins with the label, and what it says. */
function listedOptions(prompt: string, labels: readonly string[]): readonly Option[] {
  const lines = prompt.split("\n");
  return labels.flatMap((label): Option[] => {
    const mark = new RegExp(String.raw`^\W*${escapePattern(label)}\s*[).:\]]\s*(.+)$`);
    const text = lines.map((line) => mark.exec(line)?.[1]).findLast((found) => found !== undefined);
    return text === undefined ? [] : [{ label, text }];
  });
}

const escapePattern = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);

function choicePolicies(): readonly SurfacePolicy[] {
  const policy = (
    what: string,
    pick: (options: readonly Option[], prompt: string) => Option | undefined,
  ): SurfacePolicy => ({
    what,
    findsOrder: false,
    answer: (prompt, own) => {
      if (own.kind !== "word" || own.options === null) return undefined;
      const options = listedOptions(prompt, own.options);
      return options.length < 2 ? undefined : pick(options, prompt)?.label;
    },
  });
  const by =
    (measure: (option: Option, prompt: string) => number) =>
    (options: readonly Option[], prompt: string): Option | undefined =>
      options.toSorted((one, other) => measure(other, prompt) - measure(one, prompt))[0];
  return [
    policy(
      "the longest option",
      by(({ text }) => text.length),
    ),
    policy(
      "the shortest option",
      by(({ text }) => -text.length),
    ),
    policy(
      "the option with the largest number",
      by(({ text }) => Math.max(...numbersOf(text))),
    ),
    policy(
      "the option with the smallest number",
      by(({ text }) => -Math.min(...numbersOf(text))),
    ),
    policy("the first option by the alphabet", (options) => ranked(options, ({ text }) => text).at(0)),
    policy("the last option by the alphabet", (options) => ranked(options, ({ text }) => text).at(-1)),
    policy("the option of middling length", (options) => middle(ranked(options, ({ text }) => text.length))),
    policy("the option with the middle number", (options) =>
      middle(ranked(options, ({ text }) => Math.max(...numbersOf(text)))),
    ),
    policy("the option whose words the prompt uses most", by(usesOf)),
    policy(
      "the option whose words the prompt uses least",
      by((option, prompt) => -usesOf(option, prompt)),
    ),
    {
      what: "the option that the prompt names first",
      findsOrder: false,
      answer: (prompt, own) => namedOption(prompt, own, (found) => found.at(0)),
    },
    {
      what: "the option that the prompt names last",
      findsOrder: false,
      answer: (prompt, own) => namedOption(prompt, own, (found) => found.at(-1)),
    },
    {
      what: "the option that the prompt names most often",
      findsOrder: false,
      answer: (prompt, own) => namedOption(prompt, own, mostFrequent),
    },
  ];
}

/** Options from the least to the greatest by some rank. */
const ranked = (options: readonly Option[], rankOf: (option: Option) => string | number): readonly Option[] =>
  options.toSorted((one, other) => (rankOf(one) < rankOf(other) ? -1 : 1));

/** The one in the middle; of two or an even number there is none. */
const middle = (options: readonly Option[]): Option | undefined =>
  options.length < 3 || options.length % 2 === 0 ? undefined : options[options.length >> 1];

const numbersOf = (text: string): readonly number[] => [0, ...(text.match(NUMBER) ?? []).map(Number)];

/** How often the words of an option stand in the prompt. */
function usesOf({ text }: Option, prompt: string): number {
  const words = new Set(text.toLowerCase().match(/[\p{L}\d]{3,}/gu) ?? []);
  const all = prompt.toLowerCase().match(/[\p{L}\d]{3,}/gu) ?? [];
  return all.filter((one) => words.has(one)).length / Math.max(1, words.size);
}

/** Options that are words stand in the prompt themselves; labels of one letter do not count. */
function namedOption(
  prompt: string,
  own: AnswerTree,
  pick: (found: readonly string[]) => string | undefined,
): string | undefined {
  if (own.kind !== "word" || own.options === null || own.options.some(({ length }) => length < 3))
    return undefined;
  const folded = new Map(own.options.map((option) => [option.toLowerCase(), option]));
  const found = (prompt.toLowerCase().match(/[\p{L}\d_-]+/gu) ?? []).flatMap((one) => folded.get(one) ?? []);
  return found.length === 0 ? undefined : pick(found);
}

function wordPolicies(): readonly SurfacePolicy[] {
  const policy = (what: string, pick: (words: readonly string[]) => string | undefined): SurfacePolicy => ({
    what,
    findsOrder: false,
    answer: (prompt, own) => {
      if (own.kind !== "word" || own.options !== null) return undefined;
      return pick(prompt.match(/[\p{L}\d][\p{L}\d_'-]*/gu) ?? []);
    },
  });
  return [
    policy("the longest word of the prompt", (words) =>
      words.toSorted((one, other) => other.length - one.length).at(0),
    ),
    policy("the last word of the prompt", (words) => words.at(-1)),
    policy("the most frequent longer word of the prompt", (words) =>
      mostFrequent(words.filter(({ length }) => length > 4)),
    ),
  ];
}

function orderPolicies(): readonly SurfacePolicy[] {
  const policy = (
    what: string,
    arrange: (items: readonly AnswerTree[], prompt: string) => readonly AnswerTree[],
  ): SurfacePolicy => ({
    what,
    findsOrder: true,
    answer: (prompt, own) =>
      own.kind !== "sequence" || own.items.length < 3 || !isListed(own, prompt)
        ? undefined
        : writeTree({ ...own, items: arrange(own.items, prompt) }),
  });
  const byPrompt = (items: readonly AnswerTree[], prompt: string): readonly AnswerTree[] => {
    const lower = prompt.toLowerCase();
    const placed = items.map((item) => {
      const text = writeTree(item).toLowerCase();
      return { item, text, at: lower.indexOf(text) };
    });
    // By the alphabet where the prompt has them nowhere as they are written: their right order must not help.
    return placed
      .toSorted(
        (one, other) => one.at - other.at || (one.text < other.text ? -1 : one.text > other.text ? 1 : 0),
      )
      .map(({ item }) => item);
  };
  return [
    policy("the right elements in the order of the prompt", byPrompt),
    policy("the right elements against the order of the prompt", (items, prompt) =>
      byPrompt(items, prompt).toReversed(),
    ),
  ];
}

/** Whether a prompt names every element, so that only their order is left to be found. */
function isListed({ items }: Sequence, prompt: string): boolean {
  const tokens = tokensOf(prompt);
  return items.every((item) => [...tokensOf(writeTree(item))].every((token) => tokens.has(token)));
}

/** The words and numbers of a prompt, by which cases are near to each other. */
export function tokensOf(prompt: string): ReadonlySet<string> {
  return new Set(prompt.toLowerCase().match(/[\p{L}\d]+/gu) ?? []);
}

/** The index of the case whose prompt shares most with that of another, by Jaccard's measure; itself left out. */
export function nearestCase(tokens: readonly ReadonlySet<string>[], index: number): number | undefined {
  const own = tokens[index];
  if (own === undefined) return undefined;
  let best: { readonly at: number; readonly alike: number } | undefined;
  for (const [at, other] of tokens.entries()) {
    if (at === index) continue;
    const common = other.intersection(own).size;
    const alike = common / Math.max(1, own.size + other.size - common);
    if (best === undefined || alike > best.alike) best = { at, alike };
  }
  return best?.at;
}
