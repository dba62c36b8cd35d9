import type { Json } from "../../bootcamp/index.ts";
import { type CaseForm, describeForm, type Part } from "./case-form.ts";

/** Turns a case of one class into one of another that has the same form under other names. */
export type Translation = (instance: Json) => Json;

/** Parts of the same form can be paired in several ways; more of them say no more. */
const MOST = 24;

/** Every way, up to a few, to take the parts of one form for those of another; none where the forms differ. */
export function matchForms(from: CaseForm, to: CaseForm): readonly Translation[] {
  if (describeForm(from) !== describeForm(to)) return [];
  if (from.kind === "parts" && to.kind === "parts") return matchParts(from, to);
  const isMany = from.kind === "list" || from.kind === "mapping";
  if (!isMany || (to.kind !== "list" && to.kind !== "mapping")) return [(instance) => instance];
  return matchForms(from.item, to.item).map((translate): Translation => (instance) => {
    if (Array.isArray(instance)) return instance.map((item: Json) => translate(item));
    if (typeof instance !== "object" || instance === null) return instance;
    return Object.fromEntries(
      Object.entries(instance).flatMap(([key, item]) => (item === undefined ? [] : [[key, translate(item)]])),
    );
  });
}

type Parts = Extract<CaseForm, { kind: "parts" }>;

type Paired = { readonly from: string; readonly to: string; readonly translate: Translation };

function matchParts(from: Parts, to: Parts): readonly Translation[] {
  return pairings(from.parts, to.parts).map((pairs): Translation => (instance) => {
    if (typeof instance !== "object" || instance === null) return instance;
    const values: ReadonlyMap<string, Json | undefined> = new Map(Object.entries(instance));
    const put = new Map(
      pairs.map(({ from: name, to: other, translate }) => [other, translate(values.get(name) ?? null)]),
    );
    return to.isList ? to.parts.map(({ name }) => put.get(name) ?? null) : Object.fromEntries(put);
  });
}

function pairings(from: readonly Part[], to: readonly Part[]): readonly (readonly Paired[])[] {
  const [first, ...rest] = from;
  if (first === undefined) return [[]];
  const found: (readonly Paired[])[] = [];
  for (const other of to)
    for (const translate of matchForms(first.form, other.form))
      for (const pairs of pairings(
        rest,
        to.filter((one) => one !== other),
      )) {
        if (found.length === MOST) return found;
        found.push([{ from: first.name, to: other.name, translate }, ...pairs]);
      }
  return found;
}
