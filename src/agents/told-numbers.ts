import { MAX_ANSWER_LENGTH } from "../bootcamp/formatting.ts";
import {
  CLOSE_ANSWERS,
  DRAWING,
  FIXED_ANSWER,
  GUESSES,
  LEAK,
  MISTAKES_DETECTED,
  PROMPT_CHARACTERS,
  REPEATS,
  REPEATS_OF_MANY,
  UNNOTICED,
  VERIFICATION_MS,
} from "../core/checks/thresholds.ts";
import { COMPILER_FLAGS } from "../core/draft/compiler-flags.ts";
import { formatCount } from "../core/text/format-number.ts";
import { CLEAR_FALL, MOST_EARNED } from "../core/judging/adversary-report.ts";
import { LEVEL_AIMS } from "../core/judging/level-aims.ts";

/** The flags that every source is type-checked with, as those who write one are told. */
export const TOLD_FLAGS = Object.keys(COMPILER_FLAGS).join(", ");

/** What an author is told of how drafts are measured, by its slot. The numbers are the checks' own. */
export const TOLD_NUMBERS = {
  compiler_flags: TOLD_FLAGS,
  cases: DRAWING.cases,
  draw_seconds: DRAWING.cpuMs / 1_000,
  case_ms: DRAWING.cpuMs / DRAWING.cases,
  memory_mib: DRAWING.memoryMiB,
  verification_ms: VERIFICATION_MS,
  repeats: percent(REPEATS.warned),
  repeats_of_many: percent(REPEATS.failed),
  many_cases: formatCount(REPEATS_OF_MANY.cases),
  close_warned: percent(CLOSE_ANSWERS.warned),
  close_failed: percent(CLOSE_ANSWERS.failed),
  unnoticed_warned: percent(UNNOTICED.warned),
  fixed_most: FIXED_ANSWER.most,
  fixed_over_chance: FIXED_ANSWER.overChance,
  guess_several: GUESSES.several.flagged,
  guess_single: GUESSES.single.flagged,
  shortcut: MOST_EARNED,
  shortcut_fall: CLEAR_FALL,
  level_aims: LEVEL_AIMS,
  leak_warned: percent(LEAK.warned),
  leak_shortest: LEAK.shortest,
  prompt_fewest: PROMPT_CHARACTERS.fewest,
  prompt_most: formatCount(PROMPT_CHARACTERS.most),
  answer_most: formatCount(MAX_ANSWER_LENGTH),
  mistakes_detected: percent(MISTAKES_DETECTED),
} as const;

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
