import { at, Bootcamp, type Card, choiceOf, combinations, finalLine, range, type Rng, setOf } from "campforge/bootcamp";

const LETTERS = "ABCDEFGHIJKLM";

/** Whoever knows all fields of the left side can look up the field on the right. */
type Rule = { readonly left: string; readonly right: string };

type Voice = "archive" | "exercise" | "brief";

type Case = {
  /** How many fields a record has; they are called by the first letters of the alphabet. */
  readonly fields: number;
  readonly rules: readonly Rule[];
  readonly voice: Voice;
};

type Level = { readonly fields: number; readonly rules: number; readonly widest: number };

const VOICES: readonly Voice[] = ["archive", "exercise", "brief"];

/** Draws after which a case is taken although it is plainer than wished. */
const MOST_TRIES = 150;

const fieldsOf = (count: number): string[] => [...LETTERS].slice(0, count);

/** Everything that follows from some fields. */
function closure(known: Iterable<string>, rules: readonly Rule[]): ReadonlySet<string> {
  const all = new Set(known);
  let isGrowing = true;
  while (isGrowing) {
    isGrowing = false;
    for (const { left, right } of rules) {
      if (all.has(right) || ![...left].every((field) => all.has(field))) continue;
      all.add(right);
      isGrowing = true;
    }
  }
  return all;
}

const isKey = (fields: readonly string[], { fields: count, rules }: Pick<Case, "fields" | "rules">): boolean =>
  closure(fields, rules).size === count;

/** All keys with as few fields as a key can have, in alphabetical order, and how many sets were tried to find the first. */
function smallestKeys(instance: Pick<Case, "fields" | "rules">): { readonly keys: string[][]; readonly tried: number } {
  const fields = fieldsOf(instance.fields);
  let tried = 0;
  for (const size of range(1, instance.fields + 1)) {
    const sets = combinations(fields, size);
    const keys = sets.filter((set) => isKey(set, instance));
    if (keys.length > 0) return { keys, tried: tried + sets.length };
    tried += sets.length;
  }
  return { keys: [fields], tried };
}

function drawRules(rng: Rng, level: Level): Rule[] {
  const fields = fieldsOf(level.fields);
  const rules: Rule[] = [];
  const seen = new Set<string>();
  for (let tried = 0; rules.length < level.rules && tried < 40 * level.rules; tried++) {
    const [right = "", ...others] = rng.sample(fields, 1 + rng.integer(1, Math.min(level.widest, level.fields - 1)));
    const left = others.toSorted().join("");
    if (seen.has(left + right)) continue;
    seen.add(left + right);
    rules.push({ left, right });
  }
  return rules;
}

export default class SmallestKey extends Bootcamp<Case, readonly string[], Level> {
  static readonly card: Card<Level> = {
    name: "SmallestKey",
    slug: "smallest-key",
    title: "Smallest Key",
    domain: "logical-reasoning",
    description:
      "Rules say which fields of a record determine which others. A key is a set of fields that determines all of them, and one with as few fields as possible is asked for; any such key is correct. Harder cases have more fields and rules with more conditions.",
    answerFormat: "the fields of the key, separated by commas, on a last line `Answer: …`",
    parameters: {
      fields: { meaning: "fields of a record", min: 5, max: 12 },
      rules: { meaning: "rules, at the most", min: 4, max: 24 },
      widest: { meaning: "fields on the left side of a rule, at the most", min: 2, max: 4 },
    },
    levels: [
      { fields: 6, rules: 6, widest: 2 },
      { fields: 7, rules: 8, widest: 2 },
      { fields: 9, rules: 12, widest: 3 },
      { fields: 10, rules: 14, widest: 3 },
      { fields: 12, rules: 18, widest: 3 },
    ],
  };

  readonly answerFormat = finalLine(setOf(choiceOf([...LETTERS])));

  caseGenerator(rng: Rng, level: Level): Case {
    for (let tried = 0; ; tried++) {
      const instance = { fields: level.fields, rules: drawRules(rng, level) };
      const { keys } = smallestKeys(instance);
      const size = at(keys, 0).length;
      const given = fieldsOf(level.fields).filter((field) => instance.rules.every(({ right }) => right !== field)).length;
      // More than the fields that no rule leads to, and few ways to be right by chance.
      const isWished = size >= 2 && size > given && keys.length <= 3;
      if (isWished || tried >= MOST_TRIES) return { ...instance, voice: rng.choice(VOICES) };
    }
  }

  promptFunc({ fields, rules, voice }: Case): string {
    const names = fieldsOf(fields).join(", ");
    const opening = {
      archive: `Every record of an archive has the ${fields} fields ${names}. Of any two records that agree in certain fields, the archivist knows that they agree in others as well:`,
      exercise: `A relation has the ${fields} attributes ${names}. These functional dependencies hold in it:`,
      brief: `Fields: ${names}. What determines what:`,
    }[voice];
    return [
      opening,
      ...rules.map(({ left, right }) => `- ${[...left].join(" and ")} ${left.length > 1 ? "together determine" : "determines"} ${right}.`),
      "",
      "Whoever knows all fields on the left of a rule thereby knows the field on its right, and may use it in further rules. A set of fields is a key if by these rules, used as often as needed, every field becomes known. Nothing else determines anything.",
      "",
      "Find a key with as few fields as possible. If several keys have that number of fields, any of them is correct.",
      "Give its fields, separated by commas, in any order.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const { keys } = smallestKeys(instance);
    return this.answerFormat.wrap(at(keys, 0).join(", "));
  }

  verifyCorrection(answer: readonly string[], instance: Case): number {
    const known = fieldsOf(instance.fields);
    if (!answer.every((field) => known.includes(field))) return 0;
    const { keys } = smallestKeys(instance);
    return answer.length === at(keys, 0).length && isKey(answer, instance) ? 1 : 0;
  }

  /** Sets of fields up to the size of the smallest key. */
  override hardness(instance: Case): number {
    return smallestKeys(instance).tried;
  }
}
