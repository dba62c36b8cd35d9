import { at, Bootcamp, type Card, range, type Rng, tagged, text } from "campforge/bootcamp";

type Voice = "string" | "brief";

type Case = {
  readonly beads: string;
  /** Pairs of letters that may change places when they are neighbours. */
  readonly friends: readonly string[];
  readonly voice: Voice;
};

type Level = {
  readonly letters: number;
  readonly length: number;
  readonly friends: number;
  /** Letters that are left in the end at least, as far as such cases are found. */
  readonly left: number;
};

const VOICES: readonly Voice[] = ["string", "brief"];
const ALPHABET = "abcdefghijklmnopqrstuvwxyz";
const MOST_TRIES = 80;

/** The pairs of friends in both orders. */
const bothWays = (friends: readonly string[]): ReadonlySet<string> =>
  new Set(friends.flatMap((pair) => [pair, `${pair.charAt(1)}${pair.charAt(0)}`]));

/** The beads after all pairs that can be brought together have been taken off. */
function reduced(beads: string, friends: readonly string[]): string {
  const kept: string[] = [];
  const pairs = bothWays(friends);
  for (const bead of beads) {
    let place = kept.length - 1;
    while (place >= 0 && pairs.has(at(kept, place) + bead)) place--;
    if (kept[place] === bead) kept.splice(place, 1);
    else kept.push(bead);
  }
  return kept.join("");
}

/** The first line in alphabetical order that exchanges of friends make. */
function sorted(beads: string, friends: readonly string[]): string {
  const rest = [...beads];
  const pairs = bothWays(friends);
  let line = "";
  while (rest.length > 0) {
    const ahead = new Set<string>();
    let pick = 0;
    for (const [place, bead] of rest.entries()) {
      const isFree = [...ahead].every((other) => pairs.has(other + bead));
      if (isFree && bead < at(rest, pick)) pick = place;
      ahead.add(bead);
    }
    line += at(rest, pick);
    rest.splice(pick, 1);
  }
  return line;
}

const solve = ({ beads, friends }: Pick<Case, "beads" | "friends">): string => sorted(reduced(beads, friends), friends);

/** What comes of taking off equal neighbours and exchanging neighbours that stand in the wrong order, as long as there are any. */
function nearSighted({ beads, friends }: Pick<Case, "beads" | "friends">): string {
  const pairs = bothWays(friends);
  let line = beads;
  for (;;) {
    const now = line;
    const place = range(now.length - 1).find((index) => {
      const one = now.charAt(index);
      const other = now.charAt(index + 1);
      return one === other || (one > other && pairs.has(one + other));
    });
    if (place === undefined) return now;
    const pair = now.charAt(place) === now.charAt(place + 1) ? "" : `${now.charAt(place + 1)}${now.charAt(place)}`;
    line = now.slice(0, place) + pair + now.slice(place + 2);
  }
}

function drawCase(rng: Rng, level: Level): Omit<Case, "voice"> {
  const letters = rng.sample([...ALPHABET], level.letters);
  const pairs = letters.flatMap((one, index) => letters.slice(index + 1).map((other) => `${one}${other}`));
  let beads = "";
  while (beads.length < level.length) {
    const bead = rng.choice(letters);
    if (!beads.endsWith(bead)) beads += bead;
  }
  return { beads, friends: rng.sample(pairs, level.friends) };
}

/** What is missing in a case, 0 where nothing is. */
function lacks(drawn: Omit<Case, "voice">, level: Level): number {
  const { beads, friends } = drawn;
  const line = solve(drawn);
  const gone = beads.length - line.length;
  const plain = reduced(beads, friends);
  const found = [line.length >= level.left, gone >= 4, line !== nearSighted(drawn), line !== plain];
  if (!found.every((merit) => merit)) return 1 + found.filter((merit) => !merit).length;
  // Every pair of friends matters.
  return friends.every((pair) => solve({ beads, friends: friends.filter((other) => other !== pair) }) !== line) ? 0 : 1;
}

export default class LineOfBeads extends Bootcamp<Case, string, Level> {
  static readonly card: Card<Level> = {
    name: "LineOfBeads",
    slug: "line-of-beads",
    title: "Line of Beads",
    domain: "character-puzzles",
    description:
      "Lettered beads stand in a line. Neighbours of certain pairs of letters may change places, and two equal neighbours may be taken off. The shortest line that can be made, and of these the first in alphabetical order, is asked for.",
    answerFormat: "the letters of the line without spaces, between <answer> and </answer>",
    parameters: {
      letters: { meaning: "different letters at most", min: 4, max: 12 },
      length: { meaning: "beads in the line", min: 6, max: 60 },
      friends: { meaning: "pairs of letters that may change places", min: 2, max: 40 },
      left: { meaning: "beads left in the end at least, as far as such cases are found", min: 3, max: 30 },
    },
    levels: [
      { letters: 4, length: 10, friends: 2, left: 4 },
      { letters: 5, length: 15, friends: 4, left: 6 },
      { letters: 6, length: 21, friends: 6, left: 8 },
      { letters: 7, length: 28, friends: 9, left: 11 },
      { letters: 8, length: 36, friends: 12, left: 14 },
    ],
  };

  readonly answerFormat = tagged(text({ letterCase: "lower" }));

  caseGenerator(rng: Rng, level: Level): Case {
    let best = drawCase(rng, level);
    let least = lacks(best, level);
    for (let tried = 1; tried < MOST_TRIES && least > 0; tried++) {
      const other = drawCase(rng, level);
      const lacking = lacks(other, level);
      if (lacking >= least) continue;
      best = other;
      least = lacking;
    }
    return { ...best, voice: rng.choice(VOICES) };
  }

  promptFunc({ beads, friends, voice }: Case): string {
    const opening = {
      string: `Beads with letters on them are threaded on a wire. From left to right they read\n\n${beads}\n\nThe beads may be moved as often as you like, but only in these two ways:`,
      brief: `Start with the word\n\n${beads}\n\nand change it, as often as you like, by these two kinds of moves:`,
    }[voice];
    return [
      opening,
      "",
      "1. Two letters that stand directly next to each other may change places if they are one of these pairs, in either order: " +
        `${friends.map((pair) => `${pair.charAt(0)} and ${pair.charAt(1)}`).join("; ")}. No other pair of letters may change places.`,
      "2. Two equal letters that stand directly next to each other may both be taken off; what is left on both sides then closes up.",
      "",
      "Nothing is ever added. Of all lines that can be made in this way, starting line included, find the shortest; if there are several of the same shortest length, find the first of them in alphabetical order.",
      "",
      "Give this line as its letters from left to right, in small letters, without spaces or other signs between them, for example hedgehog.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(solve(instance));
  }

  verifyCorrection(answer: string, instance: Case): number {
    return answer === solve(instance) ? 1 : 0;
  }
}
