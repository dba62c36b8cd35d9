/**
 * The bootcamps of a library: what is known of each, and the classes themselves. The imports of cards and the list
 * `bootcamps` are kept by `campforge export library`; the rest is the same in every library.
 */
import type { BootcampClass } from "campforge/bootcamp";
import ferryRoutesCard from "./algorithms/ferry-routes/card.json" with { type: "json" };
import marketRowCard from "./algorithms/market-row/card.json" with { type: "json" };
import oneHandMazeCard from "./algorithms/one-hand-maze/card.json" with { type: "json" };
import restrictedHanoiCard from "./algorithms/restricted-hanoi/card.json" with { type: "json" };
import shortestAbbreviationsCard from "./algorithms/shortest-abbreviations/card.json" with { type: "json" };
import twoKilnsCard from "./algorithms/two-kilns/card.json" with { type: "json" };
import cryptarithmCard from "./character-puzzles/cryptarithm/card.json" with { type: "json" };
import dictionaryOrderCard from "./character-puzzles/dictionary-order/card.json" with { type: "json" };
import firstCompletionCard from "./character-puzzles/first-completion/card.json" with { type: "json" };
import typingWithUndoCard from "./character-puzzles/typing-with-undo/card.json" with { type: "json" };
import wordLadderCard from "./character-puzzles/word-ladder/card.json" with { type: "json" };
import bifidCard from "./cryptography/bifid/card.json" with { type: "json" };
import cipherLayersCard from "./cryptography/cipher-layers/card.json" with { type: "json" };
import leakyRsaKeyCard from "./cryptography/leaky-rsa-key/card.json" with { type: "json" };
import lfsrContinuationCard from "./cryptography/lfsr-continuation/card.json" with { type: "json" };
import tamperedSharesCard from "./cryptography/tampered-shares/card.json" with { type: "json" };
import armSumLoopCard from "./graphical-puzzles/arm-sum-loop/card.json" with { type: "json" };
import cellularAutomatonCard from "./graphical-puzzles/cellular-automaton/card.json" with { type: "json" };
import colourLawsCard from "./graphical-puzzles/colour-laws/card.json" with { type: "json" };
import futoshikiCard from "./graphical-puzzles/futoshiki/card.json" with { type: "json" };
import lightUpCard from "./graphical-puzzles/light-up/card.json" with { type: "json" };
import queensCompletionCard from "./graphical-puzzles/queens-completion/card.json" with { type: "json" };
import rollingDieCard from "./graphical-puzzles/rolling-die/card.json" with { type: "json" };
import sudokuCard from "./graphical-puzzles/sudoku/card.json" with { type: "json" };
import caseMarkingCard from "./language-analysis/case-marking/card.json" with { type: "json" };
import floatingBracketsCard from "./language-analysis/floating-brackets/card.json" with { type: "json" };
import kinshipCard from "./language-analysis/kinship/card.json" with { type: "json" };
import rationedDerivationCard from "./language-analysis/rationed-derivation/card.json" with { type: "json" };
import weightOrderCard from "./language-analysis/weight-order/card.json" with { type: "json" };
import counterModelsCard from "./logical-reasoning/counter-models/card.json" with { type: "json" };
import knightsAndKnavesCard from "./logical-reasoning/knights-and-knaves/card.json" with { type: "json" };
import mapColouringCard from "./logical-reasoning/map-colouring/card.json" with { type: "json" };
import misfittedGateCard from "./logical-reasoning/misfitted-gate/card.json" with { type: "json" };
import rankedDefaultsCard from "./logical-reasoning/ranked-defaults/card.json" with { type: "json" };
import syllogismWarrantsCard from "./logical-reasoning/syllogism-warrants/card.json" with { type: "json" };
import zebraPuzzleCard from "./logical-reasoning/zebra-puzzle/card.json" with { type: "json" };
import calendarChainCard from "./mathematical-modelling/calendar-chain/card.json" with { type: "json" };
import countdownCard from "./mathematical-modelling/countdown/card.json" with { type: "json" };
import debtClearingCard from "./mathematical-modelling/debt-clearing/card.json" with { type: "json" };
import mortgageWithStepsCard from "./mathematical-modelling/mortgage-with-steps/card.json" with { type: "json" };
import packingChoiceCard from "./mathematical-modelling/packing-choice/card.json" with { type: "json" };
import balancingEquationsCard from "./natural-science/balancing-equations/card.json" with { type: "json" };
import bufferPhCard from "./natural-science/buffer-ph/card.json" with { type: "json" };
import calorimetryCard from "./natural-science/calorimetry/card.json" with { type: "json" };
import geneCrossesCard from "./natural-science/gene-crosses/card.json" with { type: "json" };
import isotopePatternCard from "./natural-science/isotope-pattern/card.json" with { type: "json" };
import meterInTheMiddleCard from "./natural-science/meter-in-the-middle/card.json" with { type: "json" };

/** The judge's accuracy on one level: the mean over samples, with its interval at 95%. */
export type LevelAccuracy = {
  readonly level: number;
  readonly decision: string;
  readonly attempts: number;
  readonly accuracy: {
    readonly mean: number;
    readonly low: number;
    readonly high: number;
    readonly samples: number;
  };
};

/** What is known of one version of a bootcamp; docs/library.md of Campforge explains every field. */
export type LibraryCard = {
  readonly card: number;
  readonly name: string;
  readonly slug: string;
  readonly domain: string;
  readonly title: string;
  readonly version: number;
  /** SHA-256 in hexadecimal. */
  readonly hashes: {
    readonly code: string;
    readonly program: string;
    readonly behaviour: string;
    readonly card: string;
  };
  /** Null for a bootcamp that was written by hand. */
  readonly origin: {
    readonly task: string;
    readonly run: number;
    readonly line: number;
    readonly round: number;
    readonly source: string;
    readonly licence: string;
    readonly description: string;
    readonly reference: { readonly language: string; readonly code: string } | null;
  } | null;
  readonly models: Readonly<Record<string, string>>;
  readonly prompts: Readonly<Record<string, string>>;
  readonly software: Readonly<Record<string, string>>;
  readonly seeds: readonly number[];
  readonly gates: readonly {
    readonly gate: string;
    readonly check: string;
    readonly result: string;
    readonly detail: string;
    readonly n: number;
    readonly seeds: readonly number[];
  }[];
  /** Null where no judge was asked. */
  readonly judge: { readonly levels: readonly LevelAccuracy[]; readonly inBand: readonly number[] } | null;
  readonly verdict: string | null;
  readonly flags: readonly string[];
  readonly waivers: readonly { readonly check: string; readonly reason: string }[];
  /** Which way its verifications go in the reward server, `fast` or `careful`, and why. */
  readonly path?: { readonly status: string; readonly reason: string };
  /** What was checked by reading and by an independent solver. */
  readonly reviewed?: {
    readonly behaviour: string;
    readonly prompts: number;
    readonly levels: readonly number[];
    readonly solvedByHand: number;
    readonly solver: { readonly what: string; readonly cases: number; readonly agreed: number };
  };
  /** Null for a bootcamp that was written by hand. */
  readonly approval: {
    readonly reviewer: string;
    readonly note: string | null;
    readonly at: string;
    readonly seen: string;
  } | null;
};

/** One bootcamp with all of its versions. */
export type LibraryEntry = {
  /** The name of the class. */
  readonly name: string;
  /** What is known of the current version, or of the last one where none is current; null without a card. */
  readonly card: LibraryCard | null;
  /** The version that `load` gives; null when the bootcamp was withdrawn. */
  readonly current: number | null;
  readonly versions: Readonly<Record<number, () => Promise<{ readonly default: BootcampClass }>>>;
};

/** Every bootcamp, in order of its folder. */
export const bootcamps: readonly LibraryEntry[] = [
  {
    name: "FerryRoutes",
    card: ferryRoutesCard,
    current: 2,
    versions: {
      1: () => import("./algorithms/ferry-routes/versions/1/bootcamp.ts"),
      2: () => import("./algorithms/ferry-routes/bootcamp.ts"),
    },
  },
  {
    name: "MarketRow",
    card: marketRowCard,
    current: 1,
    versions: {
      1: () => import("./algorithms/market-row/bootcamp.ts"),
    },
  },
  {
    name: "OneHandMaze",
    card: oneHandMazeCard,
    current: 3,
    versions: {
      1: () => import("./algorithms/one-hand-maze/versions/1/bootcamp.ts"),
      2: () => import("./algorithms/one-hand-maze/versions/2/bootcamp.ts"),
      3: () => import("./algorithms/one-hand-maze/bootcamp.ts"),
    },
  },
  {
    name: "RestrictedHanoi",
    card: restrictedHanoiCard,
    current: 3,
    versions: {
      1: () => import("./algorithms/restricted-hanoi/versions/1/bootcamp.ts"),
      2: () => import("./algorithms/restricted-hanoi/versions/2/bootcamp.ts"),
      3: () => import("./algorithms/restricted-hanoi/bootcamp.ts"),
    },
  },
  {
    name: "ShortestAbbreviations",
    card: shortestAbbreviationsCard,
    current: 1,
    versions: {
      1: () => import("./algorithms/shortest-abbreviations/bootcamp.ts"),
    },
  },
  {
    name: "TwoKilns",
    card: twoKilnsCard,
    current: 1,
    versions: {
      1: () => import("./algorithms/two-kilns/bootcamp.ts"),
    },
  },
  {
    name: "Cryptarithm",
    card: cryptarithmCard,
    current: 3,
    versions: {
      1: () => import("./character-puzzles/cryptarithm/versions/1/bootcamp.ts"),
      2: () => import("./character-puzzles/cryptarithm/versions/2/bootcamp.ts"),
      3: () => import("./character-puzzles/cryptarithm/bootcamp.ts"),
    },
  },
  {
    name: "DictionaryOrder",
    card: dictionaryOrderCard,
    current: 3,
    versions: {
      1: () => import("./character-puzzles/dictionary-order/versions/1/bootcamp.ts"),
      2: () => import("./character-puzzles/dictionary-order/versions/2/bootcamp.ts"),
      3: () => import("./character-puzzles/dictionary-order/bootcamp.ts"),
    },
  },
  {
    name: "FirstCompletion",
    card: firstCompletionCard,
    current: 2,
    versions: {
      1: () => import("./character-puzzles/first-completion/versions/1/bootcamp.ts"),
      2: () => import("./character-puzzles/first-completion/bootcamp.ts"),
    },
  },
  {
    name: "TypingWithUndo",
    card: typingWithUndoCard,
    current: 1,
    versions: {
      1: () => import("./character-puzzles/typing-with-undo/bootcamp.ts"),
    },
  },
  {
    name: "WordLadder",
    card: wordLadderCard,
    current: 3,
    versions: {
      1: () => import("./character-puzzles/word-ladder/versions/1/bootcamp.ts"),
      2: () => import("./character-puzzles/word-ladder/versions/2/bootcamp.ts"),
      3: () => import("./character-puzzles/word-ladder/bootcamp.ts"),
    },
  },
  {
    name: "Bifid",
    card: bifidCard,
    current: 1,
    versions: {
      1: () => import("./cryptography/bifid/bootcamp.ts"),
    },
  },
  {
    name: "CipherLayers",
    card: cipherLayersCard,
    current: 1,
    versions: {
      1: () => import("./cryptography/cipher-layers/bootcamp.ts"),
    },
  },
  {
    name: "LeakyRsaKey",
    card: leakyRsaKeyCard,
    current: 1,
    versions: {
      1: () => import("./cryptography/leaky-rsa-key/bootcamp.ts"),
    },
  },
  {
    name: "LfsrContinuation",
    card: lfsrContinuationCard,
    current: 1,
    versions: {
      1: () => import("./cryptography/lfsr-continuation/bootcamp.ts"),
    },
  },
  {
    name: "TamperedShares",
    card: tamperedSharesCard,
    current: 2,
    versions: {
      1: () => import("./cryptography/tampered-shares/versions/1/bootcamp.ts"),
      2: () => import("./cryptography/tampered-shares/bootcamp.ts"),
    },
  },
  {
    name: "ArmSumLoop",
    card: armSumLoopCard,
    current: 1,
    versions: {
      1: () => import("./graphical-puzzles/arm-sum-loop/bootcamp.ts"),
    },
  },
  {
    name: "CellularAutomaton",
    card: cellularAutomatonCard,
    current: 1,
    versions: {
      1: () => import("./graphical-puzzles/cellular-automaton/bootcamp.ts"),
    },
  },
  {
    name: "ColourLaws",
    card: colourLawsCard,
    current: 2,
    versions: {
      1: () => import("./graphical-puzzles/colour-laws/versions/1/bootcamp.ts"),
      2: () => import("./graphical-puzzles/colour-laws/bootcamp.ts"),
    },
  },
  {
    name: "Futoshiki",
    card: futoshikiCard,
    current: 3,
    versions: {
      1: () => import("./graphical-puzzles/futoshiki/versions/1/bootcamp.ts"),
      2: () => import("./graphical-puzzles/futoshiki/versions/2/bootcamp.ts"),
      3: () => import("./graphical-puzzles/futoshiki/bootcamp.ts"),
    },
  },
  {
    name: "LightUp",
    card: lightUpCard,
    current: 3,
    versions: {
      1: () => import("./graphical-puzzles/light-up/versions/1/bootcamp.ts"),
      2: () => import("./graphical-puzzles/light-up/versions/2/bootcamp.ts"),
      3: () => import("./graphical-puzzles/light-up/bootcamp.ts"),
    },
  },
  {
    name: "QueensCompletion",
    card: queensCompletionCard,
    current: 3,
    versions: {
      1: () => import("./graphical-puzzles/queens-completion/versions/1/bootcamp.ts"),
      2: () => import("./graphical-puzzles/queens-completion/versions/2/bootcamp.ts"),
      3: () => import("./graphical-puzzles/queens-completion/bootcamp.ts"),
    },
  },
  {
    name: "RollingDie",
    card: rollingDieCard,
    current: 1,
    versions: {
      1: () => import("./graphical-puzzles/rolling-die/bootcamp.ts"),
    },
  },
  {
    name: "Sudoku",
    card: sudokuCard,
    current: 2,
    versions: {
      1: () => import("./graphical-puzzles/sudoku/versions/1/bootcamp.ts"),
      2: () => import("./graphical-puzzles/sudoku/bootcamp.ts"),
    },
  },
  {
    name: "CaseMarking",
    card: caseMarkingCard,
    current: 1,
    versions: {
      1: () => import("./language-analysis/case-marking/bootcamp.ts"),
    },
  },
  {
    name: "FloatingBrackets",
    card: floatingBracketsCard,
    current: 1,
    versions: {
      1: () => import("./language-analysis/floating-brackets/bootcamp.ts"),
    },
  },
  {
    name: "Kinship",
    card: kinshipCard,
    current: 3,
    versions: {
      1: () => import("./language-analysis/kinship/versions/1/bootcamp.ts"),
      2: () => import("./language-analysis/kinship/versions/2/bootcamp.ts"),
      3: () => import("./language-analysis/kinship/bootcamp.ts"),
    },
  },
  {
    name: "RationedDerivation",
    card: rationedDerivationCard,
    current: 1,
    versions: {
      1: () => import("./language-analysis/rationed-derivation/bootcamp.ts"),
    },
  },
  {
    name: "WeightOrder",
    card: weightOrderCard,
    current: 1,
    versions: {
      1: () => import("./language-analysis/weight-order/bootcamp.ts"),
    },
  },
  {
    name: "CounterModels",
    card: counterModelsCard,
    current: 1,
    versions: {
      1: () => import("./logical-reasoning/counter-models/bootcamp.ts"),
    },
  },
  {
    name: "KnightsAndKnaves",
    card: knightsAndKnavesCard,
    current: 2,
    versions: {
      1: () => import("./logical-reasoning/knights-and-knaves/versions/1/bootcamp.ts"),
      2: () => import("./logical-reasoning/knights-and-knaves/bootcamp.ts"),
    },
  },
  {
    name: "MapColouring",
    card: mapColouringCard,
    current: 3,
    versions: {
      1: () => import("./logical-reasoning/map-colouring/versions/1/bootcamp.ts"),
      2: () => import("./logical-reasoning/map-colouring/versions/2/bootcamp.ts"),
      3: () => import("./logical-reasoning/map-colouring/bootcamp.ts"),
    },
  },
  {
    name: "MisfittedGate",
    card: misfittedGateCard,
    current: 1,
    versions: {
      1: () => import("./logical-reasoning/misfitted-gate/bootcamp.ts"),
    },
  },
  {
    name: "RankedDefaults",
    card: rankedDefaultsCard,
    current: 2,
    versions: {
      1: () => import("./logical-reasoning/ranked-defaults/versions/1/bootcamp.ts"),
      2: () => import("./logical-reasoning/ranked-defaults/bootcamp.ts"),
    },
  },
  {
    name: "SyllogismWarrants",
    card: syllogismWarrantsCard,
    current: 1,
    versions: {
      1: () => import("./logical-reasoning/syllogism-warrants/bootcamp.ts"),
    },
  },
  {
    name: "ZebraPuzzle",
    card: zebraPuzzleCard,
    current: 1,
    versions: {
      1: () => import("./logical-reasoning/zebra-puzzle/bootcamp.ts"),
    },
  },
  {
    name: "CalendarChain",
    card: calendarChainCard,
    current: 3,
    versions: {
      1: () => import("./mathematical-modelling/calendar-chain/versions/1/bootcamp.ts"),
      2: () => import("./mathematical-modelling/calendar-chain/versions/2/bootcamp.ts"),
      3: () => import("./mathematical-modelling/calendar-chain/bootcamp.ts"),
    },
  },
  {
    name: "Countdown",
    card: countdownCard,
    current: 2,
    versions: {
      1: () => import("./mathematical-modelling/countdown/versions/1/bootcamp.ts"),
      2: () => import("./mathematical-modelling/countdown/bootcamp.ts"),
    },
  },
  {
    name: "DebtClearing",
    card: debtClearingCard,
    current: 3,
    versions: {
      1: () => import("./mathematical-modelling/debt-clearing/versions/1/bootcamp.ts"),
      2: () => import("./mathematical-modelling/debt-clearing/versions/2/bootcamp.ts"),
      3: () => import("./mathematical-modelling/debt-clearing/bootcamp.ts"),
    },
  },
  {
    name: "MortgageWithSteps",
    card: mortgageWithStepsCard,
    current: 1,
    versions: {
      1: () => import("./mathematical-modelling/mortgage-with-steps/bootcamp.ts"),
    },
  },
  {
    name: "PackingChoice",
    card: packingChoiceCard,
    current: 2,
    versions: {
      1: () => import("./mathematical-modelling/packing-choice/versions/1/bootcamp.ts"),
      2: () => import("./mathematical-modelling/packing-choice/bootcamp.ts"),
    },
  },
  {
    name: "BalancingEquations",
    card: balancingEquationsCard,
    current: 2,
    versions: {
      1: () => import("./natural-science/balancing-equations/versions/1/bootcamp.ts"),
      2: () => import("./natural-science/balancing-equations/bootcamp.ts"),
    },
  },
  {
    name: "BufferPh",
    card: bufferPhCard,
    current: 1,
    versions: {
      1: () => import("./natural-science/buffer-ph/bootcamp.ts"),
    },
  },
  {
    name: "Calorimetry",
    card: calorimetryCard,
    current: 2,
    versions: {
      1: () => import("./natural-science/calorimetry/versions/1/bootcamp.ts"),
      2: () => import("./natural-science/calorimetry/bootcamp.ts"),
    },
  },
  {
    name: "GeneCrosses",
    card: geneCrossesCard,
    current: 2,
    versions: {
      1: () => import("./natural-science/gene-crosses/versions/1/bootcamp.ts"),
      2: () => import("./natural-science/gene-crosses/bootcamp.ts"),
    },
  },
  {
    name: "IsotopePattern",
    card: isotopePatternCard,
    current: 2,
    versions: {
      1: () => import("./natural-science/isotope-pattern/versions/1/bootcamp.ts"),
      2: () => import("./natural-science/isotope-pattern/bootcamp.ts"),
    },
  },
  {
    name: "MeterInTheMiddle",
    card: meterInTheMiddleCard,
    current: 1,
    versions: {
      1: () => import("./natural-science/meter-in-the-middle/bootcamp.ts"),
    },
  },
];

/** The cards of all bootcamps that have a current version. */
export const cards: readonly LibraryCard[] = bootcamps.flatMap(({ card, current }) =>
  card === null || current === null ? [] : [card],
);

/**
 * The class of a bootcamp by its name: its current version, or the one that is asked for. Rejects with a
 * RangeError when the library has no such bootcamp or version.
 */
export async function load(
  name: string,
  options: { readonly version?: number } = {},
): Promise<BootcampClass> {
  const entry = bootcamps.find((one) => one.name === name);
  if (entry === undefined) throw new RangeError(`the library has no bootcamp ${name}`);
  const version = options.version ?? entry.current;
  const known = Object.keys(entry.versions).join(", ");
  if (version === null)
    throw new RangeError(`${name} was withdrawn; these versions can still be asked for: ${known}`);
  const importVersion = entry.versions[version];
  if (importVersion === undefined)
    throw new RangeError(`${name} has no version ${version}; it has these: ${known}`);
  return (await importVersion()).default;
}
