import type { KnownBootcamp } from "../../src/core/draft/novelty.ts";
import { sketchBootcamp } from "../../src/unittests/sketch-bootcamp.ts";
import { JOB_LIMITS, type Workshop } from "../../src/workshop/workshop.ts";
import type { Admission, Lane } from "./admit-source.ts";
import { goodBootcamps } from "./good-bootcamps.ts";
import { findByOracle } from "./oracle.ts";
import { type Outcome, outcomeOf, type SetResults } from "./set-results.ts";
import { readUnseenSet, type UnseenGood } from "./unseen-set.ts";

/** What became of one class of a set. */
export type Heard = {
  readonly kind: "good" | "plant";
  readonly name: string;
  readonly needs: string;
  readonly admission: Admission;
  /** With what a second verifier finds, where one was asked. */
  readonly withVerifier: Outcome | undefined;
};

/**
 * Admits every class of a set that nothing was tuned on, one after the other, or only those whose names contain a text;
 * `hear` is told of each. Where a verifier is asked for, it is a right one, and looks at what no check has stopped.
 */
export async function admitSet(
  name: string,
  about: { lane: Lane; workshop: Workshop; hear: (one: Heard) => void; only?: string; verifier?: boolean },
): Promise<SetResults> {
  const { lane, workshop, hear, only = "", verifier = false } = about;
  const whole = readUnseenSet(name);
  const isWanted = (one: UnseenGood): boolean => one.name.includes(only);
  const set = { good: whole.good.filter(isWanted), plants: whole.plants.filter(isWanted) };
  const known = await sketchSet(whole.good, workshop);
  const judge = async (
    source: string,
    base: UnseenGood | undefined,
    admission: Admission,
  ): Promise<Outcome | undefined> => {
    const before = outcomeOf(admission);
    if (!verifier || base === undefined) return undefined;
    if (before === "stopped") return before;
    try {
      const found = await findByOracle(workshop, { source, base });
      return found === undefined ? before : outcomeOf({ findings: [...admission.findings, found] });
    } catch (error) {
      // A verifier that knows all cases by heart would be longer than a source may be.
      if (error instanceof Error && error.message.includes("the source is longer than")) return undefined;
      throw error;
    }
  };
  const good: Admission[] = [];
  const goodWithVerifier: Outcome[] = [];
  for (const one of set.good) {
    const others = known.filter((each) => each.name !== one.name);
    const admission = await lane.admit(one.source, others);
    good.push(admission);
    const withVerifier = await judge(one.source, one, admission);
    if (withVerifier !== undefined) goodWithVerifier.push(withVerifier);
    hear({ kind: "good", name: one.name, needs: "", admission, withVerifier });
  }
  const plants: SetResults["plants"][number][] = [];
  for (const plant of set.plants) {
    const admission = await lane.admit(plant.source, isTwin(plant.defect) ? known : []);
    const base = whole.good.find(({ name: of }) => `${of}.ts` === plant.base);
    const withVerifier = await judge(plant.source, base, admission);
    const { defect, needs } = plant;
    plants.push({ defect, needs, outcome: outcomeOf(admission), withVerifier });
    hear({ kind: "plant", name: plant.name, needs, admission, withVerifier });
  }
  return {
    name,
    plants,
    good: good.map(outcomeOf),
    goodWithVerifier,
    cpuMs: good.map(({ cpuMs, ownCpuMs }) => ({ sandbox: cpuMs, whole: cpuMs + ownCpuMs })),
  };
}

/** A fault in a class is not found by calling it a twin of the good class that it was made from. */
const isTwin = (defect: string): boolean => defect === "novelty" || defect === "D27";

async function sketchSet(
  good: readonly UnseenGood[],
  { compiler, sandbox }: Workshop,
): Promise<readonly KnownBootcamp[]> {
  const library = goodBootcamps().filter(({ file }) => file.startsWith("library"));
  const all = [...good, ...library.map(({ file, source }) => ({ name: file, source }))];
  const sketched: KnownBootcamp[] = [];
  for (const { name, source } of all) {
    const sketches = await sketchBootcamp(source, { compile: compiler.compile, sandbox, limits: JOB_LIMITS });
    if (sketches !== undefined) sketched.push({ name, ...sketches });
  }
  return sketched;
}
