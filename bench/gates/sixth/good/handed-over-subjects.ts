import { at, Bootcamp, type Card, finalLine, list, range, type Rng, text } from "campforge/bootcamp";

type Person = { readonly name: string; readonly nounClass: number };

/** How a part of the next clause relates to this clause: it is this subject, this object, or neither. */
type Link = "subject" | "object" | "other";

type Clause = {
  readonly stem: string;
  /** The classes of the subject and the object. */
  readonly classes: readonly [number, number];
  /** How the next clause goes on; the last clause has none. */
  readonly subject: Link | null;
  readonly object: Link | null;
};

type Case = {
  readonly people: readonly Person[];
  readonly prefixes: readonly string[];
  /** The endings of links, first those of the subject, then those of the object. */
  readonly endings: Readonly<Record<"subject" | "object", Readonly<Record<Link, string>>>>;
  readonly clauses: readonly Clause[];
  /** The clause that names its people, and these: the subject, then the object. */
  readonly named: number;
  readonly spoken: readonly string[];
};

type Level = {
  readonly people: number;
  readonly classes: number;
  readonly clauses: number;
  readonly subjects: number;
};

/** A subject and an object, by number. */
type Pair = readonly [subject: number, object: number];

const MOST_TRIES = 40;

/** How often a subject is wished that was none so far. */
const NEW_SUBJECT = 0.4;

const NAMES = ["Amu", "Beli", "Doro", "Esko", "Fanu", "Goti", "Hako", "Iri", "Jolu", "Kesa", "Lumi", "Mako", "Nedi", "Oru", "Pavo", "Rilu", "Suto", "Tami"];
const LINKS: readonly Link[] = ["subject", "object", "other"];

const pairsOf = (count: number): Pair[] =>
  range(count).flatMap((subject) => range(count).filter((object) => object !== subject).map((object): Pair => [subject, object]));

const linkOf = (who: number, [subject, object]: Pair): Link => (who === subject ? "subject" : who === object ? "object" : "other");

/** True when one pair may follow the other by the endings of the first clause. */
const mayFollow = (clause: Clause, before: Pair, after: Pair): boolean =>
  linkOf(after[0], before) === clause.subject && linkOf(after[1], before) === clause.object;

/** For each clause, the people who may be its subject by all that is said. */
function possibleSubjects({ people, clauses, named, spoken }: Case): number[][] {
  const fits = clauses.map(({ classes }, index) =>
    pairsOf(people.length).filter(
      ([subject, object]) =>
        at(people, subject).nounClass === classes[0] &&
        at(people, object).nounClass === classes[1] &&
        (index !== named || (at(people, subject).name === spoken[0] && at(people, object).name === spoken[1])),
    ),
  );
  for (const index of range(1, clauses.length)) {
    fits[index] = at(fits, index).filter((after) => at(fits, index - 1).some((before) => mayFollow(at(clauses, index - 1), before, after)));
  }
  for (const index of range(clauses.length - 1).toReversed()) {
    fits[index] = at(fits, index).filter((before) => at(fits, index + 1).some((after) => mayFollow(at(clauses, index), before, after)));
  }
  return fits.map((pairs) => [...new Set(pairs.map(([subject]) => subject))]);
}

const subjectsOf = (instance: Case): string[] => possibleSubjects(instance).map((who) => at(instance.people, at(who, 0)).name);

function syllables(rng: Rng, count: number, length: number): string[] {
  const found = new Set<string>();
  while (found.size < count) {
    found.add(range(length).map(() => rng.choice([..."bdfgklmnprstvz"]) + rng.choice([..."aeiou"])).join(""));
  }
  return [...found];
}

/** The pairs of a story, drawn outwards from the named clause so that each subject follows from what is next to it, wherever such a pair is found. */
function drawStory(rng: Rng, classes: readonly number[], length: number, named: number): Pair[] {
  const pairs = pairsOf(classes.length);
  // Two of one class who are never named could change places unnoticed, so the named ones are of classes that several share.
  const isShared = (who: number): boolean => classes.filter((one) => one === at(classes, who)).length > 1;
  const shared = pairs.filter(([subject, object]) => isShared(subject) && isShared(object) && classes[subject] !== classes[object]);
  const start = rng.choice(shared.length > 0 ? shared : pairs);
  const grow = (count: number, isForward: boolean): Pair[] => {
    const grown: Pair[] = [];
    let known: readonly Pair[] = [start];
    while (grown.length < count) {
      const last = grown.at(-1) ?? start;
      const fittingWith = (next: Pair): Pair[] => {
        const [earlier, later] = isForward ? [last, next] : [next, last];
        const [subject, object] = [linkOf(later[0], earlier), linkOf(later[1], earlier)];
        const follows = (before: Pair, after: Pair): boolean => linkOf(after[0], before) === subject && linkOf(after[1], before) === object;
        return pairs.filter(
          (pair) =>
            at(classes, pair[0]) === at(classes, next[0]) &&
            at(classes, pair[1]) === at(classes, next[1]) &&
            known.some((other) => (isForward ? follows(other, pair) : follows(pair, other))),
        );
      };
      const seen = new Set([start, ...grown].map(([subject]) => subject));
      const wantsNew = rng.boolean(NEW_SUBJECT);
      const drawn = rng.shuffle(pairs);
      const wished = [...drawn.filter(([subject]) => (wantsNew ? !seen.has(subject) : subject !== last[0])), ...drawn];
      const next =
        wished.find((pair) => fittingWith(pair).length === 1) ??
        wished.find((pair) => fittingWith(pair).every(([subject]) => subject === pair[0])) ??
        at(drawn, 0);
      grown.push(next);
      known = fittingWith(next);
    }
    return grown;
  };
  return [...grow(named, false).toReversed(), start, ...grow(length - 1 - named, true)];
}

function drawCase(rng: Rng, level: Level): Case {
  const names = rng.sample(NAMES, level.people);
  // The classes are as equally large as may be.
  const classes = rng.shuffle(range(level.people).map((index) => index % level.classes));
  const people = names.map((name, index) => ({ name, nounClass: at(classes, index) }));
  const affixes = syllables(rng, level.classes + 6, 1);
  const [links, prefixes] = [affixes.slice(0, 6), affixes.slice(6)];
  const named = rng.integer(0, level.clauses - 1);
  const story = drawStory(rng, classes, level.clauses, named);
  const stems = syllables(rng, level.clauses, 2);
  const clauses = story.map((pair, index): Clause => {
    const next = story[index + 1];
    return {
      stem: at(stems, index),
      classes: [at(classes, pair[0]), at(classes, pair[1])],
      subject: next === undefined ? null : linkOf(next[0], pair),
      object: next === undefined ? null : linkOf(next[1], pair),
    };
  });
  const record = (from: number): Record<Link, string> => ({ subject: at(links, from), object: at(links, from + 1), other: at(links, from + 2) });
  return {
    people,
    prefixes,
    endings: { subject: record(0), object: record(3) },
    clauses,
    named,
    spoken: at(story, named).map((who) => at(people, who).name),
  };
}

export default class HandedOverSubjects extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "HandedOverSubjects",
    slug: "handed-over-subjects",
    title: "Handed-Over Subjects",
    domain: "language-analysis",
    description:
      "In an invented language the endings of a verb say how subject and object of the next clause go on from this one, and prefixes give the classes of its own subject and object. A story names its people in one clause only; the subjects of all clauses are asked for. Harder stories have more people and clauses, and classes that several people share.",
    answerFormat: "the subjects of all clauses in order, separated by commas, on a last line `Answer: …`",
    parameters: {
      people: { meaning: "people in the story", min: 3, max: 9 },
      classes: { meaning: "noun classes", min: 2, max: 8 },
      clauses: { meaning: "clauses of the story", min: 3, max: 20 },
      subjects: { meaning: "people who are subjects, at least, where such a story is found", min: 1, max: 9 },
    },
    levels: [
      { people: 4, classes: 2, clauses: 6, subjects: 3 },
      { people: 5, classes: 3, clauses: 8, subjects: 4 },
      { people: 6, classes: 4, clauses: 10, subjects: 5 },
      { people: 7, classes: 5, clauses: 13, subjects: 6 },
      { people: 8, classes: 6, clauses: 16, subjects: 7 },
    ],
  };

  readonly answerFormat = finalLine(list(text({ letterCase: "lower" })));

  caseGenerator(rng: Rng, level: Level): Case {
    for (let tried = 0; ; tried++) {
      const instance = drawCase(rng, level);
      const possible = possibleSubjects(instance);
      const isClear = possible.every((who) => who.length === 1);
      const isVaried = tried >= MOST_TRIES || new Set(possible.flat()).size >= level.subjects;
      if ((isClear && isVaried) || tried >= 4 * MOST_TRIES) return instance;
    }
  }

  promptFunc({ people, prefixes, endings, clauses, named, spoken }: Case): string {
    const meaning = { subject: "is the subject of this clause", object: "is the object of this clause", other: "is neither the subject nor the object of this clause" };
    return [
      `In an invented language a verb is two prefixes, a stem and two endings, here with hyphens between them. These ${people.length} people occur in a story, with their noun classes: ${people.map(({ name, nounClass }) => `${name} (class ${nounClass + 1})`).join(", ")}.`,
      "",
      "Each clause has one of them as its subject and a different one as its object.",
      `The first prefix gives the class of the subject, the second that of the object: ${prefixes.map((prefix, index) => `${prefix}- for class ${index + 1}`).join(", ")}.`,
      "The first ending is about the subject of the next clause:",
      ...LINKS.map((link) => `- -${endings.subject[link]}: the subject of the next clause ${meaning[link]}.`),
      "The second ending is about the object of the next clause:",
      ...LINKS.map((link) => `- -${endings.object[link]}: the object of the next clause ${meaning[link]}.`),
      "The verb of the last clause has no endings. What the stems mean does not matter. Only one clause names its people, the subject first and then the object:",
      "",
      ...clauses.map(({ stem, classes, subject, object }, index) => {
        const ends = (subject === null ? "" : `-${endings.subject[subject]}`) + (object === null ? "" : `-${endings.object[object]}`);
        return `${index + 1}. ${index === named ? `${spoken.join(" ")} ` : ""}${classes.map((nounClass) => at(prefixes, nounClass)).join("-")}-${stem}${ends}`;
      }),
      "",
      "Who is the subject of each clause? The rules leave only one possibility for each.",
      "",
      `Write the ${clauses.length} names in the order of the clauses, separated by commas.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(subjectsOf(instance).join(", "));
  }

  verifyCorrection(answer: readonly string[], instance: Case): number {
    const subjects = subjectsOf(instance);
    return answer.length === subjects.length && subjects.every((name, index) => name.toLowerCase() === answer[index]) ? 1 : 0;
  }
}
