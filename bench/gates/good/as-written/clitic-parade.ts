import { at, Bootcamp, type Card, finalLine, range, type Rng, text, textTable } from "campforge/bootcamp";

type Voice = "fieldwork" | "exercise" | "brief";

type LittleWord = { readonly meaning: string; readonly form: string };

type Clause = {
  readonly first: string;
  readonly rest: readonly (string | Inner)[];
  /** The clause's own little words, as their places in the inventory. */
  readonly little: readonly number[];
};

type Inner = { readonly isOpen: boolean; readonly clause: Clause };

type Sorvi = {
  /** The little words by rank. */
  readonly inventory: readonly LittleWord[];
  readonly clause: Clause;
};

type Case = Sorvi & { readonly voice: Voice };

type Level = {
  readonly clauses: number;
  readonly depth: number;
  readonly little: number;
  readonly inventory: number;
};

/** A way to read the rules: the right one, or a simpler one that must lead to another sentence. */
type Reading = {
  readonly climb: "right" | "none" | "all" | "once";
  readonly order: "right" | "none";
  readonly change: "right" | "none" | "later" | "repeated";
  readonly harmony: "right" | "back" | "front" | "whole" | "firstVowel";
};

const VOICES: readonly Voice[] = ["fieldwork", "exercise", "brief"];
const CONSONANTS: readonly string[] = [..."ptkdmnrlsv"];
const VOWELS: readonly string[] = [..."aoueiei"];
const ENDINGS: readonly string[] = ["", "", "", "n", "r", "s", "l"];
const MOST_TRIES = 400;

const CORE: readonly LittleWord[] = [
  { meaning: "question", form: "kI" },
  { meaning: "hearsay", form: "lA" },
  { meaning: "past", form: "tA" },
  { meaning: "me", form: "nI" },
  { meaning: "it", form: "nA" },
];
const HISSING: LittleWord = { meaning: "here", form: "sA" };
const OTHERS: readonly LittleWord[] = [
  { meaning: "also", form: "kA" },
  { meaning: "perhaps", form: "lI" },
  { meaning: "still", form: "tI" },
  { meaning: "you", form: "mA" },
  { meaning: "them", form: "mI" },
  { meaning: "not", form: "rI" },
];

const RIGHT: Reading = { climb: "right", order: "right", change: "right", harmony: "right" };
const SIMPLER: readonly Reading[] = [
  { ...RIGHT, climb: "none" },
  { ...RIGHT, climb: "all" },
  { ...RIGHT, climb: "once" },
  { ...RIGHT, order: "none" },
  { ...RIGHT, change: "none" },
  { ...RIGHT, change: "later" },
  { ...RIGHT, change: "repeated" },
  { ...RIGHT, harmony: "back" },
  { ...RIGHT, harmony: "front" },
  { ...RIGHT, harmony: "whole" },
  { ...RIGHT, harmony: "firstVowel" },
];

function innersOf(clause: Clause): Inner[] {
  return clause.rest.flatMap((item) => (typeof item === "string" ? [] : [item]));
}

const doesClimb = (inner: Inner, climb: Reading["climb"]): boolean =>
  climb === "all" || (climb !== "none" && inner.isOpen);

/** The little words that climb into a clause from the clauses in it. */
function arriving(clause: Clause, climb: Reading["climb"]): number[] {
  return innersOf(clause)
    .filter((inner) => doesClimb(inner, climb))
    .flatMap((inner) => [...inner.clause.little, ...(climb === "once" ? [] : arriving(inner.clause, climb))]);
}

/** Whether little words climb into a closed clause and stop there. */
function doStop(clause: Clause): boolean {
  return innersOf(clause).some(
    (inner) => (!inner.isOpen && arriving(inner.clause, "right").length > 0) || doStop(inner.clause),
  );
}

function changed(forms: readonly string[], change: Reading["change"]): readonly string[] {
  const isAlike = (one: string | undefined, other: string | undefined): boolean => one?.charAt(0) === other?.charAt(0);
  if (change === "none") return forms;
  if (change === "right") return forms.map((form, index) => (isAlike(form, forms[index + 1]) ? "sI" : form));
  if (change === "later") return forms.map((form, index) => (isAlike(form, forms[index - 1]) ? "sI" : form));
  return forms.reduceRight<string[]>((after, form) => [isAlike(form, after[0]) ? "sI" : form, ...after], []);
}

/** Whether the vowel that decides is one of a, o, u. */
function isBack(clause: Clause, whole: Clause, harmony: Reading["harmony"]): boolean {
  if (harmony === "back" || harmony === "front") return harmony === "back";
  const vowels = [...(harmony === "whole" ? whole : clause).first].filter((letter) => VOWELS.includes(letter));
  const vowel = vowels.at(harmony === "firstVowel" ? 0 : -1) ?? "a";
  return "aou".includes(vowel);
}

/** The words of a clause in the sentence, with its cluster; an emptied clause has lost its own little words. */
function wordsOf(clause: Clause, isEmptied: boolean, sorvi: Sorvi, reading: Reading): string[] {
  const { climb, order, change, harmony } = reading;
  const climbed = isEmptied && climb !== "once" ? [] : arriving(clause, climb);
  const places = [...(isEmptied ? [] : clause.little), ...climbed];
  const ranked = order === "right" ? places.toSorted((a, b) => a - b) : places;
  const forms = changed(
    ranked.map((place) => at(sorvi.inventory, place).form),
    change,
  );
  // A vowel of the cluster is of the same kind as the one before it, so the first word decides for all.
  const back = isBack(clause, sorvi.clause, harmony);
  const cluster = forms.join("").replaceAll("A", back ? "a" : "e").replaceAll("I", back ? "u" : "i");
  const later = clause.rest.flatMap((item) =>
    typeof item === "string" ? [item] : wordsOf(item.clause, doesClimb(item, climb), sorvi, reading),
  );
  return [clause.first, ...(cluster === "" ? [] : [cluster]), ...later];
}

const sentenceOf = (sorvi: Sorvi, reading: Reading): string => wordsOf(sorvi.clause, false, sorvi, reading).join(" ");

function writtenAs({ first, rest, little }: Clause, inventory: readonly LittleWord[]): string {
  const items = rest.map((item) =>
    typeof item === "string" ? item : `(${item.isOpen ? "open" : "closed"} ${writtenAs(item.clause, inventory)})`,
  );
  const meanings = little.map((place) => at(inventory, place).meaning).join(", ");
  return `{${[first, ...items].join(" ")} |${meanings === "" ? "" : ` ${meanings}`}}`;
}

function drawInventory(rng: Rng, size: number): readonly LittleWord[] {
  const inventory = [...CORE];
  if (size <= CORE.length) return inventory;
  // The one that begins with s is never the last.
  inventory.splice(rng.integer(0, inventory.length - 1), 0, HISSING);
  for (const other of rng.sample(OTHERS, size - inventory.length))
    inventory.splice(rng.integer(0, inventory.length), 0, other);
  return inventory;
}

function drawWord(rng: Rng): string {
  const syllables = range(rng.integer(2, 3)).map(() => rng.choice(CONSONANTS) + rng.choice(VOWELS));
  return syllables.join("") + rng.choice(ENDINGS);
}

function drawSorvi(rng: Rng, { clauses, depth, little, inventory: size }: Level): Sorvi {
  const inventory = drawInventory(rng, size);
  // The first clauses are nested in each other as deep as can be, the others are put anywhere.
  const parents: number[] = [-1];
  const levels: number[] = [1];
  for (let index = 1; index < clauses; index++) {
    const allowed = range(index).filter((one) => at(levels, one) < depth);
    const parent = index < depth ? index - 1 : rng.choice(allowed);
    parents.push(parent);
    levels.push(at(levels, parent) + 1);
  }
  const own: number[][] = parents.map(() => []);
  const hissing = inventory.indexOf(HISSING);
  if (hissing >= 0) at(own, rng.integer(0, clauses - 1)).push(hissing, hissing + 1, hissing + 1);
  for (let count = hissing >= 0 ? 3 : 0; count < little; count++)
    at(own, rng.integer(0, clauses - 1)).push(rng.integer(0, size - 1));
  const counts = parents.map(() => rng.integer(1, 3));
  const words = new Set<string>();
  const needed = counts.reduce((sum, count) => sum + count, 0);
  while (words.size < needed) words.add(drawWord(rng));
  const all = [...words];
  const build = (index: number): Clause => {
    const [first = "", ...more] = all.splice(0, at(counts, index));
    const inners = parents.flatMap((parent, child) =>
      parent === index ? [{ isOpen: rng.boolean(0.6), clause: build(child) }] : [],
    );
    return { first, rest: rng.shuffle<string | Inner>([...more, ...inners]), little: rng.shuffle(at(own, index)) };
  };
  return { inventory, clause: build(0) };
}

/** How many little words pass from a clause to the one around it. */
function steps(clause: Clause): number {
  return innersOf(clause).reduce(
    (sum, inner) => sum + steps(inner.clause) + (inner.isOpen ? inner.clause.little.length + arriving(inner.clause, "right").length : 0),
    0,
  );
}

function countLittle(clause: Clause): number {
  return innersOf(clause).reduce((sum, inner) => sum + countLittle(inner.clause), clause.little.length);
}

export default class CliticParade extends Bootcamp<Case, string, Level> {
  static readonly card: Card<Level> = {
    name: "CliticParade",
    slug: "clitic-parade",
    title: "Clitic Parade",
    domain: "language-analysis",
    description:
      "In an invented language little words crowd together behind the first word of a clause. They climb out of open clauses, stand by rank, change beside a neighbour with the same consonant and follow vowel harmony. A nested clause is to be turned into a sentence. Harder cases have more and deeper clauses, more little words and a larger inventory of them.",
    answerFormat: "the sentence in small letters, on a last line `Answer: …`",
    parameters: {
      clauses: { meaning: "clauses in all", min: 3, max: 30 },
      depth: { meaning: "levels of nesting, the outermost clause included", min: 2, max: 10 },
      little: { meaning: "little words in all", min: 4, max: 70 },
      inventory: { meaning: "different little words of the language", min: 5, max: 12 },
    },
    levels: [
      { clauses: 6, depth: 3, little: 9, inventory: 5 },
      { clauses: 8, depth: 4, little: 14, inventory: 8 },
      { clauses: 11, depth: 5, little: 22, inventory: 9 },
      { clauses: 16, depth: 6, little: 34, inventory: 11 },
      { clauses: 24, depth: 8, little: 52, inventory: 12 },
    ],
  };

  readonly answerFormat = finalLine(text({ letterCase: "lower" }));

  caseGenerator(rng: Rng, level: Level): Case {
    const voice = rng.choice(VOICES);
    let best = drawSorvi(rng, level);
    let most = -1;
    for (let tries = 0; tries < MOST_TRIES && most <= SIMPLER.length; tries++) {
      const drawn = drawSorvi(rng, level);
      const sentence = sentenceOf(drawn, RIGHT);
      // A repeated change makes no difference where no little word begins with s.
      const isFree = (reading: Reading): boolean => reading.change === "repeated" && !drawn.inventory.includes(HISSING);
      const isApart = (reading: Reading): boolean => isFree(reading) || sentenceOf(drawn, reading) !== sentence;
      const apart = doStop(drawn.clause) ? 1 + SIMPLER.filter(isApart).length : 0;
      if (apart > most) {
        most = apart;
        best = drawn;
      }
    }
    return { ...best, voice };
  }

  promptFunc({ inventory, clause, voice }: Case): string {
    const opening = {
      fieldwork: "Your field notes describe how the Sorvi language builds its sentences. Little words crowd together behind the first word of a clause, and you want to work out what a speaker would say.",
      exercise: "This is an exercise on Sorvi, an invented language in which little words (clitics) crowd together behind the first word of a clause. Turn the clause below into a Sorvi sentence.",
      brief: "Sorvi clitics: build the sentence from the clause by the rules below.",
    }[voice];
    return [
      opening,
      "",
      "A clause is written {words | little words}. It starts with a word, and among its later words it may hold further clauses in parentheses, marked open or closed. Where nothing stands behind the bar, the clause has no little words of its own. Little words are named by their meaning:",
      "",
      textTable(
        ["rank", "meaning", "form"],
        inventory.map(({ meaning, form }, index) => [index + 1, meaning, form]),
      ),
      "",
      "Rules:",
      "1. Climbing. The little words of an open clause move to the clause directly around it, and further up if that one is open too, until they reach a clause that is closed or the outermost one. The little words of a closed clause, and those that have climbed into it, stay in it. The outermost clause has nothing around it.",
      "2. Order. The little words gathered in a clause stand by rank, rank 1 first, each in its form of the table. Of two equal ones, both are kept, side by side. They are the cluster of the clause.",
      "3. Change. Wherever two neighbours in this cluster begin with the same consonant, the earlier of them becomes sI. Look at all pairs of neighbours at once, in the forms of rule 2, and only once: a new sI causes no further change.",
      "4. Place. The cluster is written as one word directly after the first word of its clause. An empty cluster is not written.",
      "5. Harmony. From left to right in the cluster, look at the nearest vowel before each A or I, be it in the cluster or in the word before it. After a, o or u they become a and u; after e or i they become e and i (A becomes a or e, I becomes u or i).",
      "Ordinary words stay in their order and are not changed, and the brackets, bars and marks vanish.",
      "",
      "Example: {tumo sire (open {rani keda | it}) | me, past}. The word for \"it\" climbs, and the cluster is tA nI nA. There nI stands before nA, so it becomes sI. After tumo they are ta, su, na, and the sentence is: tumo tasuna sire rani keda.",
      "Were the inner clause closed, the sentence would be: tumo tanu sire rani ne keda.",
      "",
      "The clause:",
      writtenAs(clause, inventory),
      "",
      "Write the whole Sorvi sentence on one line, in small letters, with single spaces between the words and without punctuation.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(sentenceOf(instance, RIGHT));
  }

  verifyCorrection(answer: string, instance: Case): number {
    return answer === sentenceOf(instance, RIGHT) ? 1 : 0;
  }

  /** Little words, and the steps that they climb. */
  override hardness({ clause }: Case): number {
    return countLittle(clause) + steps(clause);
  }
}
