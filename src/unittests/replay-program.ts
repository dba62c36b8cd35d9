import type { Program } from "../core/compile-report.ts";

/**
 * A program that draws the cases of these indexes in this order, whatever range it is asked for: a range
 * draws each index once and in order, and a class with a memory shows it only when they come otherwise.
 */
export function replayProgram(program: Program, seed: number, indexes: readonly number[]): Program {
  // On the first line, so that the lines of the draft keep their numbers.
  const code = `((__toolkit) => { const Draft = (${program.code})(__toolkit); const order = ${JSON.stringify(indexes)}; let next = 0; return class extends Draft { caseGenerator(_rng, level) { const { card } = Draft; return super.caseGenerator(__toolkit.Rng.forCase({ bootcamp: card.name, version: card.version ?? "1", level: card.levels.indexOf(level), seed: ${seed}, index: order[next++ % order.length] }), level); } }; })`;
  return { toolkit: program.toolkit, code };
}

/** A program that draws cases alone, without prompts and references, for those who only count them. */
export function bareProgram(program: Program): Program {
  const code = `((__toolkit) => { const Draft = (${program.code})(__toolkit); return class extends Draft { promptFunc() { return ""; } referenceAnswer() { return ""; } }; })`;
  return { toolkit: program.toolkit, code };
}
