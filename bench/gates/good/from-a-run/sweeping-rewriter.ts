import {
  at,
  Bootcamp,
  type Card,
  finalLine,
  integer,
  type Parsed,
  parsed,
  range,
  refine,
  type Rng,
  text,
  unparsable,
} from "campforge/bootcamp";

type Voice = "machine" | "contest" | "brief";

type Rule = { readonly left: string; readonly right: string };

type Case = {
  readonly start: string;
  /** In the order in which they are tried at a place. */
  readonly rules: readonly Rule[];
  readonly voice: Voice;
};

type Level = {
  readonly shortest: number;
  readonly longest: number;
  readonly letters: number;
  readonly rules: number;
  readonly overlaps: number;
  readonly fewestSteps: number;
  readonly mostSteps: number;
  readonly sweeps: number;
  readonly wrongWays: number;
  readonly formDiffers: boolean;
};

/** The form is "-" where it is empty. */
type Answer = { readonly steps: number; readonly form: string };

type Machine = Pick<Case, "start" | "rules">;

const VOICES: readonly Voice[] = ["machine", "contest", "brief"];
const LETTERS = ["a", "b", "c", "d"];

/** How an empty text is written. */
const written = (value: string): string => (value === "" ? "-" : value);

type Match = { readonly place: number; readonly rule: Rule };

/** Finds where the next step is made, at or after the cursor. */
type Search = (form: string, rules: readonly Rule[], cursor: number) => Match | undefined;

/** The leftmost place where a rule fits, and the first rule that fits there. */
const leftmostPlace: Search = (form, rules, cursor) => {
  for (let place = cursor; place < form.length; place++) {
    const here = place;
    const rule = rules.find(({ left }) => form.startsWith(left, here));
    if (rule !== undefined) return { place, rule };
  }
  return undefined;
};

/** A mistake: the first rule that fits anywhere, at its leftmost place. */
const firstRule: Search = (form, rules, cursor) => {
  const rule = rules.find(({ left }) => form.includes(left, cursor));
  return rule === undefined ? undefined : { place: form.indexOf(rule.left, cursor), rule };
};

type Run = {
  readonly steps: number;
  readonly form: string;
  /** Sweeps with at least one step. */
  readonly sweeps: number;
  /** Different rules that were used. */
  readonly used: number;
};

/** Runs the machine until it stops, or until it has made more steps than the limit. */
function run(
  { start, rules }: Machine,
  limit: number,
  search: Search = leftmostPlace,
  goesBack = false,
): Run {
  const used = new Set<string>();
  let form = start;
  let steps = 0;
  let sweeps = 0;
  for (;;) {
    const before = steps;
    let cursor = 0;
    for (;;) {
      const match = search(form, rules, cursor);
      if (match === undefined || steps > limit) break;
      const { place, rule } = match;
      form = form.slice(0, place) + rule.right + form.slice(place + rule.left.length);
      cursor = goesBack ? 0 : place + rule.right.length;
      used.add(rule.left);
      steps++;
    }
    if (steps === before || steps > limit) return { steps, form, sweeps, used: used.size };
    sweeps++;
  }
}

/** What the task asks for. */
function solve(machine: Machine): Answer {
  const { steps, form } = run(machine, Infinity);
  return { steps, form: written(form) };
}

/** True when occurrences of two texts may share letters. */
function overlap(one: string, other: string): boolean {
  const meets = (first: string, second: string): boolean =>
    range(1, first.length).some((from) => second.startsWith(first.slice(from)));
  return one.includes(other) || other.includes(one) || meets(one, other) || meets(other, one);
}

const countOverlaps = (rules: readonly Rule[]): number =>
  rules.reduce(
    (count, { left }, index) =>
      count + rules.slice(index + 1).filter((other) => overlap(left, other.left)).length,
    0,
  );

const drawText = (rng: Rng, letters: readonly string[], length: number): string =>
  range(length)
    .map(() => rng.choice(letters))
    .join("");

/** A left side: often a part of the string. */
function drawLeft(rng: Rng, start: string, letters: readonly string[]): string {
  const length = rng.weightedChoice([
    [1, 1],
    [2, 7],
    [3, 5],
    [4, 2],
  ]);
  if (rng.boolean(0.3)) return drawText(rng, letters, length);
  const place = rng.integer(0, start.length - length);
  return start.slice(place, place + length);
}

/** A right side: of the same length and earlier in the alphabet, or else shorter. */
function drawRight(rng: Rng, left: string, letters: readonly string[]): string {
  if (rng.boolean(0.75)) {
    const tries = range(4).map(() =>
      rng.boolean(0.6) ? rng.shuffle([...left]).join("") : drawText(rng, letters, left.length),
    );
    const earlier = tries.find((right) => right < left);
    if (earlier !== undefined) return earlier;
  }
  return drawText(rng, letters, rng.integer(0, left.length - 1));
}

function drawMachine(rng: Rng, level: Level): Machine {
  const letters = rng.sample(LETTERS, level.letters);
  const start = drawText(rng, letters, rng.integer(level.shortest, level.longest));
  const rules = new Map<string, string>();
  while (rules.size < level.rules) {
    const left = drawLeft(rng, start, letters);
    if (!rules.has(left)) rules.set(left, drawRight(rng, left, letters));
  }
  return { start, rules: [...rules].map(([left, right]) => ({ left, right })) };
}

/** True when a machine is as hard as its level wants, and other strategies lead to other answers. */
function isWanted(machine: Machine, level: Level): boolean {
  if (countOverlaps(machine.rules) < level.overlaps) return false;
  const right = run(machine, level.mostSteps);
  if (right.steps < level.fewestSteps || right.steps > level.mostSteps || right.sweeps < level.sweeps)
    return false;
  if (3 * right.used < 2 * level.rules) return false;
  const limit = 3 * level.mostSteps;
  const goingBack = run(machine, limit, leftmostPlace, true);
  const differs = (other: Run): boolean => other.steps !== right.steps || other.form !== right.form;
  if (level.formDiffers ? goingBack.form === right.form : !differs(goingBack)) return false;
  const others = [run(machine, limit, firstRule), run(machine, limit, firstRule, true)];
  return 1 + others.filter(differs).length >= level.wrongWays;
}

export default class SweepingRewriter extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "SweepingRewriter",
    slug: "sweeping-rewriter",
    title: "Sweeping Rewriter",
    domain: "character-puzzles",
    description:
      "A machine rewrites a string by a list of rules in sweeps from left to right, never going back within a sweep, until a sweep changes nothing. The number of steps and the final form are asked for. Harder cases have longer strings, more rules with overlapping left sides, and more steps in more sweeps.",
    answerFormat: "the number of steps and the final form, separated by a space, on a last line `Answer: …`",
    parameters: {
      shortest: { meaning: "letters of the string at the least", min: 4, max: 40 },
      longest: { meaning: "letters of the string at the most", min: 4, max: 40 },
      letters: { meaning: "different letters that are used", min: 2, max: 4 },
      rules: { meaning: "number of rules", min: 2, max: 8 },
      overlaps: { meaning: "pairs of rules with overlapping left sides at the least", min: 0, max: 20 },
      fewestSteps: { meaning: "steps until the machine stops, at the least", min: 1, max: 100 },
      mostSteps: { meaning: "steps until the machine stops, at the most", min: 1, max: 150 },
      sweeps: { meaning: "sweeps with a step at the least", min: 1, max: 10 },
      wrongWays: {
        meaning: "of three wrong strategies, how many at the least lead to another answer",
        min: 1,
        max: 3,
      },
      formDiffers: {
        meaning: "whether going back to the beginning after each step must lead to another final form",
        oneOf: [false, true],
      },
    },
    levels: [
      {
        shortest: 4,
        longest: 4,
        letters: 3,
        rules: 2,
        overlaps: 0,
        fewestSteps: 2,
        mostSteps: 3,
        sweeps: 1,
        wrongWays: 2,
        formDiffers: false,
      },
      {
        shortest: 6,
        longest: 8,
        letters: 3,
        rules: 3,
        overlaps: 0,
        fewestSteps: 4,
        mostSteps: 6,
        sweeps: 2,
        wrongWays: 2,
        formDiffers: false,
      },
      {
        shortest: 9,
        longest: 11,
        letters: 3,
        rules: 3,
        overlaps: 1,
        fewestSteps: 7,
        mostSteps: 11,
        sweeps: 2,
        wrongWays: 3,
        formDiffers: false,
      },
      {
        shortest: 12,
        longest: 14,
        letters: 4,
        rules: 4,
        overlaps: 2,
        fewestSteps: 11,
        mostSteps: 16,
        sweeps: 3,
        wrongWays: 3,
        formDiffers: false,
      },
      {
        shortest: 15,
        longest: 17,
        letters: 4,
        rules: 4,
        overlaps: 2,
        fewestSteps: 16,
        mostSteps: 23,
        sweeps: 3,
        wrongWays: 3,
        formDiffers: true,
      },
      {
        shortest: 18,
        longest: 20,
        letters: 4,
        rules: 5,
        overlaps: 3,
        fewestSteps: 22,
        mostSteps: 31,
        sweeps: 3,
        wrongWays: 3,
        formDiffers: true,
      },
      {
        shortest: 21,
        longest: 24,
        letters: 4,
        rules: 5,
        overlaps: 4,
        fewestSteps: 29,
        mostSteps: 40,
        sweeps: 4,
        wrongWays: 3,
        formDiffers: true,
      },
      {
        shortest: 25,
        longest: 27,
        letters: 4,
        rules: 6,
        overlaps: 5,
        fewestSteps: 37,
        mostSteps: 52,
        sweeps: 4,
        wrongWays: 3,
        formDiffers: true,
      },
      {
        shortest: 28,
        longest: 31,
        letters: 4,
        rules: 6,
        overlaps: 6,
        fewestSteps: 46,
        mostSteps: 70,
        sweeps: 5,
        wrongWays: 3,
        formDiffers: true,
      },
    ],
  };

  readonly answerFormat = finalLine(
    refine(text({ letterCase: "lower" }), (whole): Parsed<Answer> => {
      const parts = whole.split(/[\s,;]+/);
      if (parts.length !== 2) return unparsable("not a number and a string");
      const steps = integer({ min: 0 })(at(parts, 0));
      return steps.status === "unparsable" ? steps : parsed({ steps: steps.value, form: at(parts, 1) });
    }),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    for (;;) {
      const machine = drawMachine(rng, level);
      if (isWanted(machine, level)) return { ...machine, voice: rng.choice(VOICES) };
    }
  }

  promptFunc({ start, rules, voice }: Case): string {
    const listed = rules.map(({ left, right }, index) => `${index + 1}. ${left} -> ${written(right)}`);
    const opening = {
      machine: [
        `A machine rewrites a string of letters. It has ${rules.length} rules, each of the form L -> R, in a fixed order, and a cursor that moves only to the right. It starts with the string`,
        "",
        start,
        "",
        "and its rules are, in this order:",
        ...listed,
      ],
      contest: [
        "A string of the letters a, b, c and d is rewritten by a machine with a list of rules L -> R and a cursor that moves only to the right. The first line below is the string, the second the number of rules; then each rule has a line with L and R, separated by a space, in the order of the list.",
        "",
        start,
        String(rules.length),
        ...rules.map(({ left, right }) => `${left} ${written(right)}`),
      ],
      brief: [
        "Run this rewriting machine, which has a list of rules L -> R and a cursor that moves only to the right.",
        "",
        `String: ${start}`,
        "Rules, in order:",
        ...listed,
      ],
    }[voice];
    return [
      ...opening,
      "",
      ...(rules.some(({ right }) => right === "")
        ? ["Where R is written -, it is empty: the left side is deleted.", ""]
        : []),
      "The machine works in sweeps. At the beginning of a sweep the cursor is before the first letter of the string. Then the machine repeats:",
      "- Look for the leftmost place, at or after the cursor, where the left side of some rule occurs; the whole occurrence must lie at or after the cursor. If several rules fit at this place, take the one that comes first in the list.",
      "- Replace that occurrence of the left side by the right side, and put the cursor directly after the text just inserted (where nothing is inserted, the cursor is where the deleted text stood). This is one step.",
      "- If there is no such place, the sweep is over.",
      "After a sweep with at least one step another sweep begins. After a sweep without any step the machine stops, and the string is then in its final form.",
      "No two rules have the same L. No R is longer than its L, and an R of the same length comes before its L in the alphabet, so the machine always stops.",
      "",
      "Find the number of steps in all sweeps together, and the final form.",
      "Give the number of steps, a space, and the final form without spaces between its letters, as in 4 aaab. If the final form is empty, write - for it.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const { steps, form } = solve(instance);
    return this.answerFormat.wrap(`${steps} ${form}`);
  }

  verifyCorrection(answer: Answer, instance: Case): number {
    const { steps, form } = solve(instance);
    return answer.steps === steps && answer.form === form ? 1 : 0;
  }

  /** Steps until the machine stops. */
  override hardness(instance: Case): number {
    return solve(instance).steps;
  }
}
