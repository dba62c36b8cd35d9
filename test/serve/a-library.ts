import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hashCode, sha256 } from "../../src/core/draft/hash.ts";
import { cardText, type LibraryCard, numberCard } from "../../src/core/library/library-card.ts";

/** A class for a library of tests. */
export type Shelved = {
  readonly slug: string;
  readonly name: string;
  readonly source: string;
  readonly version?: number;
  /** Below `versions/`, as a class that another one has replaced. */
  readonly former?: boolean;
  /** Who compares its answers. */
  readonly modelVerified?: LibraryCard["modelVerified"];
};

/** The card of a class that nobody has judged. */
export function aCard({ slug, name, source, version = 1, modelVerified }: Shelved): LibraryCard {
  return numberCard(
    {
      card: 1,
      name,
      slug,
      domain: "tests",
      title: name,
      hashes: { code: hashCode(source), program: sha256(""), behaviour: sha256("") },
      origin: null,
      models: {},
      prompts: {},
      software: {},
      seeds: [0],
      gates: [],
      judge: null,
      verdict: null,
      flags: [],
      waivers: [],
      ...(modelVerified === undefined ? {} : { modelVerified }),
      approval: null,
    },
    version,
  );
}

/** Puts a class on its shelf. */
export function shelve(library: string, one: Shelved): void {
  const shelf = join(library, "tests", one.slug);
  const folder = one.former === true ? join(shelf, "versions", String(one.version ?? 1)) : shelf;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "bootcamp.ts"), one.source);
  writeFileSync(join(folder, "card.json"), cardText(aCard(one)));
}

/** A library in a folder of its own. */
export function aLibrary(classes: readonly Shelved[]): {
  readonly path: string;
  readonly remove: () => void;
} {
  const path = mkdtempSync(join(tmpdir(), "campforge-library-"));
  for (const one of classes) shelve(path, one);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/**
 * A class that asks for a sum. `verify` is the body of its verifier; `top` stands above the class, and a case has
 * the fields a and b.
 */
export function aSum(
  name: string,
  { verify = "return answer === instance.a + instance.b ? 1 : 0;", top = "" } = {},
): string {
  return `import { Bootcamp, type Card, finalLine, integer, type Rng } from "campforge/bootcamp";

type Case = { readonly a: number; readonly b: number };
type Level = { readonly most: number };

${top}

export default class ${name} extends Bootcamp<Case, number, Level> {
  static readonly card: Card<Level> = {
    name: "${name}",
    slug: "${name.toLowerCase()}",
    title: "Sums of two numbers",
    domain: "mathematical-modelling",
    description: "Two whole numbers are to be added up; the sum is asked for.",
    answerFormat: "the sum as a whole number on the last line",
    parameters: { most: { meaning: "the largest number that is added", min: 1, max: 999 } },
    levels: [{ most: 9 }, { most: 99 }, { most: 999 }],
  };

  readonly answerFormat = finalLine(integer());
  caseGenerator(rng: Rng, level: Level): Case {
    return { a: rng.integer(1, level.most), b: rng.integer(1, level.most) };
  }
  promptFunc(instance: Case): string {
    return \`What is \${instance.a} + \${instance.b}? \${this.answerFormat.instruction}\`;
  }
  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(String(instance.a + instance.b));
  }
  verifyCorrection(answer: number, instance: Case): number {
    ${verify}
  }
}
`;
}
