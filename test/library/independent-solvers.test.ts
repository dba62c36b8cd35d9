import { expect, test } from "vitest";
import { Rng } from "../../src/bootcamp/index.ts";
import DictionaryOrder from "../../library/character-puzzles/dictionary-order/bootcamp.ts";
import FirstCompletion from "../../library/character-puzzles/first-completion/bootcamp.ts";
import TamperedShares from "../../library/cryptography/tampered-shares/bootcamp.ts";
import ColourLaws from "../../library/graphical-puzzles/colour-laws/bootcamp.ts";
import DebtClearing from "../../library/mathematical-modelling/debt-clearing/bootcamp.ts";
import { solveColourLaws } from "./solve-colour-laws.ts";
import { solveDebtClearing } from "./solve-debt-clearing.ts";
import { solveDictionaryOrder } from "./solve-dictionary-order.ts";
import { solveFirstCompletion } from "./solve-first-completion.ts";
import { solveTamperedShares } from "./solve-tampered-shares.ts";

const CASES = 200;

/** A class as far as it is needed here, whatever its cases are. */
type Played = {
  readonly levels: number;
  readonly play: (
    at: { readonly level: number; readonly index: number },
    solve: (prompt: string) => string,
  ) => number;
};

type Class<Case, Level> = {
  new (): {
    caseGenerator: (rng: Rng, level: Level) => Case;
    promptFunc: (instance: Case) => string;
    verifyScore: (response: string, instance: Case) => { readonly status: string; readonly score?: number };
  };
  readonly card: { readonly name: string; readonly levels: readonly Level[] };
};

function played<Case, Level>(Bootcamp: Class<Case, Level>): Played {
  const { name, levels } = Bootcamp.card;
  return {
    levels: levels.length,
    play: ({ level, index }, solve) => {
      const parameters = levels[level];
      if (parameters === undefined) throw new Error(`no level ${level}`);
      const bootcamp = new Bootcamp();
      const rng = Rng.forCase({ bootcamp: name, version: "1", level, seed: 17, index });
      const instance = bootcamp.caseGenerator(rng, parameters);
      return bootcamp.verifyScore(solve(bootcamp.promptFunc(instance)), instance).score ?? 0;
    },
  };
}

test.each([
  ["dictionary-order", played(DictionaryOrder), solveDictionaryOrder],
  ["first-completion", played(FirstCompletion), solveFirstCompletion],
  ["tampered-shares", played(TamperedShares), solveTamperedShares],
  ["debt-clearing", played(DebtClearing), solveDebtClearing],
  ["colour-laws", played(ColourLaws), solveColourLaws],
])(
  "a program written from the prompts of %s alone earns 1 in each of 200 cases",
  (_, { levels, play }, solve) => {
    const missed = Array.from({ length: CASES }, (__, index) => ({ level: index % levels, index })).filter(
      (at) => play(at, solve) !== 1,
    );
    expect(missed).toEqual([]);
  },
);
