import {
  at,
  Bootcamp,
  type Card,
  characterGrid,
  fencedBlock,
  range,
  type Rng,
  transpose,
} from "campforge/bootcamp";

type Voice = "game" | "exercise" | "brief";

type Case = {
  /** The rows of the tray at the start. */
  readonly tray: readonly string[];
  /** L, R, U and D, a letter for each tilt. */
  readonly tilts: string;
  /** The letter that is put in after each tilt. */
  readonly supply: string;
  readonly voice: Voice;
};

type Level = {
  readonly size: number;
  readonly walls: number;
  readonly tilts: number;
};

type Tray = readonly (readonly string[])[];

const VOICES: readonly Voice[] = ["game", "exercise", "brief"];
const DIRECTIONS: readonly string[] = ["L", "R", "U", "D"];
const LETTERS: readonly string[] = ["A", "B", "C", "D"];
const EMPTY = ".";
const WALL = "#";
/** The share of the cells that hold a letter at the start. */
const FILLED = 0.6;

/** The letter that each letter beats. */
const BEATEN: Readonly<Record<string, string>> = { A: "B", B: "C", C: "D", D: "A" };

const DIRECTION_NAMES: Readonly<Record<string, string>> = { L: "left", R: "right", U: "up", D: "down" };

/** A stretch without walls after a tilt towards its first cell. */
function settle(stretch: readonly string[]): string[] {
  const resting: string[] = [];
  for (const sign of stretch) {
    if (sign === EMPTY) continue;
    while (resting.at(-1) === BEATEN[sign]) resting.pop();
    resting.push(sign);
  }
  return stretch.map((_, index) => resting[index] ?? EMPTY);
}

/** A row or column after a tilt towards its first cell. */
function slide(line: readonly string[]): string[] {
  const found: string[] = [];
  let stretch: string[] = [];
  for (const sign of line) {
    if (sign === WALL) {
      found.push(...settle(stretch), WALL);
      stretch = [];
    } else {
      stretch.push(sign);
    }
  }
  return [...found, ...settle(stretch)];
}

function tilt(tray: Tray, direction: string): string[][] {
  const isSideways = direction === "L" || direction === "R";
  const isBackwards = direction === "R" || direction === "D";
  const lines = isSideways ? tray : transpose(tray);
  const moved = lines.map((line) => (isBackwards ? slide(line.toReversed()).toReversed() : slide(line)));
  return isSideways ? moved : transpose(moved);
}

const countLetters = (tray: Tray): number => tray.flat().filter((sign) => LETTERS.includes(sign)).length;

/** The tray after a tilt and its letter of the supply, the letters before the tilt, and those swallowed in it. */
type Step = { readonly tray: Tray; readonly letters: number; readonly swallowed: number };

type Drawn = Omit<Case, "voice">;

function run({ tray, tilts, supply }: Drawn): Step[] {
  const steps: Step[] = [];
  let now: Tray = tray.map((row) => [...row]);
  for (const [index, direction] of [...tilts].entries()) {
    const moved = tilt(now, direction);
    const letters = countLetters(now);
    const swallowed = letters - countLetters(moved);
    const row = moved.find((one) => one.includes(EMPTY));
    if (row !== undefined) row[row.indexOf(EMPTY)] = supply.charAt(index);
    steps.push({ tray: moved, letters, swallowed });
    now = moved;
  }
  return steps;
}

const rowsOf = (tray: Tray): string[] => tray.map((row) => row.join(""));

function solve(instance: Drawn): string[] {
  const steps = run(instance);
  return rowsOf(at(steps, steps.length - 1).tray);
}

function draw(rng: Rng, { size, walls, tilts: count }: Level): Drawn {
  const cells = size * size;
  const filled = Math.min(Math.round(FILLED * cells), cells - walls);
  const signs = rng.shuffle(
    range(cells).map((index) => (index < walls ? WALL : index < walls + filled ? rng.choice(LETTERS) : EMPTY)),
  );
  const tray = range(size).map((row) => signs.slice(row * size, (row + 1) * size).join(""));
  let tilts = "";
  while (tilts.length < count) tilts += rng.choice(DIRECTIONS.filter((direction) => !tilts.endsWith(direction)));
  const supply = range(count)
    .map(() => rng.choice(LETTERS))
    .join("");
  return { tray, tilts, supply };
}

const sumSwallowed = (steps: readonly Step[]): number => steps.reduce((sum, { swallowed }) => sum + swallowed, 0);

/** How many letters are swallowed in the last third of the tilts; -1 where it is fewer than three in all tilts. */
function liveliness(drawn: Drawn): number {
  const steps = run(drawn);
  return sumSwallowed(steps) < 3 ? -1 : sumSwallowed(steps.slice(Math.floor((2 * steps.length) / 3)));
}

export default class TiltedTray extends Bootcamp<Case, readonly (readonly string[])[], Level> {
  static readonly card: Card<Level> = {
    name: "TiltedTray",
    slug: "tilted-tray",
    title: "Tilted Tray",
    domain: "graphical-puzzles",
    description:
      "Letters lie on a tray with walls, which is tilted again and again. They slide until they meet a wall, the edge or another letter, and some swallow others, each kind one other kind. After each tilt a new letter is put in. The final tray is asked for. Harder cases have larger trays and more tilts.",
    answerFormat: "a fenced block with one row of the tray per line",
    parameters: {
      size: { meaning: "rows and columns of the tray", min: 4, max: 12 },
      walls: { meaning: "number of cells that are walls", min: 1, max: 16 },
      tilts: { meaning: "number of tilts, and of letters in the supply", min: 4, max: 200 },
    },
    levels: [
      { size: 4, walls: 1, tilts: 6 },
      { size: 5, walls: 2, tilts: 14 },
      { size: 6, walls: 4, tilts: 30 },
      { size: 7, walls: 5, tilts: 56 },
      { size: 9, walls: 8, tilts: 100 },
    ],
  };

  readonly answerFormat = fencedBlock(characterGrid("ABCD.#"));

  caseGenerator(rng: Rng, level: Level): Case {
    const enough = Math.ceil(level.tilts / 15);
    let best = draw(rng, level);
    let most = liveliness(best);
    for (let tries = 0; tries < 20 && most < enough; tries++) {
      const drawn = draw(rng, level);
      const lively = liveliness(drawn);
      if (lively > most) {
        best = drawn;
        most = lively;
      }
    }
    return { ...best, voice: rng.choice(VOICES) };
  }

  promptFunc({ tray, tilts, supply, voice }: Case): string {
    const size = tray.length;
    const opening = {
      game: `In a game, letters lie on a tray of ${size} by ${size} cells with walls between them. The tray is tilted ${tilts.length} times, letters slide, and some swallow others.`,
      exercise: `A tray of ${size} by ${size} cells holds letters and walls. Find out how it looks after ${tilts.length} tilts.`,
      brief: `Simulate ${tilts.length} tilts of a tray of ${size} by ${size} cells on which letters slide.`,
    }[voice];
    return [
      opening,
      "",
      "Rules:",
      "1. Each cell of the tray is empty (.), a wall (#), which never moves, or holds one of the letters A, B, C and D. A beats B, B beats C, C beats D, and D beats A. No other letter beats another, and no letter beats its own kind.",
      "2. A tilt is L, R, U or D: to the left, to the right, up or down. Each row (for L and R) or column (for U and D) is cut by its walls into stretches, and each stretch is worked out on its own.",
      "3. In a stretch the letters come to rest one by one, the one nearest to the side tilted to first. A letter slides towards that side until it meets the end of the stretch or a letter at rest. If the sliding letter beats the letter at rest that it meets, the latter is removed, and the slider goes on into the free cell and against the next letter at rest or the end, by the same rule. Otherwise it comes to rest beside the letter that it met, even if the letter at rest beats the slider.",
      "4. So the letters at rest stand without gaps from the end of the stretch. Nothing that is already at rest starts to move or beats anything in the same tilt.",
      "5. After each tilt, also after the last one, the next letter of the supply is put into the first empty cell in reading order (rows from the top, each row from the left). If no cell is empty, it is thrown away. It does nothing until the next tilt.",
      "",
      "An example with 4 by 4 cells, rows from the top separated by slashes: the tray AB.D/.#CA/BD.C/C.A. is tilted L, D, R, with the supply B, D, C.",
      "- L: in row 1, A, B and D come to rest, and none beats the one it meets. In row 2, C and A stay to the right of the wall. In row 3, B and D come to rest; C beats D, goes on and does not beat B. In row 4, A comes to rest beside C. Then B is put into row 1, column 4: ABDB/.#CA/BC../CA..",
      "- D: in column 1, from the bottom, C comes to rest, B beats C, and A beats B. In column 2, B stays above the wall; below it A comes to rest and C on it. In column 3, C comes to rest and D on it; in column 4, A and B on it. Then D is put into row 1, column 1: DB../.#../.CDB/AACA",
      "- R: in row 1, B comes to rest and D beside it. In row 3, B and D come to rest; C beats D and comes to rest beside B. Row 4 stays as it is. Then C is put into row 1, column 1: C.DB/.#../..CB/AACA",
      "",
      "The tray at the start:",
      ...tray.map((row) => [...row].join(" ")),
      "",
      "The tilts, each with the letter of the supply that is put in after it:",
      ...[...tilts].map((direction, index) => `${index + 1}. ${direction}, then ${supply.charAt(index)}`),
      "",
      "How does the tray look at the end? Write it as the tray at the start is written, one row per line, with the signs of a row separated by spaces.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const rows = solve(instance).map((row) => [...row].join(" "));
    return this.answerFormat.wrap(rows.join("\n"));
  }

  verifyCorrection(answer: readonly (readonly string[])[], instance: Case): number {
    return rowsOf(answer).join("/") === solve(instance).join("/") ? 1 : 0;
  }

  workedSolution(instance: Case): string {
    const steps = run(instance).map(({ tray, swallowed }, index) => {
      const direction = DIRECTION_NAMES[instance.tilts.charAt(index)] ?? "";
      return `${index + 1}. Tilted ${direction}, ${swallowed} swallowed, then ${instance.supply.charAt(index)} put in: ${rowsOf(tray).join("/")}`;
    });
    return [
      `The tray at the start, rows separated by slashes: ${instance.tray.join("/")}`,
      ...steps,
      this.referenceAnswer(instance),
    ].join("\n");
  }

  /** Letters on the tray before each tilt, together. */
  hardness(instance: Case): number {
    return run(instance).reduce((sum, { letters }) => sum + letters, 0);
  }
}
