import { at } from "campforge/bootcamp";

/** A clue: whom it names, and whether their seats, in the same order, agree with it. */
type Clue = {
  readonly people: readonly number[];
  readonly holds: (seats: readonly number[]) => boolean;
};

export function solve(prompt: string): string {
  const [, count, names] = /^(\d+) people sit on a bench[^:]*:\s*([^.]+)\./.exec(prompt) ?? [];
  if (count === undefined || names === undefined) return "";
  const people = names.split(",").map((name) => name.trim());
  if (people.length !== Number(count)) return "";

  const [, list = ""] = /\nClues:\n((?:\d+\. .*\n)+)/.exec(prompt) ?? [];
  const clues: Clue[] = [];
  for (const line of list.trim().split("\n")) {
    const clue = parseClue(line.replace(/^\d+\. /, ""), people);
    if (clue === undefined) return "";
    clues.push(clue);
  }
  const due = people.map((_, person) => clues.filter((clue) => Math.max(...clue.people) === person));
  const seats = search(due, []);
  if (seats === undefined) return "";
  const row = people.toSorted((a, b) => at(seats, people.indexOf(a)) - at(seats, people.indexOf(b)));
  return `Answer: ${row.join(", ")}`;
}

function parseClue(sentence: string, people: readonly string[]): Clue | undefined {
  const negative = /\bnot\b/.test(sentence);
  // One wording for what a clue says and for its opposite.
  const plain = sentence
    .replace(/ does not sit /, " sits ")
    .replace(/ do not sit /, " sit ")
    .replace(/\.$/, "");
  const last = people.length;
  const name = String.raw`(\p{L}+)`;
  const forms: readonly (readonly [string, (seats: readonly number[], number: number) => boolean])[] = [
    [`${name} sits left of ${name}`, ([a = 0, b = 0]) => a < b],
    [`${name} sits right of ${name}`, ([a = 0, b = 0]) => a > b],
    [`${name} sits immediately left of ${name}`, ([a = 0, b = 0]) => b === a + 1],
    [`${name} sits immediately right of ${name}`, ([a = 0, b = 0]) => a === b + 1],
    [`${name} sits next to ${name}`, ([a = 0, b = 0]) => Math.abs(a - b) === 1],
    [`${name} and ${name} sit exactly (\\d+) apart`, ([a = 0, b = 0], k) => Math.abs(a - b) === k],
    [
      `${name} sits between ${name} and ${name}`,
      ([a = 0, b = 0, c = 0]) => (b < a && a < c) || (c < a && a < b),
    ],
    [`${name} sits at an end`, ([a = 0]) => a === 1 || a === last],
    [`${name} sits in seat (\\d+)`, ([a = 0], k) => a === k],
  ];
  for (const [pattern, test] of forms) {
    const found = new RegExp(`^${pattern}$`, "u").exec(plain);
    if (found === null) continue;
    const words = found.slice(1);
    const named = words.filter((word) => !/^\d+$/.test(word)).map((word) => people.indexOf(word));
    if (named.includes(-1)) return undefined;
    const number = Number(words.find((word) => /^\d+$/.test(word)) ?? 0);
    return { people: named, holds: (seats) => test(seats, number) !== negative };
  }
  return undefined;
}

/** Seats the people in the order in which they are listed; a clue is due once all it names are seated. */
function search(due: readonly (readonly Clue[])[], seats: readonly number[]): readonly number[] | undefined {
  const clues = due[seats.length];
  if (clues === undefined) return seats;
  for (let seat = 1; seat <= due.length; seat++) {
    if (seats.includes(seat)) continue;
    const next = [...seats, seat];
    if (!clues.every((clue) => clue.holds(clue.people.map((one) => at(next, one))))) continue;
    const found = search(due, next);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function check(prompt: string, response: string): "right" | "wrong" | "unsure" {
  const [, , names = ""] = /^(\d+) people sit on a bench[^:]*:\s*([^.]+)\./.exec(prompt) ?? [];
  const people = names.split(",").map((name) => name.trim());
  const [, list = ""] = /\nClues:\n((?:\d+\. .*\n)+)/.exec(prompt) ?? [];
  const clues = list
    .trim()
    .split("\n")
    .map((line) => parseClue(line.replace(/^\d+\. /, ""), people));
  const row = finalAnswer(response)
    ?.split(/[,\n]/)
    .map((name) => name.trim());
  if (row === undefined || clues.includes(undefined)) return "unsure";
  const seats = people.map((person) => row.indexOf(person) + 1);
  if (row.length !== people.length || seats.includes(0)) return "wrong";
  const holds = clues.every((clue) => clue?.holds(clue.people.map((one) => at(seats, one))));
  return holds ? "right" : "wrong";
}

/** What stands behind the last "Answer:" that begins a line. */
function finalAnswer(response: string): string | undefined {
  return Array.from(response.matchAll(/^[ \t]*Answer:[ \t]*(.*)$/gm), ([, answer = ""]) => answer.trim()).at(
    -1,
  );
}
