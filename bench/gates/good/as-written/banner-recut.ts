import {
  at,
  binomial,
  Bootcamp,
  type Card,
  finalLine,
  integer,
  list,
  makeGrid,
  range,
  type Rng,
  sortNumbers,
} from "campforge/bootcamp";

type Voice = "festival" | "exercise" | "brief";

type Banner = {
  /** What the banner spells now. */
  readonly from: string;
  /** What it shall spell. */
  readonly to: string;
  /** How many pieces may be turned. */
  readonly turns: number;
};

type Case = Banner & { readonly voice: Voice };

/** The positions of a piece's first and last letter in the banner, counted from 1, the larger first where it is turned; one position for a single letter. */
type Piece = readonly number[];

type Level = {
  readonly length: number;
  readonly letters: number;
  readonly pieces: number;
  readonly turns: number;
};

const VOICES: readonly Voice[] = ["festival", "exercise", "brief"];
const ALPHABET: readonly string[] = [..."ABCDEFGHKLMNPRSTUVXYZ"];
const MOST_NODES = 8000;
const MOST_TRIES = 150;

const flip = (text: string): string => [...text].toReversed().join("");

/** For each place in the goal and each letter of the banner, how far they agree to the right from there, with the banner read onwards (ahead) or backwards (back). */
type Matches = { readonly ahead: readonly (readonly number[])[]; readonly back: readonly (readonly number[])[] };

function matchesOf(from: string, to: string): Matches {
  const size = from.length;
  const ahead = makeGrid(size + 1, size + 1, () => 0);
  const back = makeGrid(size + 1, size + 1, () => 0);
  for (let place = size - 1; place >= 0; place--)
    for (let letter = 0; letter < size; letter++) {
      if (from[letter] !== to[place]) continue;
      ahead[place][letter] = 1 + ahead[place + 1][letter + 1];
      back[place][letter] = 1 + (letter > 0 ? back[place + 1][letter - 1] : 0);
    }
  return { ahead, back };
}

/** For each letter, how many are free from it onwards (up) and from it backwards (down). */
function roomOf(used: number, size: number): { readonly up: readonly number[]; readonly down: readonly number[] } {
  const up: number[] = new Array<number>(size).fill(0);
  const down: number[] = new Array<number>(size).fill(0);
  let run = 0;
  for (let letter = 0; letter < size; letter++) {
    run = ((used >> letter) & 1) === 1 ? 0 : run + 1;
    down[letter] = run;
  }
  run = 0;
  for (let letter = size - 1; letter >= 0; letter--) {
    run = ((used >> letter) & 1) === 1 ? 0 : run + 1;
    up[letter] = run;
  }
  return { up, down };
}

type Tables = Matches & {
  readonly size: number;
  /** For each place in the goal and each letter of the banner, how long a stretch from that letter on occurs in the goal from that place on. */
  readonly plain: readonly (readonly number[])[];
  /** The same, where the stretch may also be turned. */
  readonly eitherWay: readonly (readonly number[])[];
};

function tablesOf({ from, to }: Banner): Tables {
  const { ahead, back } = matchesOf(from, to);
  const size = from.length;
  const plain = makeGrid(size + 1, size, () => 0);
  const turned = makeGrid(size + 1, size, () => 0);
  const eitherWay = makeGrid(size + 1, size, () => 0);
  for (let place = size - 1; place >= 0; place--) {
    for (let letter = 0; letter < size; letter++) {
      plain[place][letter] = Math.max(plain[place + 1][letter], ahead[place][letter]);
      turned[place][letter] = Math.max(turned[place + 1][letter], back[place][letter]);
    }
    for (let letter = 0; letter < size; letter++) {
      let length = plain[place][letter];
      while (letter + length < size && turned[place][letter + length] > length) length++;
      eitherWay[place][letter] = length;
    }
  }
  return { ahead, back, size, plain, eitherWay };
}

type Effort = { nodes: number };

/** A cutting into at most `limit` pieces, in their new order; undefined where there is none or the search grows too long. */
function fit(tables: Tables, limit: number, turns: number, effort: Effort): readonly Piece[] | undefined {
  const { ahead, back, size, plain, eitherWay } = tables;
  const failed = new Map<number, number>();
  const chosen: Piece[] = [];
  /** Goes on with a goal that is spelt up to a place, where some letters are used. */
  const goOn = (used: number, place: number, rest: number, left: number): boolean => {
    if (place === size) return true;
    const key = used * 16 + left;
    if (effort.nodes > MOST_NODES || (failed.get(key) ?? -1) >= rest) return false;
    effort.nodes++;
    const { up, down } = roomOf(used, size);
    // Each free stretch of the banner is cut into pieces that occur in the rest of the goal.
    const reach = left > 0 ? eitherWay[place] : plain[place];
    let need = 0;
    for (let letter = 0; letter < size; ) {
      if (up[letter] === 0) letter++;
      else {
        letter += Math.max(1, Math.min(up[letter], reach[letter]));
        need++;
      }
    }
    if (need > rest) return false;
    // The rest of the goal is cut into pieces that occur in free stretches.
    let longest = 0;
    need = 0;
    for (let next = place; next < size; ) {
      const onwards = ahead[next];
      const backwards = back[next];
      let best = 1;
      for (let letter = 0; letter < size; letter++) {
        const one = Math.min(onwards[letter], up[letter]);
        if (one > best) best = one;
        const other = left > 0 ? Math.min(backwards[letter], down[letter]) : 0;
        if (other > best) best = other;
      }
      if (next === place) longest = best;
      next += best;
      need++;
      if (need > rest) return false;
    }
    const onwards = ahead[place];
    const backwards = back[place];
    for (let length = longest; length > 0; length--) {
      const block = 2 ** length - 1;
      for (let start = 0; start + length <= size; start++) {
        const last = start + length - 1;
        if (Math.min(onwards[start], up[start]) >= length) {
          if (goOn(used | (block << start), place + length, rest - 1, left)) {
            chosen.unshift(length === 1 ? [start + 1] : [start + 1, last + 1]);
            return true;
          }
        } else if (left > 0 && Math.min(backwards[last], down[last]) >= length) {
          if (goOn(used | (block << start), place + length, rest - 1, left - 1)) {
            chosen.unshift([last + 1, start + 1]);
            return true;
          }
        }
      }
    }
    failed.set(key, rest);
    return false;
  };
  return goOn(0, 0, limit, turns) ? chosen : undefined;
}

/** A smallest cutting; undefined where the search grows too long, as it does for no case that is drawn. */
function solve(banner: Banner): readonly Piece[] | undefined {
  const tables = tablesOf(banner);
  const effort = { nodes: 0 };
  for (let limit = 1; effort.nodes <= MOST_NODES && limit <= tables.size; limit++) {
    const found = fit(tables, limit, banner.turns, effort);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** How many pieces come of taking the longest match again and again: anywhere, or at the first place that is still empty. */
function byGreed({ ahead, back }: Matches, turns: number, isAnywhere: boolean): number {
  const size = ahead.length - 1;
  const full = 2 ** size - 1;
  let used = 0;
  let sewn = 0;
  let left = turns;
  let pieces = 0;
  while (sewn !== full) {
    const { up, down } = roomOf(used, size);
    const gap = roomOf(sewn, size).up;
    let length = 0;
    let start = 0;
    let where = 0;
    let isTurned = false;
    const first = gap.findIndex((room) => room > 0);
    for (let place = first; place < (isAnywhere ? size : first + 1); place++)
      for (let letter = 0; letter < size; letter++) {
        const one = Math.min(ahead[place][letter], up[letter], gap[place]);
        if (one > length) {
          length = one;
          start = letter;
          where = place;
          isTurned = false;
        }
        const other = left > 0 ? Math.min(back[place][letter], down[letter], gap[place]) : 0;
        if (other > length) {
          length = other;
          start = letter - other + 1;
          where = place;
          isTurned = true;
        }
      }
    const block = 2 ** length - 1;
    used |= block << start;
    sewn |= block << where;
    if (isTurned) left--;
    pieces++;
  }
  return pieces;
}

/** The fewest pieces that a rule without looking ahead comes to, from either end and with either string as the one to cut. */
function fewestByGreed({ from, to, turns }: Banner): number {
  const views = [matchesOf(from, to), matchesOf(flip(from), flip(to)), matchesOf(to, from), matchesOf(flip(to), flip(from))];
  return Math.min(...views.flatMap((view) => [byGreed(view, turns, true), byGreed(view, turns, false)]));
}

/** A goal that was cut and sewn; where the case is to be tight, in one piece less but with one turn too many. */
function drawBanner(rng: Rng, { length, letters, pieces, turns }: Level, isTight: boolean): Banner | undefined {
  const alphabet = rng.sample(ALPHABET, letters);
  const to = rng.shuffle(range(length).map((index) => at(alphabet, index % letters))).join("");
  const count = isTight ? pieces - 1 : pieces;
  const bounds = [0, ...sortNumbers(rng.distinctIntegers(count - 1, 1, length - 1)), length];
  const parts = range(count).map((index) => to.slice(at(bounds, index), at(bounds, index + 1)));
  const turnable = range(count).filter((index) => flip(at(parts, index)) !== at(parts, index));
  const wanted = isTight ? turns + 1 : turns;
  if (turnable.length < wanted) return undefined;
  const turned = rng.sample(turnable, wanted);
  const from = rng.shuffle(parts.map((part, index) => (turned.includes(index) ? flip(part) : part))).join("");
  return { from, to, turns };
}

/** The positions of a piece's letters, in the order in which they are read after sewing. */
function positionsOf([first = 0, last = first]: Piece): number[] {
  return first <= last ? range(first, last + 1) : range(last, first + 1).toReversed();
}

export default class BannerRecut extends Bootcamp<Case, readonly Piece[], Level> {
  static readonly card: Card<Level> = {
    name: "BannerRecut",
    slug: "banner-recut",
    title: "Banner Recut",
    domain: "algorithms",
    description:
      "A banner that spells one string is to be cut into as few pieces as possible and sewn together again so that it spells another string of the same letters. A limited number of pieces may be turned back to front. Any smallest cutting is correct. Harder cases have longer strings over fewer letters and need more pieces.",
    answerFormat: "the pieces in their new order as ranges of positions, the larger position first where a piece is turned, on a last line `Answer: 4-7, 12-9, 8`",
    parameters: {
      length: { meaning: "letters of each string", min: 10, max: 26 },
      letters: { meaning: "different letters", min: 2, max: 8 },
      pieces: { meaning: "pieces that are needed at the least", min: 4, max: 9 },
      turns: { meaning: "pieces that may be turned", min: 1, max: 3 },
    },
    levels: [
      { length: 13, letters: 4, pieces: 5, turns: 1 },
      { length: 16, letters: 4, pieces: 6, turns: 1 },
      { length: 19, letters: 3, pieces: 6, turns: 2 },
      { length: 22, letters: 3, pieces: 7, turns: 2 },
      { length: 25, letters: 3, pieces: 7, turns: 2 },
    ],
  };

  readonly answerFormat = finalLine(
    list(list(integer({ min: 1, max: 99 }), { separators: ["-", "–", "−", "—"], minLength: 1, maxLength: 2 }), {
      separators: [","],
      maxLength: 99,
    }),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    const voice = rng.choice(VOICES);
    const isTight = rng.boolean();
    let spare: Banner | undefined;
    for (let tries = 0; ; tries++) {
      if (tries >= MOST_TRIES && spare !== undefined) return { ...spare, voice };
      const banner = drawBanner(rng, level, isTight);
      if (banner === undefined) continue;
      const greedy = fewestByGreed(banner);
      if (greedy <= level.pieces) continue;
      const fewest = solve(banner)?.length ?? 0;
      if (fewest < level.pieces) continue;
      // Without turning it takes more pieces, and so it does by greed.
      const isGood = greedy > fewest && fit(tablesOf(banner), fewest, 0, { nodes: 0 }) === undefined;
      if (isGood) return { ...banner, voice };
      spare ??= banner;
    }
  }

  promptFunc({ from, to, turns, voice }: Case): string {
    const limit = turns === 1 ? "At most 1 piece may be turned" : `At most ${turns} pieces may be turned`;
    const opening = {
      festival: "A cloth banner is left over from last year's festival. This year it has to spell something else, and the tailor wants to cut it into as few pieces as possible.",
      exercise: "Rearrange one string into another by cutting it into as few blocks as possible; think of the string as a cloth banner whose pieces are sewn together in a new order.",
      brief: "Recut a banner: fewest pieces, limited turning.",
    }[voice];
    return [
      opening,
      "",
      `The banner spells now (${from.length} letters): ${from}`,
      `It shall spell: ${to}`,
      `The letters of the banner with their positions: ${[...from].map((letter, index) => `${index + 1}:${letter}`).join(" ")}`,
      "",
      "Rules:",
      "1. The banner is cut between letters into pieces, each of one or more letters that stand side by side. All pieces are sewn together, side by side, in any order. Read from left to right, they must then spell the second string exactly.",
      `2. A piece may be turned back to front, so that its letters read in reverse order (ABC then reads CBA). ${limit}; a turned piece counts even where it reads the same both ways.`,
      "3. The number of pieces, turned or not, must be as small as these rules allow.",
      "",
      "Write the pieces in their new order from left to right, separated by commas. A piece is written as the positions of its first and its last letter in the banner as it is now, counted from 1 and joined by a hyphen: 4-7 is the piece with the letters 4 to 7 as they are, 7-4 is the same piece turned. A piece of a single letter is written as its position alone, such as 9.",
      "For example, a banner ABCDE is made to spell DECBA by the two pieces 4-5, 3-1, of which the second is turned.",
      "Any cutting with the fewest pieces possible is correct.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const pieces = solve(instance) ?? [];
    return this.answerFormat.wrap(pieces.map((piece) => piece.join("-")).join(", "));
  }

  verifyCorrection(answer: readonly Piece[], instance: Case): number {
    const { from, to, turns } = instance;
    const positions = answer.flatMap(positionsOf);
    const isWhole = sortNumbers(positions).join() === range(1, from.length + 1).join();
    const spelt = positions.map((position) => from[position - 1]).join("");
    const turned = answer.filter(([first = 0, last = first]) => first > last).length;
    if (!isWhole || spelt !== to || turned > turns) return 0;
    return answer.length === solve(instance)?.length ? 1 : 0;
  }

  /** The ways to cut the banner into as many pieces as are needed. */
  override hardness(instance: Case): number {
    const fewest = solve(instance)?.length ?? 1;
    return Number(binomial(instance.from.length - 1, fewest - 1));
  }
}
