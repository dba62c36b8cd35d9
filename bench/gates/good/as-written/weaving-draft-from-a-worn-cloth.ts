import {
  at,
  binomial,
  Bootcamp,
  type Card,
  choiceOf,
  combinations,
  countBy,
  integer,
  list,
  range,
  record,
  type Rng,
  setOf,
  tagged,
  textTable,
  transpose,
} from "campforge/bootcamp";

type Draft = {
  readonly warp: readonly string[];
  readonly shafts: readonly number[];
  readonly weft: readonly string[];
  readonly raised: readonly (readonly number[])[];
};

type Cloth = {
  readonly shafts: number;
  /** Shafts that are raised in each row. */
  readonly raised: number;
  /** The most consecutive rows in which a warp may be raised, or down. */
  readonly float: number;
  /** A row a text, a dot for a worn cell. */
  readonly picture: readonly string[];
  /** The colours of all warps, and of all wefts, in alphabetical order. */
  readonly warps: string;
  readonly wefts: string;
};

type Case = {
  readonly shafts: number;
  readonly raised: number;
  readonly float: number;
  readonly picture: readonly string[];
  readonly warps: string;
  readonly wefts: string;
  readonly planted: Draft;
};

type Level = {
  readonly size: number;
  readonly shafts: number;
  readonly colours: number;
  readonly worn: number;
  readonly slack: number;
  readonly settled: number;
  readonly misleading: boolean;
};

const COLOURS = ["B", "G", "R", "W", "Y"] as const;

/** Of the draft's shafts, and of its raised sets, at most this share may be exchanged unnoticed. */
const MOST_ALTERNATIVES = 0.15;

/** After so many candidates the one that withstands the quick ways longest is taken. */
const MOST_CANDIDATES = 40;

const sortedText = (colours: readonly string[]): string => colours.toSorted().join("");

const countIn = (colours: string, colour: string): number => [...colours].filter((one) => one === colour).length;

/** The length of the longest run of equal values. */
function longestRun(values: readonly boolean[]): number {
  let longest: number = 0;
  let run: number = 0;
  for (const [index, value] of values.entries()) {
    run = index > 0 && value === values[index - 1] ? run + 1 : 1;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** Whether a draft obeys all rules and gives the picture. */
function isDraft({ warp, shafts, weft, raised }: Draft, cloth: Cloth): boolean {
  if (sortedText(warp) !== cloth.warps || sortedText(weft) !== cloth.wefts) return false;
  if (shafts.length !== warp.length || raised.length !== weft.length) return false;
  // In order of first occurrence the shafts must be 1, 2, 3, …, all of them.
  if ([...new Set(shafts)].join() !== range(1, cloth.shafts + 1).join()) return false;
  if (!raised.every((row) => row.length === cloth.raised && row.every((shaft) => shaft <= cloth.shafts))) return false;
  const isUp = (row: number, column: number): boolean => at(raised, row).includes(at(shafts, column));
  const shows = cloth.picture.every((line, row) =>
    [...line].every(
      (sign, column) => sign === "." || sign === (isUp(row, column) ? at(warp, column) : at(weft, row)),
    ),
  );
  return (
    shows &&
    range(shafts.length).every(
      (column) => longestRun(range(raised.length).map((row) => isUp(row, column))) <= cloth.float,
    )
  );
}

const rowsOf = (cloth: Cloth): string[][] => cloth.picture.map((line) => [...line]);

// Quick ways to the colours: majorities.

const visible = (line: readonly string[]): string[] => line.filter((sign) => sign !== ".");

const mostCommon = (colours: readonly string[], fallback: string): string =>
  [...countBy(colours)].reduce<readonly [string, number]>((one, other) => (other[1] > one[1] ? other : one), [
    fallback,
    0,
  ])[0];

/** The most common colour of each line. */
const ownColours = (lines: readonly (readonly string[])[]): string[] =>
  lines.map((line) => mostCommon(visible(line), "."));

/** The most common colour of each line among the cells that the crossing threads do not explain. */
const restColours = (lines: readonly (readonly string[])[], crossing: readonly string[]): string[] =>
  lines.map((line) =>
    mostCommon(
      visible(line.filter((sign, index) => sign !== crossing[index])),
      mostCommon(visible(line), "."),
    ),
  );

/** Whether all colours come out by counting what is most common, in one of a few orders. */
function isColouredByCounting(cloth: Cloth): boolean {
  const rows = rowsOf(cloth);
  const columns = transpose(rows);
  const warp = ownColours(columns);
  const weft = ownColours(rows);
  const laterWeft = restColours(rows, warp);
  const laterWarp = restColours(columns, weft);
  const guesses: readonly (readonly [warp: readonly string[], weft: readonly string[]])[] = [
    [warp, weft],
    [warp, laterWeft],
    [laterWarp, weft],
    [restColours(columns, laterWeft), laterWeft],
    [laterWarp, restColours(rows, laterWarp)],
  ];
  return guesses.some(
    ([warps, wefts]) =>
      sortedText(warps) === cloth.warps &&
      sortedText(wefts) === cloth.wefts &&
      rows.every((line, row) =>
        line.every((sign, column) => sign === "." || sign === warps[column] || sign === wefts[row]),
      ),
  );
}

// Quick ways to the shafts, with the right colours given.

/** Columns that are taken to hang on one shaft; bit r of a mask stands for row r. */
type Group = { readonly columns: readonly number[]; readonly up: number; readonly down: number };

function bits(mask: number): number {
  let count: number = 0;
  for (let rest: number = mask; rest > 0; rest &= rest - 1) count += 1;
  return count;
}

const faults = (one: Group, other: Group): number => bits((one.up & other.down) | (one.down & other.up));

const joined = (one: Group, other: Group): Group => ({
  columns: [...one.columns, ...other.columns],
  up: one.up | other.up,
  down: one.down | other.down,
});

/** Each column alone, with the rows in which it is surely raised and surely down. */
function columnGroups({ picture, planted }: Case): Group[] {
  return planted.warp.map((warp, column): Group => {
    let up: number = 0;
    let down: number = 0;
    for (const [row, line] of picture.entries()) {
      const sign = line.charAt(column);
      if (sign === "." || warp === planted.weft[row]) continue;
      if (sign === warp) up |= 1 << row;
      else down |= 1 << row;
    }
    return { columns: [column], up, down };
  });
}

/** How well two groups go together. */
type Bond = (one: Group, other: Group) => number;

/** Joins the two groups that go together best until there are few enough. */
function mergedGroups(columns: readonly Group[], shafts: number, bond: Bond): readonly Group[] {
  let groups: readonly Group[] = columns;
  while (groups.length > shafts) {
    let best: readonly [Group, Group] = [at(groups, 0), at(groups, 1)];
    let most: number = -Infinity;
    for (const [index, one] of groups.entries()) {
      for (const other of groups.slice(index + 1)) {
        const value: number = bond(one, other);
        if (value > most) {
          most = value;
          best = [one, other];
        }
      }
    }
    const [one, other]: readonly [Group, Group] = best;
    groups = [...groups.filter((group) => group !== one && group !== other), joined(one, other)];
  }
  return groups;
}

/** Puts one column after the other into the group where it goes best; one that goes with none opens a new group. */
function fittedGroups(
  start: readonly Group[],
  columns: readonly Group[],
  shafts: number,
  bond: Bond,
): readonly Group[] {
  let groups: readonly Group[] = start;
  for (const column of columns) {
    const isApart: boolean = groups.every((group) => faults(group, column) > 0);
    if (isApart && groups.length < shafts) {
      groups = [...groups, column];
    } else {
      const host: Group = groups.reduce((one, other) => (bond(other, column) > bond(one, column) ? other : one));
      groups = groups.map((group) => (group === host ? joined(group, column) : group));
    }
  }
  return groups;
}

/** Columns that differ in as many rows as possible, one for each shaft. */
function seedsOf(columns: readonly Group[], shafts: number): readonly Group[] {
  const seeds: Group[] = [at(columns, 0)];
  while (seeds.length < shafts) {
    const apart = (column: Group): number => seeds.reduce((sum, seed) => sum + faults(seed, column), 0);
    const rest = columns.filter((column) => !seeds.includes(column));
    seeds.push(rest.reduce((one, other) => (apart(other) > apart(one) ? other : one)));
  }
  return seeds;
}

/** The draft that groups lead to: sure groups first in each row, then those that are down longest or up shortest. */
function draftOf(groups: readonly Group[], { planted, raised, picture }: Case): Draft {
  const inOrder = groups.toSorted((one, other) => Math.min(...one.columns) - Math.min(...other.columns));
  const shafts = planted.shafts.map(
    (_, column) => inOrder.findIndex((group) => group.columns.includes(column)) + 1,
  );
  /** Rows raised in succession, or, as a negative number, rows down. */
  const runs = inOrder.map((): number => 0);
  const sets = picture.map((_, row): number[] => {
    const urges = inOrder.map((group, index): number => {
      if (((group.up >> row) & 1) === 1) return 100;
      return ((group.down >> row) & 1) === 1 ? -100 : -runs[index];
    });
    const chosen = range(inOrder.length)
      .toSorted((one, other) => urges[other] - urges[one])
      .slice(0, raised);
    for (const index of range(inOrder.length)) {
      runs[index] = chosen.includes(index) ? Math.max(runs[index], 0) + 1 : Math.min(runs[index], 0) - 1;
    }
    return chosen.map((index) => index + 1);
  });
  return { warp: planted.warp, shafts, weft: planted.weft, raised: sets };
}

/**
 * With the right colours given, the place of the first quick way to group the columns that leads to the planted shafts
 * or to a draft; -1 where all of them fail.
 */
function quickGrouping(instance: Case): number {
  const { shafts, raised, planted } = instance;
  const columns = columnGroups(instance);
  const isUpRare = 2 * raised <= shafts;
  const rareMatches = (one: Group, other: Group): number =>
    bits(isUpRare ? one.up & other.up : one.down & other.down);
  const otherMatches = (one: Group, other: Group): number =>
    bits(isUpRare ? one.down & other.down : one.up & other.up);
  const byRarity: Bond = (one, other) =>
    20 * rareMatches(one, other) + otherMatches(one, other) - 1000 * faults(one, other);
  const byMatches: Bond = (one, other) =>
    rareMatches(one, other) + otherMatches(one, other) - 1000 * faults(one, other);
  const byMildRarity: Bond = (one, other) =>
    4 * rareMatches(one, other) + otherMatches(one, other) - 1000 * faults(one, other);
  const byBalance: Bond = (one, other) =>
    2 * rareMatches(one, other) + otherMatches(one, other) - 2 * faults(one, other);
  const byRate: Bond = (one, other) => {
    const common = bits((one.up | one.down) & (other.up | other.down));
    return (rareMatches(one, other) + otherMatches(one, other) - 3 * faults(one, other)) / (1 + common);
  };
  const known = columns.toSorted((one, other) => bits(other.up | other.down) - bits(one.up | one.down));
  const seeds = seedsOf(known, shafts);
  const others = known.filter((column) => !seeds.includes(column));
  const groupings: readonly (() => readonly Group[])[] = [
    () => mergedGroups(columns, shafts, byRarity),
    () => fittedGroups([], known, shafts, byRarity),
    () => fittedGroups([], columns, shafts, byRarity),
    () => fittedGroups(seeds, others, shafts, byRarity),
    () => fittedGroups(seeds, others, shafts, byMatches),
    () => fittedGroups([], known, shafts, byMatches),
    () => fittedGroups([], columns, shafts, byMatches),
    () => fittedGroups([], known, shafts, byBalance),
    () => mergedGroups(columns, shafts, byMatches),
    () => mergedGroups(columns, shafts, byMildRarity),
    () => mergedGroups(columns, shafts, byBalance),
    () => mergedGroups(columns, shafts, byRate),
  ];
  return groupings.findIndex((grouping) => {
    const draft = draftOf(grouping(), instance);
    return draft.shafts.join() === planted.shafts.join() || isDraft(draft, instance);
  });
}


// Wishes about a draw.

/** Whether one colour alone occurs in each of the windows without a worn cell, and there is such a window. */
const isSettled = (windows: readonly (readonly string[])[]): boolean => {
  const whole = windows.filter((window) => !window.includes("."));
  return COLOURS.filter((colour) => whole.every((window) => window.includes(colour))).length === 1;
};

/** Threads whose colour follows from their own line. */
function settledCount(cloth: Cloth): number {
  const rows = rowsOf(cloth);
  const starts = range(rows.length - cloth.float);
  const warps = transpose(rows).filter((column) =>
    isSettled(starts.map((start) => column.slice(start, start + cloth.float + 1))),
  );
  const wefts = rows.filter((row) => isSettled([row]));
  return warps.length + wefts.length;
}

/** Whether few shafts and few raised sets can be exchanged, each alone, for others. */
function isTight(draft: Draft, cloth: Cloth): boolean {
  const { warp, shafts, weft, raised } = draft;
  const allShafts = range(1, cloth.shafts + 1);
  const sets = combinations(allShafts, cloth.raised);
  const showsIn = (row: number, column: number, set: readonly number[], shaft: number): boolean => {
    const sign = at(cloth.picture, row).charAt(column);
    return sign === "." || sign === (set.includes(shaft) ? warp[column] : weft[row]);
  };
  const otherShafts = shafts.flatMap((shaft, column): boolean[] =>
    allShafts
      .filter((other) => other !== shaft)
      .map(
        (other): boolean =>
          raised.every((set, row) => showsIn(row, column, set, other)) &&
          isDraft({ ...draft, shafts: shafts.with(column, other) }, cloth),
      ),
  );
  const otherSets = raised.flatMap((set, row): boolean[] =>
    sets
      .filter((other) => other.join() !== set.toSorted((a, b) => a - b).join())
      .map(
        (other): boolean =>
          shafts.every((shaft, column) => showsIn(row, column, other, shaft)) &&
          isDraft({ ...draft, raised: raised.with(row, other) }, cloth),
      ),
  );
  const share = (trials: readonly boolean[]): number => trials.filter(Boolean).length / trials.length;
  return share(otherShafts) <= MOST_ALTERNATIVES && share(otherSets) <= MOST_ALTERNATIVES;
}

// Drawing.

/** The shafts raised in each row, no two shafts always alike; undefined where the rows drawn first allow no further one. */
function drawRaised(
  rng: Rng,
  shafts: number,
  raised: number,
  float: number,
  rows: number,
): readonly (readonly number[])[] | undefined {
  const all = range(1, shafts + 1);
  const sets = combinations(all, raised);
  const chosen: (readonly number[])[] = [];
  /** For each shaft, rows raised in succession, or, as a negative number, rows down. */
  const runs = all.map((): number => 0);
  while (chosen.length < rows) {
    const fitting = sets.filter((set) =>
      all.every((shaft) => (set.includes(shaft) ? runs[shaft - 1] < float : runs[shaft - 1] > -float)),
    );
    if (fitting.length === 0) return undefined;
    const set = rng.choice(fitting);
    chosen.push(set);
    for (const shaft of all) {
      const run = runs[shaft - 1];
      runs[shaft - 1] = set.includes(shaft) ? Math.max(run, 0) + 1 : Math.min(run, 0) - 1;
    }
  }
  const patterns = all.map((shaft) => chosen.map((one) => one.includes(shaft)).join());
  return new Set(patterns).size === shafts ? chosen : undefined;
}

/** The shaft of each column, every shaft used, numbered in the order of first occurrence. */
function drawShafts(rng: Rng, shafts: number, columns: number): number[] {
  const drawn = rng.shuffle(
    range(columns).map((column): number => (column < shafts ? column : rng.integer(0, shafts - 1))),
  );
  const order = [...new Set(drawn)];
  return drawn.map((shaft) => order.indexOf(shaft) + 1);
}

/** The least longest float that a weave with these numbers can have. */
const tightestFloat = (shafts: number, raised: number): number =>
  Math.ceil(shafts / Math.min(raised, shafts - raised)) - 1;

function drawCase(rng: Rng, level: Level): Case | undefined {
  const { size, shafts } = level;
  const raised = rng.integer(1, shafts - 1);
  const float = tightestFloat(shafts, raised) + level.slack;
  const sets = drawRaised(rng, shafts, raised, float, size);
  if (sets === undefined) return undefined;
  const colours: readonly string[] = rng.sample(COLOURS, level.colours);
  const warp = range(size).map((): string => rng.choice(colours));
  const weft = range(size).map((): string => rng.choice(colours));
  if (new Set(warp).size === 1 || new Set(weft).size === 1) return undefined;
  const planted: Draft = { warp, shafts: drawShafts(rng, shafts, size), weft, raised: sets };
  const worn = new Set(rng.sample(range(size * size), level.worn));
  const picture = range(size).map((row) =>
    range(size)
      .map((column): string => {
        if (worn.has(row * size + column)) return ".";
        return at(sets, row).includes(at(planted.shafts, column)) ? at(warp, column) : at(weft, row);
      })
      .join(""),
  );
  return { shafts, raised, float, picture, warps: sortedText(warp), wefts: sortedText(weft), planted };
}

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? "" : "s"}`;

const written = ({ warp, shafts, weft, raised }: Draft): string =>
  [
    `warp: ${warp.join(", ")}`,
    `shafts: ${shafts.join(", ")}`,
    `weft: ${weft.join(", ")}`,
    `raised: ${raised.map((set) => set.join(", ")).join("; ")}`,
  ].join("\n");

/** What each column and each row of the picture comes to. */
function steps(instance: Case): string[] {
  const { planted } = instance;
  const rows = rowsOf(instance);
  const columns = transpose(rows);
  return [
    ...columns.map((column, index) => {
      const shaft = at(planted.shafts, index);
      const up = range(rows.length).filter((row) => at(planted.raised, row).includes(shaft));
      return `Column ${index + 1}, ${column.join("")}: warp ${at(planted.warp, index)} on shaft ${shaft}, raised in rows ${up.map((row) => row + 1).join(", ")}, where the picture shows ${up.map((row) => at(column, row)).join("")}.`;
    }),
    "",
    ...rows.map((row, index) => {
      const set = at(planted.raised, index);
      const down = range(row.length).filter((column) => !set.includes(at(planted.shafts, column)));
      return `Row ${index + 1}, ${row.join("")}: raised ${set.join(", ")}; the other columns, ${down.map((column) => column + 1).join(", ")}, show ${down.map((column) => at(row, column)).join("")}, so weft ${at(planted.weft, index)}.`;
    }),
  ];
}

export default class WeavingDraftFromAWornCloth extends Bootcamp<Case, Draft, Level> {
  static readonly card: Card<Level> = {
    name: "WeavingDraftFromAWornCloth",
    slug: "weaving-draft-from-a-worn-cloth",
    title: "Weaving Draft From A Worn Cloth",
    domain: "graphical-puzzles",
    description:
      "From the partly worn picture of a woven cloth, the number of shafts, the number of shafts raised in each row, the longest float and the numbers of warps and wefts of each colour, a draft is to be found: the colours of all threads, the shaft of each warp and the shafts raised in each row.",
    answerFormat:
      "four lines, warp, shafts, weft and raised, each with its list, the raised shafts of different rows separated by semicolons, between <answer> and </answer>",
    parameters: {
      size: { meaning: "rows and columns of the cloth", min: 4, max: 12 },
      shafts: { meaning: "number of shafts", min: 2, max: 5 },
      colours: { meaning: "number of colours from which threads are drawn", min: 2, max: 5 },
      worn: { meaning: "number of worn cells", min: 0, max: 70 },
      slack: { meaning: "by how much the longest float exceeds the least one possible", min: 0, max: 4 },
      settled: { meaning: "most threads whose colour follows from their own line", min: 0, max: 24 },
      misleading: {
        meaning: "whether cases are drawn again in which the shafts come out by choices that are never taken back",
      },
    },
    levels: [
      { size: 5, shafts: 2, colours: 4, worn: 2, slack: 2, settled: 3, misleading: false },
      { size: 7, shafts: 3, colours: 3, worn: 18, slack: 1, settled: 2, misleading: true },
      { size: 8, shafts: 4, colours: 3, worn: 21, slack: 1, settled: 2, misleading: true },
      { size: 9, shafts: 4, colours: 3, worn: 29, slack: 1, settled: 1, misleading: true },
      { size: 10, shafts: 4, colours: 3, worn: 38, slack: 1, settled: 1, misleading: true },
    ],
  };

  readonly answerFormat = tagged(
    record({
      warp: list(choiceOf(COLOURS)),
      shafts: list(integer({ min: 1 })),
      weft: list(choiceOf(COLOURS)),
      raised: list(setOf(integer({ min: 1 })), { separators: [";"] }),
    }),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    let best: Case | undefined;
    let bestWay: number = -1;
    let candidates: number = 0;
    for (;;) {
      if (best !== undefined && candidates >= MOST_CANDIDATES) return best;
      const drawn = drawCase(rng, level);
      if (drawn === undefined) continue;
      if (isColouredByCounting(drawn) || settledCount(drawn) > level.settled || !isTight(drawn.planted, drawn)) continue;
      const way: number = level.misleading ? quickGrouping(drawn) : -1;
      if (way === -1) return drawn;
      candidates += 1;
      if (way > bestWay) {
        best = drawn;
        bestWay = way;
      }
    }
  }

  promptFunc(instance: Case): string {
    const { shafts, raised, float, picture, warps, wefts } = instance;
    const colours = COLOURS.filter((colour) => countIn(warps + wefts, colour) > 0);
    const consecutive = float === 1 ? "1 row in succession" : `${float} consecutive rows`;
    return [
      `A cloth is woven from ${warps.length} upright warp threads, one for each column, and ${wefts.length} level weft threads, one for each`,
      "row. Every thread has a single colour.",
      `- Each warp thread hangs on one of ${shafts} shafts, and each shaft carries at least one warp thread.`,
      `- In each row exactly ${plural(raised, "shaft")} ${raised === 1 ? "is" : "are"} raised; the others are down.`,
      "- Where the shaft of a column is raised, the cell shows the colour of the column's warp; everywhere else it shows",
      "  the colour of the row's weft.",
      `- No warp thread is raised in more than ${consecutive}, and none is down in more than ${consecutive}.`,
      "- The shafts are numbered from 1 in the order in which they first occur among the columns from left to right: the",
      "  leftmost warp hangs on shaft 1, the first warp that hangs on another shaft hangs on shaft 2, and so on.",
      "",
      "This is the picture of the cloth. A letter is a colour; a dot is a worn cell, whose colour is unknown:",
      "",
      ...picture,
      "",
      "So many threads have each colour:",
      "",
      textTable(
        ["colour", "warps", "wefts"],
        colours.map((colour) => [colour, countIn(warps, colour), countIn(wefts, colour)]),
      ),
      "",
      "Find a draft that obeys all of this and gives the picture; if there are several, any of them is correct. Write it as",
      "four lines, in this form:",
      "warp: the colours of the warps from left to right, separated by commas",
      "shafts: the numbers of their shafts from left to right, separated by commas",
      "weft: the colours of the wefts from top to bottom, separated by commas",
      "raised: for each row from top to bottom the numbers of the raised shafts, in any order; rows are separated by",
      "semicolons, numbers within a row by commas",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(written(instance.planted));
  }

  workedSolution(instance: Case): string {
    return [
      "Each cell that is not worn shows its warp's colour or its weft's. Start with the threads for which the float or the",
      "row leaves few colours, keep to the numbers of threads, and give up a choice as soon as a cell can be neither. Where",
      "warp and weft differ, the cell then tells whether the warp is raised; columns that differ in this cannot share a",
      "shaft. This is what stays:",
      ...steps(instance),
      "",
      `In each row ${plural(instance.raised, "shaft")} raised, and no run of more than ${instance.float} rows: all rules are obeyed.`,
      this.referenceAnswer(instance),
    ].join("\n");
  }

  /** The binary digits needed to write down shafts and raised sets, and the cells that tell nothing. */
  hardness({ shafts, raised, picture, warps }: Case): number {
    const worn = countIn(picture.join(""), ".");
    const sets = Number(binomial(shafts, raised));
    return warps.length * Math.log2(shafts) + picture.length * Math.log2(sets) + worn;
  }

  verifyCorrection(answer: Draft, instance: Case): number {
    return isDraft(answer, instance) ? 1 : 0;
  }
}
