import { join, resolve } from "node:path";
import { type BootcampClass, Rng } from "../../src/bootcamp/index.ts";
import { writeGroundTruth } from "../../src/core/training/ground-truth.ts";
import type { KnownResponse } from "../../test/serve/known-responses.ts";

/** The library that ships with Campforge, and its bootcamps. */
export const LIBRARY = resolve(import.meta.dirname, "../../library");
export const BOOTCAMPS = [
  "natural-science/calorimetry",
  "logical-reasoning/map-colouring",
  "graphical-puzzles/futoshiki",
] as const;

/** What a policy writes before its answer: with it, a response is of the 2 KB that the aims are about. */
export const THOUGHT = "x ".repeat(1_000);

/** A class of a library as a module of this process, and where the library has it. */
export type PlainClass = { readonly slug: string; readonly Class: BootcampClass };

/** Loads a reviewed class as any module; nothing keeps it from what this process may do. */
export async function loadPlain(library: string, folder: string): Promise<PlainClass> {
  const { default: Class }: { readonly default: BootcampClass } = await import(
    join(library, folder, "bootcamp.ts")
  );
  return { slug: folder.slice(folder.indexOf("/") + 1), Class };
}

/** Responses to cases of a class, with the scores that plain calls of it give. */
export function knownResponses(
  { slug, Class }: PlainClass,
  { seed, count }: { readonly seed: number; readonly count: number },
): readonly KnownResponse[] {
  const bootcamp = new Class();
  const { card } = Class;
  const cases = Array.from({ length: count }, (_, index) => {
    const level = index % card.levels.length;
    const rng = Rng.forCase({ bootcamp: card.name, version: "1", level, seed, index });
    return bootcamp.caseGenerator(rng, card.levels[level]);
  });
  return cases.map((instance, index) => {
    // Right, that of another case, and none at all.
    const other = cases[(index + 1) % count] ?? instance;
    const answers = [bootcamp.referenceAnswer(instance), bootcamp.referenceAnswer(other), "I cannot say."];
    const response = `${THOUGHT}\n${answers[index % answers.length]}`;
    const right = bootcamp.verifyScore(response, instance);
    if (right.status === "timeout") throw new Error(`${slug}: a plain call has no limit`);
    return {
      groundTruth: writeGroundTruth({ bootcamp: slug, version: 1, case: instance }),
      prompt: bootcamp.promptFunc(instance),
      response,
      right: right.status === "error" ? { status: "error", code: "verifier-threw" } : right,
    };
  });
}
