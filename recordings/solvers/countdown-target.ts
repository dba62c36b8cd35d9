import { at, Rational } from "campforge/bootcamp";

/** The largest sets whose values are all listed; a larger set is split, and one part is solved for. */
const LISTED = 3;

/** The most numbers that can be solved in the time there is. */
const MOST_NUMBERS = 6;

/** Every value that a set of numbers can make, each number used once, with an expression for it. */
type Values = ReadonlyMap<string, { readonly value: Rational; readonly text: string }>;

export function solve(prompt: string): string {
  const [, target, written] =
    /whose value is exactly (-?\d+) from these numbers: ([\d, ]+)\./.exec(prompt) ?? [];
  const [, mode] = /^1\. Mode: (all|some)\./m.exec(prompt) ?? [];
  if (target === undefined || written === undefined || mode === undefined) return "";
  const numbers = written.split(",").map(Number);
  if (numbers.length > MOST_NUMBERS) return "";

  const tables = new Map<number, Values>();
  const everything = 2 ** numbers.length - 1;
  const sets = mode === "all" ? [everything] : Array.from({ length: everything }, (_, set) => set + 1);
  for (const set of sets) {
    const text = reach(numbers, tables, set, Rational.of(BigInt(target)));
    if (text !== undefined) return `Answer: ${text}`;
  }
  return "";
}

/** An expression of all numbers of a set, given as a bit mask, that has the value wanted. */
function reach(
  numbers: readonly number[],
  tables: Map<number, Values>,
  set: number,
  wanted: Rational,
): string | undefined {
  if (size(set) <= LISTED) return list(numbers, tables, set).get(wanted.toString())?.text;
  for (let part = (set - 1) & set; part > 0; part = (part - 1) & set) {
    if (size(part) > LISTED || size(part) * 2 > size(set)) continue;
    const rest = set ^ part;
    for (const { value, text } of list(numbers, tables, part).values()) {
      for (const { missing, around } of completions(value, wanted)) {
        const other = reach(numbers, tables, rest, missing);
        if (other !== undefined) return around(text, other);
      }
    }
  }
  return undefined;
}

/** The values that make the value wanted together with a given one, and how the two are joined. */
function completions(
  given: Rational,
  wanted: Rational,
): { readonly missing: Rational; readonly around: (given: string, missing: string) => string }[] {
  const joins = [
    { missing: wanted.minus(given), around: (a: string, b: string) => `(${a} + ${b})` },
    { missing: given.minus(wanted), around: (a: string, b: string) => `(${a} - ${b})` },
    { missing: wanted.plus(given), around: (a: string, b: string) => `(${b} - ${a})` },
  ];
  if (given.numerator === 0n) return joins;
  joins.push(
    { missing: wanted.dividedBy(given), around: (a: string, b: string) => `(${a} * ${b})` },
    { missing: wanted.times(given), around: (a: string, b: string) => `(${b} / ${a})` },
  );
  if (wanted.numerator !== 0n)
    joins.push({ missing: given.dividedBy(wanted), around: (a: string, b: string) => `(${a} / ${b})` });
  return joins;
}

function list(numbers: readonly number[], tables: Map<number, Values>, set: number): Values {
  const known = tables.get(set);
  if (known !== undefined) return known;
  const values = new Map<string, { value: Rational; text: string }>();
  const add = (value: Rational, text: string): void => {
    if (!values.has(value.toString())) values.set(value.toString(), { value, text });
  };
  if (size(set) === 1) {
    const number = at(numbers, 31 - Math.clz32(set));
    add(Rational.of(number), String(number));
  }
  for (let part = (set - 1) & set; part > 0; part = (part - 1) & set) {
    for (const a of list(numbers, tables, part).values()) {
      for (const b of list(numbers, tables, set ^ part).values()) {
        add(a.value.minus(b.value), `(${a.text} - ${b.text})`);
        if (b.value.numerator !== 0n) add(a.value.dividedBy(b.value), `(${a.text} / ${b.text})`);
        if (part < (set ^ part)) continue;
        add(a.value.plus(b.value), `(${a.text} + ${b.text})`);
        add(a.value.times(b.value), `(${a.text} * ${b.text})`);
      }
    }
  }
  tables.set(set, values);
  return values;
}

function size(set: number): number {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count++;
  return count;
}

export function check(prompt: string, response: string): "right" | "wrong" | "unsure" {
  const [, target, written] =
    /whose value is exactly (-?\d+) from these numbers: ([\d, ]+)\./.exec(prompt) ?? [];
  const [, mode] = /^1\. Mode: (all|some)\./m.exec(prompt) ?? [];
  const given = finalAnswer(response);
  if (target === undefined || written === undefined || mode === undefined || given === undefined)
    return "unsure";
  const signs = given.match(/\d+|[-+*/()]|\S/g) ?? [];
  if (signs.some((sign) => !/^(?:\d+|[-+*/()])$/.test(sign))) return "unsure";
  const left = written.split(",").map((number) => number.trim());
  for (const number of signs.filter((sign) => /^\d+$/.test(sign))) {
    const place = left.indexOf(number);
    if (place < 0) return "wrong";
    left.splice(place, 1);
  }
  if (mode === "all" && left.length > 0) return "wrong";
  const value = evaluate(signs);
  if (value === undefined) return "unsure";
  return value !== "nothing" && value.equals(Rational.of(BigInt(target))) ? "right" : "wrong";
}

/** The value of an expression; "nothing" where it divides by zero, undefined where it is none. */
function evaluate(signs: readonly string[]): Rational | "nothing" | undefined {
  const state = { place: 0, byZero: false };
  const value = sum(signs, state);
  if (value === undefined || state.place !== signs.length) return undefined;
  return state.byZero ? "nothing" : value;
}

type State = { place: number; byZero: boolean };

function sum(signs: readonly string[], state: State): Rational | undefined {
  let value = product(signs, state);
  while (value !== undefined && (signs[state.place] === "+" || signs[state.place] === "-")) {
    const isPlus = signs[state.place++] === "+";
    const next = product(signs, state);
    if (next === undefined) return undefined;
    value = isPlus ? value.plus(next) : value.minus(next);
  }
  return value;
}

function product(signs: readonly string[], state: State): Rational | undefined {
  let value = factor(signs, state);
  while (value !== undefined && (signs[state.place] === "*" || signs[state.place] === "/")) {
    const isTimes = signs[state.place++] === "*";
    const next = factor(signs, state);
    if (next === undefined) return undefined;
    if (!isTimes && next.numerator === 0n) state.byZero = true;
    else value = isTimes ? value.times(next) : value.dividedBy(next);
  }
  return value;
}

function factor(signs: readonly string[], state: State): Rational | undefined {
  const sign = signs[state.place++] ?? "";
  if (/^\d+$/.test(sign)) return Rational.of(BigInt(sign));
  if (sign !== "(") return undefined;
  const value = sum(signs, state);
  return signs[state.place++] === ")" ? value : undefined;
}

/** What stands behind the last "Answer:" that begins a line. */
function finalAnswer(response: string): string | undefined {
  return Array.from(response.matchAll(/^[ \t]*Answer:[ \t]*(.*)$/gm), ([, answer = ""]) => answer.trim()).at(
    -1,
  );
}
