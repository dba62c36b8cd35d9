import type { LevelParameters } from "../../src/core/draft/card.ts";

export type PeerName = "reasoning-gym" | "InternBootcamp";

/** A task that a bootcamp of the library and one of a peer's share, each set to cases of about the same size. */
export type SharedTask = {
  /** Folder of ours, and the parameters in the place of a level's. */
  readonly ours: string;
  readonly parameters: LevelParameters;
  /** Their module and class, the class of its configuration, and what is set in it. */
  readonly module: string;
  readonly class: string;
  readonly config: string | null;
  readonly settings: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  /** How a case of theirs is answered, by its name in measure_peer.py; null where it brings its answer, or has none. */
  readonly answer: string | null;
  /** Our cases and theirs in few words. */
  readonly sizes: readonly [ours: string, theirs: string];
};

const gym = (
  ours: string,
  module: string,
  name: string,
  rest: Pick<SharedTask, "parameters" | "settings" | "sizes">,
): SharedTask => ({
  ours,
  module: `reasoning_gym.${module}`,
  class: `${name}Dataset`,
  config: `${name}Config`,
  answer: null,
  ...rest,
});

const intern = (
  ours: string,
  module: string,
  name: string,
  rest: Pick<SharedTask, "parameters" | "settings" | "sizes" | "answer">,
): SharedTask => ({
  ours,
  module: `internbootcamp.bootcamp.${module}`,
  class: `${name}bootcamp`,
  config: null,
  ...rest,
});

/** The tasks that the library shares with each peer. */
export const SHARED_TASKS: Readonly<Record<PeerName, readonly SharedTask[]>> = {
  "reasoning-gym": [
    gym("graphical-puzzles/sudoku", "games.sudoku", "Sudoku", {
      parameters: { boxRows: 3, boxColumns: 3, fewestGiven: 34, guesses: true, candidates: 1 },
      settings: { min_empty: 47, max_empty: 47 },
      sizes: ["9x9, 34 given, one solution", "the same"],
    }),
    gym("graphical-puzzles/futoshiki", "games.futoshiki", "Futoshiki", {
      parameters: { size: 5, givenShare: 0.3, signs: 9 },
      settings: { min_board_size: 5, max_board_size: 5, min_difficulty: 1, max_difficulty: 1 },
      sizes: ["5x5, 9 signs, 30% given", "5x5, one solution"],
    }),
    gym("graphical-puzzles/queens-completion", "games.n_queens", "NQueens", {
      parameters: { size: 8, fewestQueens: 3, candidates: 1 },
      settings: { n: 8, min_remove: 5, max_remove: 5 },
      sizes: ["8x8, 3 queens or more given, one solution", "8x8, 3 queens given, any solution"],
    }),
    gym("mathematical-modelling/countdown", "games.countdown", "Countdown", {
      parameters: { numbers: 5, largest: 100, lowestTarget: 100, highestTarget: 999, candidates: 1 },
      settings: { min_numbers: 5, max_numbers: 5 },
      sizes: ["5 numbers to 100, target 100 to 999", "the same"],
    }),
    gym("algorithms/restricted-hanoi", "games.tower_of_hanoi", "Hanoi", {
      parameters: { disks: 5, pegs: 4, forbidden: 0, shortest: 8, longest: 13 },
      settings: { min_disks: 5, max_disks: 5, min_pegs: 4, max_pegs: 4 },
      sizes: ["5 disks, 4 pegs, 8 to 13 moves between any arrangements", "5 disks, 4 pegs, 13 moves"],
    }),
    gym("logical-reasoning/knights-and-knaves", "logic.knights_knaves", "KnightsKnaves", {
      parameters: { people: 5, forms: 5, candidates: 1 },
      settings: { n_people: 5 },
      sizes: ["5 people, one solution", "the same"],
    }),
    gym("logical-reasoning/zebra-puzzle", "logic.zebra_puzzles", "Zebra", {
      parameters: {},
      settings: { num_people: 4, num_characteristics: 4 },
      sizes: ["the easiest level", "4 people, 4 characteristics"],
    }),
    gym("logical-reasoning/map-colouring", "algorithmic.graph_color", "GraphColor", {
      parameters: { countries: 10, colours: 3, borderShare: 0.4, fixed: 2 },
      settings: { min_num_vertices: 10, max_num_vertices: 10, edge_probability: 0.3 },
      sizes: ["10 countries, 3 colours", "10 vertices, 3 colours"],
    }),
    gym("character-puzzles/cryptarithm", "algorithmic.cryptarithm", "Cryptarithm", {
      parameters: { base: 10, addends: 2, digits: 4, letters: 7, known: 3 },
      settings: { min_words: 2, max_words: 2 },
      sizes: [
        "2 addends of 4 digits, 3 letters known, one solution",
        "2 addends of 3 to 5 digits, any solution",
      ],
    }),
    gym("character-puzzles/word-ladder", "algorithmic.word_ladder", "WordLadder", {
      parameters: { words: 110, exchanges: false, fewest: 4, most: 6 },
      settings: {},
      sizes: ["110 listed words, 4 to 6 steps", "4 letters, any words of English"],
    }),
    gym("mathematical-modelling/calendar-chain", "arithmetic.calendar_arithmetic", "CalendarArithmetic", {
      parameters: { steps: 3, reach: 150, kinds: 4 },
      settings: {},
      sizes: ["3 steps", "one step of 7 kinds"],
    }),
    gym("language-analysis/kinship", "graphs.family_relationships", "FamilyRelationships", {
      parameters: { generations: 3, children: 2, people: 8, pairs: 2 },
      settings: { min_family_size: 8, max_family_size: 8 },
      sizes: ["8 people, 2 pairs", "8 people, 1 pair"],
    }),
  ],
  InternBootcamp: [
    intern("graphical-puzzles/sudoku", "sudoku.sudoku", "Sudoku", {
      parameters: { boxRows: 3, boxColumns: 3, fewestGiven: 40, guesses: true, candidates: 1 },
      settings: {},
      answer: "sudoku",
      sizes: ["9x9, 40 given, one solution", "9x9, about 40 given, any number of solutions"],
    }),
    intern("graphical-puzzles/sudoku", "kor_puzzle_sudoko.kor_puzzle_sudoko", "KorPuzzleSudoko", {
      parameters: { boxRows: 3, boxColumns: 3, fewestGiven: 51, guesses: true, candidates: 1 },
      settings: { holes: 30 },
      answer: "sudoku-rows",
      sizes: ["9x9, 51 given, one solution", "9x9, 51 given, meant to have one solution"],
    }),
    intern("graphical-puzzles/futoshiki", "futoshiki.futoshiki", "Futoshiki", {
      parameters: { size: 5, givenShare: 0.28, signs: 12 },
      settings: {},
      answer: "futoshiki",
      sizes: ["5x5, 12 signs, 28% given", "the same"],
    }),
    intern("graphical-puzzles/light-up", "light_up.light_up", "LightUp", {
      parameters: { size: 5, blackShare: 0.2, clueShare: 0.5, guesses: false, rushes: 0 },
      settings: {},
      answer: null,
      sizes: ["5x5, one solution", "5x5, solvable or not"],
    }),
    intern(
      "mathematical-modelling/countdown",
      "kor_puzzle_24_points.kor_puzzle_24_points",
      "KorPuzzle24Points",
      {
        parameters: { numbers: 4, largest: 13, lowestTarget: 24, highestTarget: 24, candidates: 1 },
        settings: {},
        answer: "sum",
        sizes: ["4 numbers to 13, target 24", "the same"],
      },
    ),
    intern("mathematical-modelling/countdown", "game24.game_default", "Game24", {
      parameters: { numbers: 4, largest: 13, lowestTarget: 24, highestTarget: 24, candidates: 1 },
      settings: {},
      answer: null,
      sizes: ["4 numbers to 13, target 24", "4 numbers"],
    }),
    intern(
      "character-puzzles/cryptarithm",
      "kor_puzzle_crypto_math.kor_puzzle_crypto_math",
      "KorPuzzleCryptoMath",
      {
        parameters: { base: 10, addends: 2, digits: 3, letters: 6, known: 3 },
        settings: { max_terms: 2 },
        answer: "letters",
        sizes: [
          "2 addends of 3 digits, 3 letters known, one solution",
          "2 addends of 3 digits, any solution",
        ],
      },
    ),
  ],
};
