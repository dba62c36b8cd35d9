import type { AnswerShape } from "../../bootcamp/answer-shape.ts";
import type { Json } from "../../bootcamp/index.ts";
import { type Sketch, sketchOf } from "../../core/draft/novelty.ts";
import { type CaseForm, describeForm, formOf } from "./case-form.ts";

/** A case and the answer of its reference. */
export type Answered = { readonly instance: Json; readonly answer: string | null };

/** Values of one place in each case, by where it stands. */
type Places = ReadonlyMap<string, readonly (readonly string[])[]>;

/**
 * The sketch of what a class's cases and answers are made of, in which no name counts: each part of a case by
 * its form, which of its texts name others (the ends of a road are among the towns), the form of the answer,
 * and which things of the case it is made of.
 */
export function sketchStructure(cases: readonly Answered[], shape: AnswerShape | null): Sketch {
  const form = formOf(cases.map(({ instance }) => instance));
  const places = placesOf(cases.map(({ instance }) => instance));
  const answers = cases.map(({ answer }) => (answer ?? "").toLowerCase());
  return sketchOf(
    counted([
      ...formsWithin(form),
      ...references(places),
      `answer ${describeShape(shape)}`,
      ...answerParts(places, answers),
    ]),
  );
}

/** Alike features by their number: two lists of pairs are more than one. */
function counted(features: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return features.map((one) => {
    const count = (seen.get(one) ?? 0) + 1;
    seen.set(one, count);
    return `${one} ${count}`;
  });
}

function formsWithin(form: CaseForm): readonly string[] {
  const own = `form ${describeForm(form)}`;
  if (form.kind === "list" || form.kind === "mapping") return [own, ...formsWithin(form.item)];
  if (form.kind !== "parts") return [own];
  return [own, ...form.parts.flatMap((part) => formsWithin(part.form))];
}

/** Texts by the path to them; kinds of steps alone say where a place is when names are left out. */
function placesOf(instances: readonly Json[]): Places {
  const found = new Map<string, string[][]>();
  for (const [index, instance] of instances.entries()) {
    const visit = (value: Json | undefined, path: string): void => {
      if (typeof value === "string") {
        const lists = found.get(path) ?? instances.map((): string[] => []);
        lists[index]?.push(value.toLowerCase());
        found.set(path, lists);
      } else if (Array.isArray(value)) for (const item of value) visit(item, `${path}[]`);
      else if (typeof value === "object" && value !== null)
        for (const [key, item] of Object.entries(value)) visit(item, `${path}.${key}`);
    };
    visit(instance, "");
  }
  return found;
}

/** A path with its names left out: how deep, and through what. */
const bare = (path: string): string => path.replace(/\.[^.[\]]+/g, ".");

/** Places whose texts are all among those of another place. */
function references(places: Places): readonly string[] {
  return [...places].flatMap(([path, lists]) =>
    [...places].flatMap(([other, known]) =>
      other !== path && lists.every((texts, index) => texts.every((one) => known[index]?.includes(one)))
        ? [`reference ${bare(path)} to ${bare(other)}`]
        : [],
    ),
  );
}

const MOST_SHOWN = 40;

/** Places of which answers name things, in most cases. */
function answerParts(places: Places, answers: readonly string[]): readonly string[] {
  return [...places].flatMap(([path, lists]) => {
    const named = lists.filter((texts, index) =>
      texts.slice(0, MOST_SHOWN).some((one) => one.length > 0 && answers[index]?.includes(one)),
    );
    return named.length * 2 > answers.length ? [`answer names ${bare(path)}`] : [];
  });
}

function describeShape(shape: AnswerShape | null): string {
  if (shape === null) return "of its own";
  switch (shape.kind) {
    case "number":
      return shape.form;
    case "choice":
    case "text":
    case "digits":
    case "cell":
    case "expression":
    case "json":
    case "character-grid":
      return shape.kind;
    case "list":
    case "set":
    case "multiset":
    case "permutation":
      return `${shape.kind} of ${describeShape(shape.item)}`;
    case "mapping":
      return `mapping to ${describeShape(shape.value)}`;
    case "grid":
      return `grid of ${describeShape(shape.cell)}`;
    case "either":
      return `${describeShape(shape.first)} or ${describeShape(shape.second)}`;
    case "record":
      return `record of ${Object.values(shape.fields).map(describeShape).toSorted().join(", ")}`;
  }
}
