import { at, Bootcamp, type Card, type Cell, characterGrid, fencedBlock, range, regions, type Rng } from "campforge/bootcamp";

type Voice = "heirs" | "exercise" | "brief";

type Case = {
  /** The drawing: # for a cell, * for a cell with a star, . for outside. */
  readonly rows: readonly string[];
  /** One valid cutting, never shown. */
  readonly cutting: readonly string[];
  readonly voice: Voice;
};

type Level = {
  readonly pieces: number;
  readonly size: number;
};

const VOICES: readonly Voice[] = ["heirs", "exercise", "brief"];
const LETTERS = "ABCDEFGHIJKLMNOP";
const BUILDS = 8;
const PICKS = 6;
const SAMPLES = 120;
const MOST_STEPS = 80;
/** Choices of stars that are tried for one case once a plain rule fails. */
const MORE_TESTS = 14;

/** The plane on which pieces are laid, row by row, wide enough for all of them from its middle. */
const WIDTH = 128;
const HALF = WIDTH / 2;
const MIDDLE = HALF * WIDTH + HALF;
const STEPS: readonly number[] = [1, -1, WIDTH, -WIDTH];

const rowOf = (place: number): number => Math.floor(place / WIDTH);
const columnOf = (place: number): number => place % WIDTH;

/** The cells moved to the upper left corner, in reading order. */
function normalised(cells: readonly Cell[]): readonly Cell[] {
  const top = Math.min(...cells.map(({ row }) => row));
  const left = Math.min(...cells.map(({ column }) => column));
  return cells
    .map(({ row, column }) => ({ row: row - top, column: column - left }))
    .toSorted((one, other) => one.row - other.row || one.column - other.column);
}

const nameOf = (cells: readonly Cell[]): string => cells.map(({ row, column }) => `${row},${column}`).join(" ");

/** The different positions of a piece, turned and flipped, by name. */
function positionsOf(cells: readonly Cell[]): ReadonlyMap<string, readonly Cell[]> {
  const found = new Map<string, readonly Cell[]>();
  let turned: readonly Cell[] = cells;
  for (let turn = 0; turn < 4; turn++) {
    turned = turned.map(({ row, column }) => ({ row: column, column: -row }));
    for (const one of [turned, turned.map(({ row, column }) => ({ row, column: -column }))]) {
      const position = normalised(one);
      found.set(nameOf(position), position);
    }
  }
  return found;
}

/** A name that all turned and flipped copies of a piece have in common. */
const shapeOf = (cells: readonly Cell[]): string => at([...positionsOf(cells).keys()].toSorted(), 0);

/** A piece that grows by random cells, in each of its positions; bars, squares and other pieces with few positions are not taken. */
function drawWays(rng: Rng, size: number): readonly (readonly number[])[] {
  for (;;) {
    const taken = new Set<number>([MIDDLE]);
    while (taken.size < size) taken.add(rng.choice([...taken]) + rng.choice(STEPS));
    const cells = [...taken].map((place) => ({ row: rowOf(place), column: columnOf(place) }));
    const positions = [...positionsOf(cells).values()];
    if (positions.length >= (size > 4 ? 8 : 4)) return positions.map((one) => one.map(({ row, column }) => row * WIDTH + column));
  }
}

type Built = {
  /** The positions of the piece, each as places counted from its upper left corner. */
  readonly ways: readonly (readonly number[])[];
  /** The places of each copy. */
  readonly laid: readonly (readonly number[])[];
  /** How many different positions occur. */
  readonly kinds: number;
};

/** Lays copies of a piece one after the other, each at the best of some random places: where it touches many others, near the middle. */
function build(rng: Rng, { pieces, size }: Level): Built {
  const ways = drawWays(rng, size);
  const taken = new Uint8Array(WIDTH * WIDTH);
  const laid: (readonly number[])[] = [];
  const kinds = new Set<number>();
  while (laid.length < pieces) {
    const edge = new Set<number>();
    for (const place of laid.flat()) for (const step of STEPS) if (taken[place + step] === 0) edge.add(place + step);
    const spots = laid.length === 0 ? [MIDDLE] : [...edge];
    let best: readonly number[] = [];
    let bestKind = 0;
    let most = -Infinity;
    for (let count = 0; count < SAMPLES || best.length === 0; count++) {
      const kind = rng.integer(0, ways.length - 1);
      const way = at(ways, kind);
      const shift = rng.choice(spots) - rng.choice(way);
      if (way.some((place) => taken[place + shift] === 1)) continue;
      const places = way.map((place) => place + shift);
      let score = 0;
      for (const place of places) {
        for (const step of STEPS) score += taken[place + step];
        score -= (0.7 * (Math.abs(rowOf(place) - HALF) + Math.abs(columnOf(place) - HALF))) / size;
      }
      if (score > most) [best, bestKind, most] = [places, kind, score];
    }
    for (const place of best) taken[place] = 1;
    laid.push(best);
    kinds.add(bestKind);
  }
  return { ways, laid, kinds: kinds.size };
}

/** A cell of a piece for its star, near the middle of the piece or anywhere. */
function drawStar(rng: Rng, places: readonly number[], isCentral: boolean): number {
  const row = places.reduce((sum, place) => sum + rowOf(place), 0) / places.length;
  const column = places.reduce((sum, place) => sum + columnOf(place), 0) / places.length;
  const farness = (place: number): number => Math.abs(rowOf(place) - row) + Math.abs(columnOf(place) - column);
  const central = places.toSorted((one, other) => farness(one) - farness(other)).slice(0, Math.ceil(places.length / 2));
  return rng.choice(isCentral ? central : places);
}

/** How far a rule without going back looks beyond the contact of a placement, and what this is a contact with. */
type Rule = { readonly ahead: "nothing" | "singles" | "parts"; readonly touches: "all" | "laid" };

const PLAIN: readonly Rule[] = [
  { ahead: "singles", touches: "all" },
  { ahead: "singles", touches: "laid" },
  { ahead: "nothing", touches: "all" },
];
const WATCHFUL: readonly Rule[] = [
  { ahead: "parts", touches: "all" },
  { ahead: "parts", touches: "laid" },
];

/** Whether a rule fills the shape by laying the piece on the first free cell, where it touches most, with any choice among equals. */
function fills(ways: readonly (readonly number[])[], cells: readonly number[], stars: ReadonlySet<number>, rule: Rule): boolean {
  const size = at(ways, 0).length;
  const free = new Uint8Array(WIDTH * WIDTH);
  const laid = new Uint8Array(WIDTH * WIDTH);
  for (const place of cells) free[place] = 1;

  /** False where what is left cannot be cut, as far as the rule looks. */
  const isHopeful = (): boolean => {
    if (rule.ahead === "nothing") return true;
    if (rule.ahead === "singles")
      return cells.every((place) => free[place] === 0 || STEPS.some((step) => free[place + step] === 1));
    const left = free.slice();
    for (const start of cells) {
      if (left[start] === 0) continue;
      const part = [start];
      left[start] = 0;
      for (const place of part)
        for (const step of STEPS)
          if (left[place + step] === 1) {
            left[place + step] = 0;
            part.push(place + step);
          }
      const count = part.filter((place) => stars.has(place)).length;
      if (part.length !== count * size) return false;
    }
    return true;
  };

  let steps = 0;
  const goOn = (from: number): boolean => {
    if (++steps > MOST_STEPS) return false;
    let index = from;
    while (index < cells.length && free[cells[index]] === 0) index++;
    if (index === cells.length) return true;
    let equals: (readonly number[])[] = [];
    let most = 0;
    for (const way of ways) {
      const shift = cells[index] - way[0];
      const places = way.map((place) => place + shift);
      const isFree = places.every((place) => free[place] === 1);
      if (!isFree || places.filter((place) => stars.has(place)).length !== 1) continue;
      let contact = 1;
      for (const place of places)
        for (const step of STEPS) contact += rule.touches === "laid" ? laid[place + step] : 1 - free[place + step];
      if (contact < most) continue;
      for (const place of places) free[place] = 0;
      const isGood = isHopeful();
      for (const place of places) free[place] = 1;
      if (!isGood) continue;
      if (contact > most) equals = [];
      most = contact;
      equals.push(places);
    }
    return equals.some((places) => {
      for (const place of places) [free[place], laid[place]] = [0, 1];
      const isDone = goOn(index);
      for (const place of places) [free[place], laid[place]] = [1, 0];
      return isDone;
    });
  };

  return goOn(0);
}

/** Whether one of some rules without going back fills the shape from one of its corners, by rows or by columns. */
function isFilledBy(rules: readonly Rule[], { ways, laid }: Built, stars: readonly number[]): boolean {
  const all = laid.flat();
  return range(8).some((view) => {
    const seen = (place: number): number => {
      const row = (view & 1) === 0 ? rowOf(place) : WIDTH - rowOf(place);
      const column = (view & 2) === 0 ? columnOf(place) : WIDTH - columnOf(place);
      return (view & 4) === 0 ? row * WIDTH + column : column * WIDTH + row;
    };
    const cells = all.map(seen).toSorted((one, other) => one - other);
    const seenStars = new Set(stars.map(seen));
    return rules.some((rule) => fills(ways, cells, seenStars, rule));
  });
}

/** The cells with stars in reading order. */
function starsOf(rows: readonly string[]): readonly Cell[] {
  return rows.flatMap((line, row) => [...line].flatMap((sign, column) => (sign === "*" ? [{ row, column }] : [])));
}

export default class StarShares extends Bootcamp<Case, readonly (readonly string[])[], Level> {
  static readonly card: Card<Level> = {
    name: "StarShares",
    slug: "star-shares",
    title: "Star Shares",
    domain: "graphical-puzzles",
    description:
      "A shape in a grid is to be cut into connected pieces of the same shape and size, turned or flipped as they may be, so that each has exactly one star. Any valid cutting is correct. Harder cases have more and larger pieces.",
    answerFormat: "a fenced block with the grid, a letter for the piece in each cell and . for outside",
    parameters: {
      pieces: { meaning: "pieces, and stars", min: 3, max: 16 },
      size: { meaning: "cells of each piece", min: 4, max: 10 },
    },
    levels: [
      { pieces: 6, size: 4 },
      { pieces: 8, size: 5 },
      { pieces: 11, size: 5 },
      { pieces: 13, size: 6 },
      { pieces: 16, size: 6 },
    ],
  };

  readonly answerFormat = fencedBlock(characterGrid(`${LETTERS}.`));

  caseGenerator(rng: Rng, level: Level): Case {
    const voice = rng.choice(VOICES);
    let shares: readonly { readonly places: readonly number[]; readonly star: number }[] = [];
    // 0: a plain rule fills the shape, 1: only a watchful one does, 2: none does.
    let rank = -1;
    let tests = 0;
    const isSearching = (): boolean => rank < 1 || (rank < 2 && tests < MORE_TESTS);
    for (let builds = 0; builds < BUILDS && isSearching(); builds++) {
      let built = build(rng, level);
      for (let tries = 0; tries < BUILDS && built.kinds < 3; tries++) built = build(rng, level);
      for (let picks = 0; picks < PICKS && isSearching(); picks++) {
        tests++;
        const isCentral = rng.boolean(0.7);
        const stars = built.laid.map((places) => drawStar(rng, places, isCentral));
        const reached = isFilledBy(PLAIN, built, stars) ? 0 : isFilledBy(WATCHFUL, built, stars) ? 1 : 2;
        if (reached <= rank) continue;
        rank = reached;
        shares = built.laid
          .map((places, index) => ({ places, star: at(stars, index) }))
          .toSorted((one, other) => one.star - other.star);
      }
    }
    const all = shares.flatMap(({ places }) => places);
    const top = Math.min(...all.map(rowOf));
    const bottom = Math.max(...all.map(rowOf));
    const left = Math.min(...all.map(columnOf));
    const right = Math.max(...all.map(columnOf));
    const draw = (signOf: (place: number) => string): string[] =>
      range(top, bottom + 1).map((row) =>
        range(left, right + 1)
          .map((column) => signOf(row * WIDTH + column))
          .join(""),
      );
    const cutting = draw((place) => {
      const share = shares.findIndex(({ places }) => places.includes(place));
      return share < 0 ? "." : LETTERS.charAt(share);
    });
    const stars = shares.map(({ star }) => star);
    const rows = draw((place) => (stars.includes(place) ? "*" : all.includes(place) ? "#" : "."));
    return { rows, cutting, voice };
  }

  promptFunc({ rows, voice }: Case): string {
    const count = starsOf(rows).length;
    const cells = rows.join("").replaceAll(".", "").length;
    const opening = {
      heirs: `${count} heirs share a piece of land on which ${count} old trees stand, marked by stars. Each is to get a lot of exactly the same form, with one of the trees.`,
      exercise: `Cut the shape in this grid into ${count} pieces of the same shape and size, each with exactly one star.`,
      brief: `Dissect the shape into ${count} congruent pieces with one star each.`,
    }[voice];
    return [
      opening,
      "",
      ...rows,
      "",
      `In this drawing # is a cell of the shape, * is a cell of the shape with a star, and . lies outside. The shape has ${cells} cells, those with stars included.`,
      "",
      "Rules:",
      `1. Cut the shape along grid lines into ${count} pieces. Every cell of the shape belongs to exactly one piece.`,
      "2. Each piece is connected: from each of its cells you can reach every other one by steps between cells of the piece that share a side.",
      "3. All pieces have the same shape and size. They may be rotated by quarter turns or flipped over.",
      "4. Each piece has exactly one star.",
      "",
      `Give the grid back, row by row, with the letter of its piece in place of each cell of the shape, and with . for outside as it is now. The pieces are named A to ${LETTERS.charAt(count - 1)} in the reading order of their stars (row by row from the top, each row from left to right): the piece with the first star is A, the one with the second star is B, and so on. Any valid cutting is correct.`,
      "For example, the shape of two rows ##* and *## can be cut into the pieces BAA and BBA (first and second row).",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ cutting }: Case): string {
    return this.answerFormat.wrap(cutting.join("\n"));
  }

  verifyCorrection(answer: readonly (readonly string[])[], { rows }: Case): number {
    const outline = answer.map((row) => row.map((letter) => (letter === "." ? "." : "#")).join("")).join("\n");
    if (outline !== rows.join("\n").replaceAll("*", "#")) return 0;
    const letterAt = ({ row, column }: Cell): string => at(at(answer, row), column);
    const stars = starsOf(rows);
    const isNamed = stars.every((star, index) => letterAt(star) === LETTERS.charAt(index));
    // As many connected pieces as stars, which all have different letters: so each piece has one.
    const pieces = regions(answer).filter((cells) => letterAt(at(cells, 0)) !== ".");
    const isFair = pieces.length === stars.length && new Set(pieces.map(shapeOf)).size === 1;
    return isNamed && isFair ? 1 : 0;
  }

  /** Cells that have to be given to one of the pieces, for each piece. */
  override hardness({ rows }: Case): number {
    return rows.join("").replaceAll(".", "").length * starsOf(rows).length;
  }
}
