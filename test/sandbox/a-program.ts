import { bundleToolkit } from "../../src/compile/bundle-toolkit.ts";
import { readToolkitSources } from "../../src/compile/toolkit-sources.ts";
import type { Program } from "../../src/core/draft/compile-report.ts";

const toolkit = bundleToolkit(readToolkitSources());

/** A script by hand, past every check of the compiler. It must evaluate to a function of the toolkit. */
export const aScript = (code: string): Program => ({ toolkit, code });

/** A small class by hand; `members` replace its methods, `before` runs when it is loaded. */
export function aProgram(members = "", before = ""): Program {
  return aScript(`((__toolkit) => { "use strict";
const { Bootcamp, finalLine, integer } = __toolkit;
${before}
return class Probe extends Bootcamp {
  static card = { name: "Probe", levels: [{ most: 1000 }, { most: 9 }, { most: 99 }] };
  answerFormat = finalLine(integer());
  caseGenerator(rng, level) { return { n: rng.integer(1, level.most) }; }
  promptFunc(instance) { return "Say " + instance.n; }
  referenceAnswer(instance) { return this.answerFormat.wrap(String(instance.n)); }
  verifyCorrection(answer, instance) { return answer === instance.n ? 1 : 0; }
  ${members}
}; })`);
}
