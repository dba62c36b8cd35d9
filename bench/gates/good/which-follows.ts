import { at, Bootcamp, boxed, type Card, choiceOf, cartesianProduct, type Rng } from "campforge/bootcamp";

const FORMS = ["all", "no", "some", "some-not"] as const;
type Form = (typeof FORMS)[number];

/** The terms are places in the case's list of kinds. */
type Statement = { readonly form: Form; readonly subject: number; readonly predicate: number };

type Case = {
  readonly kinds: readonly string[];
  readonly premises: readonly Statement[];
  /** Exactly one of them follows from the premises. */
  readonly options: readonly Statement[];
};

type Level = { readonly kinds: number; readonly steps: number; readonly extra: number };

const LABELS = ["A", "B", "C", "D"] as const;
const ONSETS = ["b", "bl", "d", "dr", "f", "g", "gl", "k", "m", "n", "p", "sk", "t", "v", "z"];
const RIMES = ["arp", "eck", "emp", "ib", "inth", "oggle", "olm", "orv", "ud", "unt", "uzz", "yle"];

/** Whether a thing of this type, a bit for each kind it belongs to, has the subject and, or but not, the predicate. */
function hasBoth(type: number, { subject, predicate }: Statement, wanted: boolean): boolean {
  return ((type >> subject) & 1) === 1 && (((type >> predicate) & 1) === 1) === wanted;
}

const isParticular = ({ form }: Statement): boolean => form === "some" || form === "some-not";

/** Whether a thing of this type breaks a universal statement. */
const breaks = (type: number, statement: Statement): boolean =>
  (statement.form === "all" && hasBoth(type, statement, false)) ||
  (statement.form === "no" && hasBoth(type, statement, true));

/** Whether a thing of this type makes a particular statement true. */
const witnesses = (type: number, statement: Statement): boolean =>
  hasBoth(type, statement, statement.form === "some");

/** The types of things that the universal premises leave possible. */
function possibleTypes(kinds: number, premises: readonly Statement[]): number[] {
  const universal = premises.filter((premise) => !isParticular(premise));
  const types = Array.from({ length: 2 ** kinds }, (_, type) => type);
  return types.filter((type) => !universal.some((premise) => breaks(type, premise)));
}

/**
 * Whether a statement holds in every world in which the premises hold. A world is any set of possible types
 * with a witness for each particular premise. So a universal statement follows when no possible type breaks
 * it; a particular one when some premise has only witnesses that are witnesses of the statement too, for
 * otherwise each premise could be given a witness that is not.
 */
function follows(possible: readonly number[], premises: readonly Statement[], statement: Statement): boolean {
  if (!isParticular(statement)) return !possible.some((type) => breaks(type, statement));
  return premises
    .filter(isParticular)
    .some((premise) =>
      possible.filter((type) => witnesses(type, premise)).every((type) => witnesses(type, statement)),
    );
}

/** Each kind can have members and each particular premise a witness: nothing follows for want of a world. */
function isSound(kinds: number, possible: readonly number[], premises: readonly Statement[]): boolean {
  const canExist = (kind: number): boolean => possible.some((type) => ((type >> kind) & 1) === 1);
  return (
    Array.from({ length: kinds }, (_, kind) => kind).every(canExist) &&
    premises.filter(isParticular).every((premise) => possible.some((type) => witnesses(type, premise)))
  );
}

/**
 * Premises along a row of kinds, one for each two neighbours, from which a statement of the form follows
 * about the first kind and the last, and for which every one of them is needed.
 */
function plantChain(rng: Rng, row: readonly number[], form: Form): Statement[] {
  const links = row.length - 1;
  // Membership is handed on outwards from a "some", towards a "no"; each stands for one link of the row.
  const everyLink = Array.from({ length: links }, (_, link) => link);
  const marked = rng
    .sample(everyLink, form === "all" ? 0 : form === "some-not" ? 2 : 1)
    .sort((a, b) => a - b);
  const [some = -1, no = links] = form === "no" ? [-1, ...marked] : marked;
  return row.slice(1).map((right, link): Statement => {
    const left = at(row, link);
    if (link === some || link === no) {
      const [subject, predicate] = rng.boolean() ? [left, right] : [right, left];
      return { form: link === some ? "some" : "no", subject, predicate };
    }
    const rightwards = link > some && link < no;
    return { form: "all", subject: rightwards ? left : right, predicate: rightwards ? right : left };
  });
}

/** "No" and "some" say the same of two kinds in either order. */
function meaningOf({ form, subject, predicate }: Statement): string {
  const terms =
    form === "no" || form === "some" ? [subject, predicate].sort((a, b) => a - b) : [subject, predicate];
  return `${form} ${terms.join(" ")}`;
}

/** A case, or undefined where chance made the options or the premises unfit. */
function tryCase(rng: Rng, level: Level, form: Form): Omit<Case, "kinds"> | undefined {
  const all = rng.shuffle(Array.from({ length: level.kinds }, (_, kind) => kind));
  const pairs = cartesianProduct([all, all]).filter(([one, other]) => one !== other);
  const row = all.slice(0, level.steps + 1);
  const chain = plantChain(rng, row, form);
  const conclusion = { form, subject: at(row, 0), predicate: at(row, level.steps) };
  const extra = rng
    .sample(pairs, level.extra)
    .map(([subject = 0, predicate = 0]): Statement => ({ form: rng.choice(FORMS), subject, predicate }));
  const premises = rng.shuffle([...chain, ...extra]);
  if (new Set(premises.map(meaningOf)).size < premises.length) return undefined;

  const possible = possibleTypes(level.kinds, premises);
  if (!isSound(level.kinds, possible, premises)) return undefined;
  // The extra premises must not make a shorter way: without any link of the chain nothing is left.
  const isLong = chain.every((link) => {
    const rest = premises.filter((premise) => premise !== link);
    return !follows(possibleTypes(level.kinds, rest), rest, conclusion);
  });
  if (!isLong) return undefined;

  const mentioned = new Set(premises.flatMap(({ subject, predicate }) => [subject, predicate]));
  const wrong = new Map<string, Statement>();
  for (const [subject = 0, predicate = 0] of rng.shuffle(pairs)) {
    const statement = { form, subject, predicate };
    const isKnown = mentioned.has(subject) && mentioned.has(predicate);
    if (isKnown && !follows(possible, premises, statement)) wrong.set(meaningOf(statement), statement);
  }
  if (wrong.size < LABELS.length - 1) return undefined;
  return { premises, options: rng.shuffle([conclusion, ...[...wrong.values()].slice(0, LABELS.length - 1)]) };
}

export default class WhichFollows extends Bootcamp<Case, (typeof LABELS)[number], Level> {
  static readonly card: Card<Level> = {
    name: "WhichFollows",
    slug: "which-follows",
    title: "Which Statement Follows",
    domain: "logical-reasoning",
    description:
      "Statements such as 'every', 'no', 'at least one is' and 'at least one is not' about invented kinds of things are given. Of four further statements of one form, exactly one holds in every world in which the given ones hold; it is to be found.",
    answerFormat: "the letter of the statement, A to D, in \\boxed{}",
    choices: 4,
    parameters: {
      kinds: { meaning: "kinds of things", min: 4, max: 11 },
      steps: {
        meaning: "premises that the right statement needs, less than there are kinds",
        min: 2,
        max: 8,
      },
      extra: { meaning: "further premises", min: 0, max: 12 },
    },
    levels: [
      { kinds: 5, steps: 2, extra: 2 },
      { kinds: 6, steps: 3, extra: 3 },
      { kinds: 8, steps: 4, extra: 5 },
      { kinds: 9, steps: 6, extra: 7 },
    ],
  };

  readonly answerFormat = boxed(choiceOf(LABELS));

  caseGenerator(rng: Rng, level: Level): Case {
    const names = cartesianProduct([ONSETS, RIMES]).map((parts) => parts.join(""));
    const kinds = rng.sample(names, level.kinds);
    // The form is drawn once, so that each is as frequent as the others, however often one must try.
    const form = rng.choice(FORMS);
    for (;;) {
      const found = tryCase(rng, level, form);
      if (found !== undefined) return { kinds, ...found };
    }
  }

  promptFunc(instance: Case): string {
    const { kinds, premises, options } = instance;
    const say = ({ form, subject, predicate }: Statement): string => {
      const one = at(kinds, subject);
      const other = at(kinds, predicate);
      switch (form) {
        case "all":
          return `Every ${one} is a ${other}.`;
        case "no":
          return `No ${one} is a ${other}.`;
        case "some":
          return `At least one ${one} is a ${other}.`;
        case "some-not":
          return `At least one ${one} is not a ${other}.`;
      }
    };
    return [
      `Things can belong to any number of these kinds: ${kinds.join(", ")}. The names are invented and say nothing.`,
      "All that is known is that these statements are true:",
      "",
      ...premises.map((premise) => `- ${say(premise)}`),
      "",
      'A kind may have members or none, as far as these statements leave it open; "every" and "no" are true of a kind',
      "without members. A statement follows when it is true in every situation in which all the known ones are true.",
      "",
      "Exactly one of these four statements follows. Which one?",
      "",
      ...options.map((option, place) => `${at(LABELS, place)}) ${say(option)}`),
      "",
      `Give its letter alone: A, B, C or D. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const { kinds, premises, options } = instance;
    const possible = possibleTypes(kinds.length, premises);
    const place = options.findIndex((option) => follows(possible, premises, option));
    return this.answerFormat.wrap(at(LABELS, place));
  }

  verifyCorrection(answer: (typeof LABELS)[number], instance: Case): number {
    const { kinds, premises, options } = instance;
    const chosen = at(options, LABELS.indexOf(answer));
    return follows(possibleTypes(kinds.length, premises), premises, chosen) ? 1 : 0;
  }
}
