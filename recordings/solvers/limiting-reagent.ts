/** A side of an equation, or both: the coefficient of each formula. */
type Amounts = ReadonlyMap<string, number>;

type Step = { readonly reactants: Amounts; readonly products: Amounts; readonly lines: readonly string[] };

export function solve(prompt: string): string {
  const [, wanted, last] =
    /What mass of (\S+), in grams, is collected from (this reaction|step \d+)\?/.exec(prompt) ?? [];
  const atomic = new Map(
    Array.from(
      (/Atomic masses in g\/mol: (.*)/.exec(prompt)?.[1] ?? "").matchAll(/([A-Z][a-z]?) (\d+(?:\.\d+)?)/g),
      ([, element = "", mass]): [string, number] => [element, Number(mass)],
    ),
  );
  const steps = parseSteps(prompt);
  if (wanted === undefined || last === undefined) return "";

  let grams = 0;
  for (const [number, step] of steps.entries()) {
    // What is collected from a step is what a later one names, and from the last one what is asked for.
    const next = steps[number + 1];
    const passedOn = new RegExp(`^- all of the (\\S+) collected from step ${number + 1}, pure$`);
    const collected =
      next === undefined ? wanted : next.lines.flatMap((line) => passedOn.exec(line)?.[1] ?? [])[0];
    if (collected === undefined) return "";
    grams = yieldOf(step, collected, grams, atomic);
  }
  const askedForLast = last === "this reaction" ? steps.length === 1 : last === `step ${steps.length}`;
  return askedForLast && Number.isFinite(grams) ? `Answer: ${grams.toFixed(6)}` : "";
}

function parseSteps(prompt: string): Step[] {
  const blocks = prompt.matchAll(/^(?:Reaction|Step \d+): (.+) → (.+)\n((?:- .*\n)+)/gm);
  return Array.from(blocks, ([, left = "", right = "", lines = ""]) => ({
    reactants: parseSide(left),
    products: parseSide(right),
    lines: lines.trim().split("\n"),
  }));
}

function parseSide(side: string): Amounts {
  return new Map(
    side.split(" + ").map((term): [string, number] => {
      const [, count = "1", formula = ""] = /^(?:(\d+) )?(\S+)$/.exec(term.trim()) ?? [];
      return [formula, Number(count)];
    }),
  );
}

/** The mass collected of a product; NaN where the step is not understood. */
function yieldOf(step: Step, product: string, handedOn: number, atomic: Amounts): number {
  const extents = new Map<string, number>();
  let share = 1;
  for (const line of step.lines) {
    const [, percent] = /^- yield (\d+(?:\.\d+)?) %$/.exec(line) ?? [];
    if (percent !== undefined) {
      share = Number(percent) / 100;
      continue;
    }
    const [, given, stated, purity = "100"] =
      /^- (\d+(?:\.\d+)?) g of ([^\s,]+)(?:, purity (\d+(?:\.\d+)?) %)?$/.exec(line) ?? [];
    const [, before] = /^- all of the (\S+) collected from step \d+, pure$/.exec(line) ?? [];
    const reactant = stated ?? before;
    if (reactant === undefined) return NaN;
    const grams = stated === undefined ? handedOn : (Number(given) * Number(purity)) / 100;
    extents.set(reactant, grams / molarMass(reactant, atomic) / (step.reactants.get(reactant) ?? NaN));
  }
  if ([...step.reactants.keys()].some((reactant) => !extents.has(reactant))) return NaN;
  const extent = Math.min(...extents.values());
  return extent * (step.products.get(product) ?? NaN) * molarMass(product, atomic) * share;
}

/** In g/mol; NaN for an element without a mass. Parts behind a · may begin with a count of their own. */
function molarMass(formula: string, atomic: Amounts): number {
  let total = 0;
  for (const part of formula.split("·")) {
    const [, count = "", body = ""] = /^(\d*)(.*)$/.exec(part) ?? [];
    total += Number(count === "" ? 1 : count) * bracketed(body, atomic);
  }
  return total;
}

/** The mass of a formula with brackets, the innermost worked out first. */
function bracketed(formula: string, atomic: Amounts): number {
  const [, before, inside, count, behind] = /^(.*)\(([^()]*)\)(\d*)(.*)$/.exec(formula) ?? [];
  if (inside !== undefined)
    return (
      Number(count === "" ? 1 : count) * bracketed(inside, atomic) + bracketed(`${before}|${behind}`, atomic)
    );
  let total = 0;
  for (const [, element = "", digits = ""] of formula.matchAll(/([A-Z][a-z]?)(\d*)/g))
    total += (atomic.get(element) ?? NaN) * (digits === "" ? 1 : Number(digits));
  return total;
}

export function check(prompt: string, response: string): "right" | "wrong" | "unsure" {
  const given = /^(\d+(?:\.\d+)?)\s*g?$/.exec(finalAnswer(response) ?? "")?.[1];
  const solved = finalAnswer(solve(prompt));
  if (given === undefined || solved === undefined) return "unsure";
  return Math.abs(Number(given) - Number(solved)) <= 0.005 * Number(solved) ? "right" : "wrong";
}

/** What stands behind the last "Answer:" that begins a line. */
function finalAnswer(response: string): string | undefined {
  return Array.from(response.matchAll(/^[ \t]*Answer:[ \t]*(.*)$/gm), ([, answer = ""]) => answer.trim()).at(
    -1,
  );
}
