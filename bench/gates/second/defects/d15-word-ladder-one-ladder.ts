/*
defect: D15
base: word-ladder.ts
what: Only the ladder that the search finds first is right; other ladders of the same length are refused.
needs: second verifier
*/
import {
  at,
  Bootcamp,
  type Card,
  list,
  makeGraph,
  type Graph,
  type Rng,
  shortestRoute,
  tagged,
  text,
} from "campforge/bootcamp";

type Case = {
  readonly words: readonly string[];
  readonly from: string;
  readonly to: string;
};

type Level = { readonly words: number; readonly changes: number };

/** Words of four letters, most of them a letter away from several others. */
const WORDS = (
  "cold cord card ward warm word wood good gold hold hole pole pale tale tall ball bell belt bolt boat coat " +
  "cost most mist fist fish dish disk desk dock rock lock look book cook cool pool poll pull full fall fail " +
  "tail mail main rain pain pair hair hail hall mall male mile mine mint hint hunt hurt hart part port sort " +
  "sore more mare care core cone bone bond bend band hand sand send seed feed feet meet meat seat beat bear " +
  "dear deer beer bees sees seen been bean lean lead load road roar soar soap soup sour four foul fool tool " +
  "toll told bold bald bale bake lake lane land lend lent rent rest test text next nest west vest vast fast " +
  "past post pose rose role rule rude nude node code cove love live line lime time time tide side size site " +
  "bite bike hike like lice rice race pace page sage safe sale salt malt melt felt fell sell seal real read " +
  "head heap leap leaf loaf load lord lore wore wire wine wing ring rang sang song long lung"
)
  .split(" ")
  .filter((word, place, all) => all.indexOf(word) === place);

const differences = (one: string, other: string): number =>
  [...one].filter((letter, place) => letter !== other[place]).length;

/** Words that differ in exactly one place are joined. */
function graphOf(words: readonly string[]): Graph {
  const edges = words.flatMap((word, from) =>
    words.flatMap((other, to) => (from < to && differences(word, other) === 1 ? [{ from, to }] : [])),
  );
  return makeGraph(words.length, edges);
}

/** How many changes each word is away from one of them; -1 where no ladder leads. */
function changesFrom(graph: Graph, start: number): number[] {
  const changes = graph.map(() => -1);
  changes[start] = 0;
  const waiting = [start];
  for (const word of waiting) {
    for (const { to } of at(graph, word)) {
      if (at(changes, to) >= 0) continue;
      changes[to] = at(changes, word) + 1;
      waiting.push(to);
    }
  }
  return changes;
}

/** A shortest ladder, the first and the last word included. */
function shortestLadder({ words, from, to }: Case): string[] {
  const route = shortestRoute(graphOf(words), words.indexOf(from), words.indexOf(to));
  return (route?.vertices ?? []).map((place) => at(words, place));
}

export default class WordLadder extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "WordLadder",
    slug: "word-ladder",
    title: "Word Ladder",
    domain: "logical-reasoning",
    description:
      "One word is to be turned into another by changing a letter at a time, with every word between them taken from a given list, in as few changes as possible. Any shortest ladder is right.",
    answerFormat: "the words of the ladder in order, apart by commas, between <answer> and </answer>",
    parameters: {
      words: { meaning: "words on the list", min: 8, max: 150 },
      changes: { meaning: "changes of a shortest ladder", min: 2, max: 9 },
    },
    levels: [
      { words: 16, changes: 3 },
      { words: 40, changes: 4 },
      { words: 80, changes: 6 },
      { words: 130, changes: 7 },
    ],
  };

  readonly answerFormat = tagged(list(text({ letterCase: "lower" }), { separators: [",", "->", "→", "\n"] }));

  caseGenerator(rng: Rng, level: Level): Case {
    const graph = graphOf(WORDS);
    const places = rng.shuffle(WORDS.map((_, place) => place));
    const start = at(
      places.filter((place) => changesFrom(graph, place).includes(level.changes)),
      0,
    );
    const distances = changesFrom(graph, start);
    const end = at(
      places.filter((place) => at(distances, place) === level.changes),
      0,
    );
    // The ladder is a shortest one among all the words, so it stays a shortest one among fewer.
    const ladder = shortestRoute(graph, start, end)?.vertices ?? [];
    const others = places.filter((place) => !ladder.includes(place)).slice(0, level.words - ladder.length);
    const words = rng.shuffle([...ladder, ...others]).map((place) => at(WORDS, place));
    return { words, from: at(WORDS, start), to: at(WORDS, end) };
  }

  promptFunc(instance: Case): string {
    const { words, from, to } = instance;
    const rows = Array.from({ length: Math.ceil(words.length / 12) }, (_, row) =>
      words.slice(row * 12, row * 12 + 12).join(" "),
    );
    return [
      `Turn the word ${from} into the word ${to}, one letter at a time.`,
      "",
      "Rules:",
      "1. Each word differs from the one before it in exactly one of its four places; letters never move.",
      "2. Every word of the ladder, the first and the last included, stands on the list below.",
      `3. The ladder begins with ${from}, ends with ${to}, and has as few words as possible.`,
      "",
      "The list, in no particular order:",
      ...rows,
      "",
      "Any ladder that is as short as possible is right. Give all its words in order, the first and the last",
      "included, apart by commas. A ladder from zinc to yang, on another list, would be written like this:",
      "zinc, zing, zang, yang.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(shortestLadder(instance).join(", "));
  }

  verifyCorrection(answer: readonly string[], instance: Case): number {
    const { words, from, to } = instance;
    if (answer.length < 2 || answer[0] !== from || answer.at(-1) !== to) return 0;
    const shortest = shortestLadder(instance);
    if (answer.length !== shortest.length) return 0;
    const listed = answer.every((word) => words.includes(word));
    const stepwise = answer.every(
      (word, place) => place === 0 || differences(at(answer, place - 1), word) === 1,
    );
    const isShortest = answer.every((word, place) => word === at(shortest, place));
    return listed && stepwise && isShortest ? 1 : 0;
  }
}
