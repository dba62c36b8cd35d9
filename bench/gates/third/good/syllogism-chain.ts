import { at, Bootcamp, type Card, choiceOf, list, type Rng, tagged } from "campforge/bootcamp";

/** All A are B; no A is B; some A are B; some A are not B. */
type Form = "all" | "no" | "some" | "some-not";

type Statement = { readonly form: Form; readonly subject: number; readonly predicate: number };

type Case = {
  /** Plural names of the classes. */
  readonly classes: readonly string[];
  readonly premises: readonly Statement[];
  readonly conclusions: readonly Statement[];
};

type Level = {
  readonly classes: number;
  readonly universal: number;
  readonly particular: number;
  readonly conclusions: number;
};

const FORMS: readonly Form[] = ["all", "no", "some", "some-not"];
const YES_NO = ["yes", "no"] as const;
const BEGINNINGS = ["blor", "fen", "gim", "hask", "jub", "kel", "lum", "mirt", "nop", "quar", "rint", "sorb", "trell", "vosk", "wim", "zel"];
const ENDINGS = ["ics", "ups", "ans", "ors", "ets", "ings"];
const ATTEMPTS = 400;

/** A kind of thing is a set of classes, as bits: the things that belong to exactly these. */
const belongs = (kind: number, index: number): boolean => ((kind >> index) & 1) === 1;

/** The kinds that a statement speaks of: a universal one says there are none, a particular one that there are. */
function isSpokenOf({ form, subject, predicate }: Statement, kind: number): boolean {
  const wanted = form === "no" || form === "some";
  return belongs(kind, subject) && belongs(kind, predicate) === wanted;
}

const isUniversal = ({ form }: Statement): boolean => form === "all" || form === "no";

/** The kinds of which there can be things, given the universal premises. */
function possibleKinds(classes: number, premises: readonly Statement[]): number[] {
  const kinds = Array.from({ length: 2 ** classes }, (_, kind) => kind);
  return kinds.filter((kind) => !premises.some((one) => isUniversal(one) && isSpokenOf(one, kind)));
}

/**
 * A universal conclusion follows if there can be no thing against it. A particular one follows if one of the
 * particular premises has witnesses for it alone: otherwise each premise has a witness that is none for it.
 */
function follows(conclusion: Statement, classes: number, premises: readonly Statement[]): boolean {
  const possible = possibleKinds(classes, premises);
  if (isUniversal(conclusion)) return !possible.some((kind) => isSpokenOf(conclusion, kind));
  return premises.some((premise) => {
    if (isUniversal(premise)) return false;
    return possible.every((kind) => !isSpokenOf(premise, kind) || isSpokenOf(conclusion, kind));
  });
}

/** Whether the particular premises can all be true, and every class can have members. */
function isConsistent(classes: number, premises: readonly Statement[]): boolean {
  const possible = possibleKinds(classes, premises);
  const indexes = Array.from({ length: classes }, (_, index) => index);
  return (
    premises.every((one) => isUniversal(one) || possible.some((kind) => isSpokenOf(one, kind))) &&
    indexes.every((index) => possible.some((kind) => belongs(kind, index)))
  );
}

/** The same statement with its classes exchanged, where that means the same. */
const sameAs = (one: Statement, other: Statement): boolean =>
  one.form === other.form &&
  ((one.subject === other.subject && one.predicate === other.predicate) ||
    ((one.form === "no" || one.form === "some") &&
      one.subject === other.predicate &&
      one.predicate === other.subject));

function drawPremises(rng: Rng, level: Level): Statement[] {
  const premises: Statement[] = [];
  const indexes = Array.from({ length: level.classes }, (_, index) => index);
  while (premises.length < level.universal + level.particular) {
    const isParticular = premises.length >= level.universal;
    const form: Form = isParticular ? rng.choice(["some", "some-not"]) : rng.boolean(0.7) ? "all" : "no";
    const [subject = 0, predicate = 1] = rng.sample(indexes, 2);
    const drawn = { form, subject, predicate };
    if (!premises.some((premise) => sameAs(premise, drawn))) premises.push(drawn);
  }
  return rng.shuffle(premises);
}

function drawConclusions(rng: Rng, level: Level, premises: readonly Statement[]): Statement[] | undefined {
  const indexes = Array.from({ length: level.classes }, (_, index) => index);
  const all = FORMS.flatMap((form) =>
    indexes.flatMap((subject) =>
      indexes.flatMap((predicate) => (subject === predicate ? [] : [{ form, subject, predicate }])),
    ),
  ).filter((one) => !premises.some((premise) => sameAs(premise, one)));
  const right = all.filter((one) => follows(one, level.classes, premises));
  const wrong = all.filter((one) => !follows(one, level.classes, premises));
  const third = Math.ceil(level.conclusions / 3);
  const yes = rng.integer(third, level.conclusions - third);
  if (right.length < yes) return undefined;
  return rng.shuffle([...rng.sample(right, yes), ...rng.sample(wrong, level.conclusions - yes)]);
}

function say({ form, subject, predicate }: Statement, classes: readonly string[]): string {
  const [one, other] = [at(classes, subject), at(classes, predicate)];
  if (form === "all") return `All ${one} are ${other}.`;
  if (form === "no") return `No ${one} are ${other}.`;
  return form === "some" ? `Some ${one} are ${other}.` : `Some ${one} are not ${other}.`;
}

export default class SyllogismChain extends Bootcamp<Case, readonly ("yes" | "no")[], Level> {
  static readonly card: Card<Level> = {
    name: "SyllogismChain",
    slug: "syllogism-chain",
    title: "Chains of Syllogisms",
    domain: "logical-reasoning",
    description:
      "Several statements of the four Aristotelian forms about invented classes are given, and further statements are to be judged: does each follow from them or not? Classes may be empty.",
    answerFormat: "yes or no for each statement in order, separated by commas, between <answer> and </answer>",
    parameters: {
      classes: { meaning: "classes of things", min: 3, max: 9 },
      universal: { meaning: "premises with all or no", min: 1, max: 10 },
      particular: { meaning: "premises with some", min: 0, max: 6 },
      conclusions: { meaning: "statements to be judged", min: 4, max: 12 },
    },
    levels: [
      { classes: 4, universal: 3, particular: 1, conclusions: 5 },
      { classes: 5, universal: 4, particular: 2, conclusions: 6 },
      { classes: 7, universal: 6, particular: 3, conclusions: 8 },
      { classes: 9, universal: 9, particular: 4, conclusions: 10 },
    ],
  };

  readonly answerFormat = tagged(list(choiceOf(YES_NO)));

  caseGenerator(rng: Rng, level: Level): Case {
    const names = BEGINNINGS.flatMap((beginning) => ENDINGS.map((ending) => beginning + ending));
    const classes = rng.sample(names, level.classes);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const premises = drawPremises(rng, level);
      if (!isConsistent(level.classes, premises)) continue;
      const conclusions = drawConclusions(rng, level, premises);
      if (conclusions !== undefined) return { classes, premises, conclusions };
    }
    throw new RangeError("no premises with enough conclusions");
  }

  promptFunc(instance: Case): string {
    const { classes, premises, conclusions } = instance;
    return [
      "These statements about invented things are true:",
      "",
      ...premises.map((one) => `- ${say(one, classes)}`),
      "",
      'Read them so: "All X are Y" and "No X are Y" do not say that there are any X, and a class may be empty unless a',
      'statement says otherwise. "Some X are Y" says that there is at least one X that is Y, perhaps only one, and perhaps',
      'all are; "Some X are not Y" says that there is at least one X that is not Y. Nothing else is known.',
      "",
      "Which of the following statements follow, which means: must be true whenever all the statements above are?",
      "",
      ...conclusions.map((one, index) => `${index + 1}. ${say(one, classes)}`),
      "",
      `Answer each of the ${conclusions.length} in order with yes if it follows and with no if it does not, separated by commas; for three`,
      `statements this could be <answer>no, no, yes</answer>. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const { classes, premises, conclusions } = instance;
    const words = conclusions.map((one) => (follows(one, classes.length, premises) ? "yes" : "no"));
    return this.answerFormat.wrap(words.join(", "));
  }

  verifyCorrection(answer: readonly ("yes" | "no")[], instance: Case): number {
    const { classes, premises, conclusions } = instance;
    if (answer.length !== conclusions.length) return 0;
    const isRight = conclusions.every(
      (one, index) => (at(answer, index) === "yes") === follows(one, classes.length, premises),
    );
    return isRight ? 1 : 0;
  }
}
