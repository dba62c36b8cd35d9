import { at, Rational } from "campforge/bootcamp";

export function solve(prompt: string): string {
  const prose = prompt.replace(/\s+/g, " ");
  const [, listed] = /exactly one of these states: ([^.]+)\./.exec(prose) ?? [];
  const [, day, wanted] = /With what probability is day (\d+) ([^?]+)\?/.exec(prose) ?? [];
  if (listed === undefined || day === undefined || wanted === undefined) return "";
  const states = listed.split(",").map((state) => state.trim());

  const chances = parseTable(prompt, states);
  let today: readonly Rational[] | undefined = parseStart(prose, states);
  if (chances === undefined || today === undefined) return "";
  for (let step = 0; step < Number(day); step++) {
    const before: readonly Rational[] = today;
    today = states.map((_, to) => sum(before.map((chance, from) => chance.times(at(at(chances, from), to)))));
  }
  const asked = wanted.split(/, | or /).map((state) => states.indexOf(state.trim()));
  if (asked.includes(-1)) return "";
  const result = sum(today.filter((_, state) => asked.includes(state)));
  return `Answer: ${result.numerator}/${result.denominator}`;
}

/** The table: for each state of today, in the order of the list, the chances of tomorrow's states. */
function parseTable(prompt: string, states: readonly string[]): Rational[][] | undefined {
  const rows = prompt
    .split("\n")
    .filter((line) => line.includes(" | "))
    .map((line) => line.split("|").map((cell) => cell.trim()));
  const heading = rows.find((row) => row[0] === "today");
  if (heading === undefined) return undefined;
  const table: Rational[][] = [];
  for (const from of states) {
    const row = rows.find((cells) => cells[0] === from);
    const chances = states.map((to) => fraction(row?.[heading.indexOf(to)] ?? ""));
    const known = chances.filter((chance) => chance !== undefined);
    if (known.length < states.length || !sum(known).equals(Rational.of(1))) return undefined;
    table.push(known);
  }
  return table;
}

/** The chances of the states on day 0. */
function parseStart(prose: string, states: readonly string[]): Rational[] | undefined {
  const [, certain] = /Day 0 is (\w+)\./.exec(prose) ?? [];
  if (certain !== undefined && states.includes(certain))
    return states.map((state) => Rational.of(state === certain ? 1 : 0));
  const [, listed] = /Day 0 is in one of the states with these probabilities: ([^.]+)\./.exec(prose) ?? [];
  if (listed === undefined) return undefined;
  const given = new Map(listed.split(",").map((item) => pair(item.trim())));
  const chances = states.map((state) => given.get(state)).filter((chance) => chance !== undefined);
  return chances.length === states.length && sum(chances).equals(Rational.of(1)) ? chances : undefined;
}

function pair(item: string): [string, Rational | undefined] {
  const [state = "", chance = ""] = item.split(" with ");
  return [state, fraction(chance)];
}

function fraction(text: string): Rational | undefined {
  const [, top, bottom = "1"] = /^(\d+)(?:\/(\d+))?$/.exec(text) ?? [];
  return top === undefined || Number(bottom) === 0 ? undefined : Rational.of(BigInt(top), BigInt(bottom));
}

function sum(terms: readonly Rational[]): Rational {
  return terms.reduce((total, term) => total.plus(term), Rational.of(0));
}

export function check(prompt: string, response: string): "right" | "wrong" | "unsure" {
  const given = /^(\d+)\s*\/\s*(\d+)$/.exec(finalAnswer(response) ?? "");
  const solved = fraction(finalAnswer(solve(prompt)) ?? "");
  if (given === null || solved === undefined || BigInt(given[2] ?? "0") === 0n) return "unsure";
  const [, top = "0", bottom = "1"] = given;
  return Rational.of(BigInt(top), BigInt(bottom)).equals(solved) ? "right" : "wrong";
}

/** What stands behind the last "Answer:" that begins a line. */
function finalAnswer(response: string): string | undefined {
  return Array.from(response.matchAll(/^[ \t]*Answer:[ \t]*(.*)$/gm), ([, answer = ""]) => answer.trim()).at(
    -1,
  );
}
