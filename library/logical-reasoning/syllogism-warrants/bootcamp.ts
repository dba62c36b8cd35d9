import { at, Bootcamp, type Card, fencedBlock, integer, mapping, range, type Rng, setOf, text } from "campforge/bootcamp";

type Voice = "collector" | "exercise" | "brief";

type Form = "all" | "no" | "some" | "some-not";

/** A categorical statement about two sorts, by their places in the list of sorts. */
type Statement = { readonly form: Form; readonly subject: number; readonly other: number };

type Case = {
  readonly sorts: readonly string[];
  /** Sorts that have at least one member. */
  readonly attested: readonly number[];
  readonly premises: readonly Statement[];
  readonly conclusions: readonly Statement[];
  readonly voice: Voice;
};

type Level = {
  readonly sorts: number;
  readonly attested: number;
  readonly premises: number;
  readonly conclusions: number;
  /** Premises of the longest warrant, at the least. */
  readonly longest: number;
  /** Premises that no warrant uses, at the most. */
  readonly unused: number;
};

const VOICES: readonly Voice[] = ["collector", "exercise", "brief"];
const LETTERS = "abcdefghijkl";

/** Draws in vain after which wishes of a level that cannot be met together are dropped. */
const MOST_TRIES = 2_000;
const FORMS: readonly Form[] = ["all", "no", "some", "some-not"];
const NAMES =
  "moths lanterns ferns reeds tiles anchors beetles candles drums eels feathers goblets hinges icicles jugs kites lemons mirrors needles owls pebbles quilts ribbons saddles thimbles urns violets whistles yaks zithers blivets dramps glims plonks snarks trundles wozzles quibs"
    .split(" ");
const DENIALS: Readonly<Record<Form, Form>> = { all: "some-not", no: "some", some: "no", "some-not": "all" };

/** A thing that must exist: the sorts it has, as bits, and one that it does not have (-1 where there is none). */
type Thing = { readonly has: number; readonly lacks: number };

/** The sorts, as bits, of a thing of given sorts by all premises of the form All. */
function closure(statements: readonly Statement[], has: number): number {
  let sorts = has;
  for (;;) {
    let more = sorts;
    for (const { form, subject, other } of statements) {
      if (form === "all" && ((more >> subject) & 1) === 1) more |= 1 << other;
    }
    if (more === sorts) return sorts;
    sorts = more;
  }
}

function isPossible(statements: readonly Statement[], { has, lacks }: Thing): boolean {
  const sorts = closure(statements, has);
  if (lacks >= 0 && ((sorts >> lacks) & 1) === 1) return false;
  return statements.every(
    ({ form, subject, other }) => form !== "no" || ((sorts >> subject) & (sorts >> other) & 1) === 0,
  );
}

/** True where there is a world in which all statements are true and all attested sorts have members. */
function canBeTrue(statements: readonly Statement[], attested: readonly number[]): boolean {
  if (!attested.every((sort) => isPossible(statements, { has: 1 << sort, lacks: -1 }))) return false;
  return statements.every(({ form, subject, other }) => {
    if (form === "some") return isPossible(statements, { has: (1 << subject) | (1 << other), lacks: -1 });
    return form !== "some-not" || isPossible(statements, { has: 1 << subject, lacks: other });
  });
}

function carries(premises: readonly Statement[], attested: readonly number[], conclusion: Statement): boolean {
  return !canBeTrue([...premises, { ...conclusion, form: DENIALS[conclusion.form] }], attested);
}

/** A warrant by the places of its premises, from 0, found by leaving out what can be spared in a given order; undefined where the conclusion does not follow. */
function warrantOf(
  premises: readonly Statement[],
  attested: readonly number[],
  conclusion: Statement,
  order: readonly number[],
): readonly number[] | undefined {
  const pick = (places: readonly number[]): Statement[] => places.map((place) => at(premises, place));
  let kept: readonly number[] = range(premises.length);
  if (!carries(premises, attested, conclusion)) return undefined;
  for (const place of order) {
    const fewer = kept.filter((one) => one !== place);
    if (carries(pick(fewer), attested, conclusion)) kept = fewer;
  }
  return kept;
}

/** True where two statements say the same, with their sorts exchanged or not. */
function isSame(one: Statement, two: Statement): boolean {
  if (one.form !== two.form) return false;
  if (one.subject === two.subject && one.other === two.other) return true;
  const isSymmetric = one.form === "no" || one.form === "some";
  return isSymmetric && one.subject === two.other && one.other === two.subject;
}

/** A path that leads from a thing over sorts that include each other to one that is excluded. */
function drawPath(rng: Rng, level: Level): Statement[] {
  const { sorts } = level;
  const longest = Math.min(level.longest, sorts - 1);
  const order = rng.shuffle(range(sorts));
  const length = rng.integer(longest, Math.max(longest, Math.min(sorts - 1, longest + 1)));
  const left = order.slice(0, rng.integer(1, length - 1));
  const right = order.slice(left.length, length);
  const first = at(left, 0);
  const rest = at(order, length);
  const begin = rng.choice<Statement>([
    { form: "some", subject: rest, other: first },
    { form: "some", subject: first, other: rest },
    { form: "some-not", subject: first, other: rest },
  ]);
  const [one, other] = rng.shuffle([at(left, left.length - 1), at(right, 0)]);
  return [
    begin,
    ...range(left.length - 1).map((step): Statement => ({ form: "all", subject: at(left, step), other: at(left, step + 1) })),
    { form: "no", subject: one ?? 0, other: other ?? 0 },
    ...range(right.length - 1).map(
      (step): Statement => ({ form: "all", subject: at(right, step + 1), other: at(right, step) }),
    ),
  ];
}

function drawStatement(rng: Rng, sorts: number): Statement {
  const [subject = 0, other = 0] = rng.distinctIntegers(2, 0, sorts - 1);
  const form = rng.weightedChoice<Form>([
    ["all", 8],
    ["no", 3],
    ["some", 5],
    ["some-not", 4],
  ]);
  return { form, subject, other };
}

/** Premises that are true together, none of them carried by those drawn before it; undefined where no more are found. */
function drawPremises(rng: Rng, level: Level, attested: readonly number[]): readonly Statement[] | undefined {
  const premises = drawPath(rng, level);
  if (!canBeTrue(premises, attested)) return undefined;
  for (let tried = 0; premises.length < level.premises; tried++) {
    if (tried > 200) return undefined;
    const more = drawStatement(rng, level.sorts);
    if (!carries(premises, attested, more) && canBeTrue([...premises, more], attested)) premises.push(more);
  }
  return rng.shuffle(premises);
}

/** True where a conclusion that does not follow would do so by a common mistake. */
function isTempting(premises: readonly Statement[], attested: readonly number[], sorts: number, conclusion: Statement): boolean {
  const backwards = premises.flatMap((one): Statement[] =>
    one.form === "all" ? [one, { form: "all", subject: one.other, other: one.subject }] : [one],
  );
  const chained = premises.flatMap((one): Statement[] =>
    one.form === "some" ? [one, { form: "all", subject: one.subject, other: one.other }] : [one],
  );
  const mistakes = [
    { statements: backwards, members: attested },
    { statements: chained, members: attested },
    { statements: premises, members: range(sorts) },
  ];
  return mistakes.some(
    ({ statements, members }) => canBeTrue(statements, members) && carries(statements, members, conclusion),
  );
}

function drawPuzzle(rng: Rng, level: Level): Omit<Case, "sorts" | "voice"> | undefined {
  const attested = rng.distinctIntegers(Math.min(level.attested, level.sorts), 0, level.sorts - 1).toSorted((one, other) => one - other);
  const premises = drawPremises(rng, level, attested);
  if (premises === undefined) return undefined;
  const sorts = range(level.sorts);
  const possible = rng
    .shuffle(
      FORMS.flatMap((form) =>
        sorts.flatMap((subject) =>
          sorts.flatMap((other): Statement[] => (subject === other ? [] : [{ form, subject, other }])),
        ),
      ),
    )
    .filter((one) => !premises.some((premise) => isSame(premise, one)));

  const forwards = range(premises.length);
  const following = possible
    .filter((one) => carries(premises, attested, one))
    .slice(0, 40)
    .map((conclusion) => {
      const warrants = [forwards, forwards.toReversed()].map(
        (order) => warrantOf(premises, attested, conclusion, order) ?? [],
      );
      return { conclusion, warrants, length: Math.min(...warrants.map((warrant) => warrant.length)) };
    })
    .toSorted((one, two) => two.length - one.length);
  const [longest] = following;
  const count = rng.integer(Math.max(2, Math.floor(level.conclusions / 2)), level.conclusions - 1);
  if (longest === undefined || longest.length < level.longest || following.length < count) return undefined;
  const more = following.slice(1, Math.max(count, Math.ceil(following.length / 2)));
  const chosen = [longest, ...rng.sample(more, count - 1)];
  const used = new Set(chosen.flatMap(({ warrants }) => warrants.flat()));
  if (premises.length - used.size > level.unused) return undefined;

  const failing: Statement[] = [];
  const plain: Statement[] = [];
  for (const one of possible) {
    if (failing.length === level.conclusions - count) break;
    if (carries(premises, attested, one)) continue;
    if (isTempting(premises, attested, level.sorts, one)) failing.push(one);
    else plain.push(one);
  }
  const missing = level.conclusions - count - failing.length;
  if (plain.length < missing) return undefined;
  const conclusions = rng.shuffle([
    ...chosen.map(({ conclusion }) => conclusion),
    ...failing,
    ...plain.slice(0, missing),
  ]);
  // No two of them say the same.
  const isDouble = conclusions.some((one, index) => conclusions.slice(index + 1).some((two) => isSame(one, two)));
  return isDouble ? undefined : { attested, premises, conclusions };
}

function sentenceOf({ form, subject, other }: Statement, sorts: readonly string[]): string {
  const begin = { all: "All", no: "No", some: "Some", "some-not": "Some" }[form];
  return `${begin} ${at(sorts, subject)} are ${form === "some-not" ? "not " : ""}${at(sorts, other)}.`;
}

export default class SyllogismWarrants extends Bootcamp<Case, ReadonlyMap<string, readonly number[]>, Level> {
  static readonly card: Card<Level> = {
    name: "SyllogismWarrants",
    slug: "syllogism-warrants",
    title: "Syllogism Warrants",
    domain: "logical-reasoning",
    description:
      "Categorical premises about sorts of things are given, some sorts being known to have members, and several conclusions. For each conclusion a minimal set of premises that carries it is asked for, or none where it does not follow; any minimal set is correct. Harder cases have more sorts and premises, longer warrants and premises that no warrant uses.",
    answerFormat: "a fenced block with one line per conclusion, such as a: 1 2 3 or b: none",
    parameters: {
      sorts: { meaning: "sorts of things", min: 3, max: 12 },
      attested: { meaning: "sorts that are said to have members", min: 1, max: 5 },
      premises: { meaning: "number of premises", min: 3, max: 20 },
      conclusions: { meaning: "number of conclusions", min: 3, max: 10 },
      longest: { meaning: "premises of the longest warrant at the least", min: 2, max: 10 },
      unused: { meaning: "premises that no warrant uses at the most", min: 0, max: 10 },
    },
    levels: [
      { sorts: 3, attested: 1, premises: 3, conclusions: 3, longest: 2, unused: 0 },
      { sorts: 4, attested: 1, premises: 4, conclusions: 4, longest: 3, unused: 1 },
      { sorts: 6, attested: 1, premises: 7, conclusions: 5, longest: 4, unused: 3 },
      { sorts: 8, attested: 2, premises: 11, conclusions: 6, longest: 5, unused: 5 },
      { sorts: 11, attested: 2, premises: 16, conclusions: 8, longest: 7, unused: 8 },
    ],
  };

  readonly answerFormat = fencedBlock(mapping(text({ letterCase: "lower" }), setOf(integer())));

  caseGenerator(rng: Rng, level: Level): Case {
    const eased = { ...level, premises: 3, conclusions: 3, longest: 2, unused: 10 };
    for (let tried = 0; ; tried++) {
      const puzzle = drawPuzzle(rng, tried < MOST_TRIES ? level : eased);
      if (puzzle !== undefined) return { ...puzzle, sorts: rng.sample(NAMES, level.sorts), voice: rng.choice(VOICES) };
    }
  }

  promptFunc({ sorts, attested, premises, conclusions, voice }: Case): string {
    const opening = {
      collector:
        "A collector of curious things has written down some statements about their sorts, and some conclusions. Find out which conclusions follow, and from which statements.",
      exercise:
        "Given are premises about sorts of things and some conclusions. For each conclusion, name premises that carry it, enough of them and none too many, or say that it does not follow.",
      brief: "Which premises carry which conclusion?",
    }[voice];
    return [
      opening,
      "",
      `Sorts: ${sorts.join(", ")}.`,
      `Attested sorts: ${attested.map((sort) => at(sorts, sort)).join(", ")}.`,
      "",
      "Premises:",
      ...premises.map((premise, index) => `${index + 1}. ${sentenceOf(premise, sorts)}`),
      "",
      "Conclusions:",
      ...conclusions.map((conclusion, index) => `${LETTERS.charAt(index)}. ${sentenceOf(conclusion, sorts)}`),
      "",
      "Rules:",
      '1. "Some" means at least one and says nothing about the rest. "No X are Y" means that nothing is both. "All X are Y" and "No X are Y" are true when there are no X. Nothing follows from the meaning of the words themselves.',
      "2. Each attested sort has at least one member. This is always available and has no number. Every other sort may be empty, unless the premises used say otherwise.",
      "3. A set of premises carries a conclusion if the conclusion is true in every world in which all premises of the set are true and all attested sorts have members.",
      "4. It is a warrant of the conclusion if it carries it and no longer does so when any one of its premises is left out.",
      "5. A conclusion that all premises together do not carry has no warrant.",
      "",
      "All premises and attestations can be true together. A conclusion can have several warrants, of different sizes; any of them is correct. Every line must be right.",
      "",
      "Write one line for each conclusion, in the order given: its letter, a colon, then the numbers of a warrant in any order, separated by spaces, or none if it has no warrant. No number may be repeated. For example:",
      "x: 2 4",
      "y: none",
      "",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ attested, premises, conclusions }: Case): string {
    const lines = conclusions.map((conclusion, index) => {
      const warrant = warrantOf(premises, attested, conclusion, range(premises.length));
      return `${LETTERS.charAt(index)}: ${warrant?.map((place) => place + 1).join(" ") ?? "none"}`;
    });
    return this.answerFormat.wrap(lines.join("\n"));
  }

  verifyCorrection(answer: ReadonlyMap<string, readonly number[]>, { attested, premises, conclusions }: Case): number {
    if (answer.size !== conclusions.length) return 0;
    const isRight = conclusions.every((conclusion, index) => {
      const numbers = answer.get(LETTERS.charAt(index));
      if (numbers === undefined) return false;
      if (numbers.length === 0) return !carries(premises, attested, conclusion);
      const chosen = numbers.flatMap((number) => premises[number - 1] ?? []);
      return (
        chosen.length === numbers.length &&
        carries(chosen, attested, conclusion) &&
        chosen.every((_, left) => !carries(chosen.toSpliced(left, 1), attested, conclusion))
      );
    });
    return isRight ? 1 : 0;
  }

  /** Premises in the warrants, and all of them for each conclusion that has none. */
  override hardness({ attested, premises, conclusions }: Case): number {
    const order = range(premises.length);
    return conclusions.reduce(
      (sum, conclusion) => sum + (warrantOf(premises, attested, conclusion, order)?.length ?? premises.length),
      0,
    );
  }
}
