import { at } from "campforge/bootcamp";

/** Whether a sentence is true, given who is a knight, in the order of the list. */
type Claim = (knights: readonly boolean[]) => boolean;

/** All assignments of more people take too long. */
const MOST_PEOPLE = 12;

export function solve(prompt: string): string {
  const [, listed] = /Here are \d+ of them: ([^.]+)\./.exec(prompt) ?? [];
  if (listed === undefined) return "";
  const people = listed.split(",").map((name) => name.trim());
  if (people.length > MOST_PEOPLE) return "";

  const statements: { readonly speaker: number; readonly claim: Claim }[] = [];
  for (const [, name = "", sentence = ""] of prompt.matchAll(/^- (\S+): "(.+)\."$/gm)) {
    const speaker = people.indexOf(name);
    const claim = parseClaim(sentence, people);
    if (speaker < 0 || claim === undefined) return "";
    statements.push({ speaker, claim });
  }

  const fitting: (readonly boolean[])[] = [];
  for (let set = 0; set < 2 ** people.length; set++) {
    const knights = people.map((_, person) => ((set >> person) & 1) === 1);
    if (statements.every(({ speaker, claim }) => claim(knights) === at(knights, speaker)))
      fitting.push(knights);
  }
  const [only, ...others] = fitting;
  if (only === undefined || others.length > 0) return "";
  return `Answer: ${people.map((name, person) => `${name}=${at(only, person) ? "knight" : "knave"}`).join(", ")}`;
}

/** Reads a sentence without its full stop; undefined where it has none of the known forms. */
function parseClaim(sentence: string, people: readonly string[]): Claim | undefined {
  const [, teller, told] = /^(\S+) would say that (.+)$/.exec(sentence) ?? [];
  if (teller !== undefined && told !== undefined) {
    const person = people.indexOf(teller);
    const claim = parseClaim(told, people);
    if (person < 0 || claim === undefined) return undefined;
    return (knights) => claim(knights) === at(knights, person);
  }

  const [, condition, consequence] = /^[Ii]f (.+), then (.+)$/.exec(sentence) ?? [];
  if (condition !== undefined && consequence !== undefined)
    return both(condition, consequence, people, (first, second) => !first || second);

  const [, either, or] = /^(\S+ is a \w+) or (\S+ is a \w+)$/.exec(sentence) ?? [];
  if (either !== undefined && or !== undefined)
    return both(either, or, people, (first, second) => first || second);

  const [, one, other, likeness] =
    /^(\S+) and (\S+) are of (the same kind|different kinds)$/.exec(sentence) ?? [];
  if (one !== undefined && other !== undefined) {
    const [first, second] = [people.indexOf(one), people.indexOf(other)];
    if (first < 0 || second < 0) return undefined;
    return (knights) => (at(knights, first) === at(knights, second)) === (likeness === "the same kind");
  }

  const [, bound, number, counted] =
    /^(at least|at most|exactly) (\d+) of us (?:is a|are) (knight|knave)s?$/i.exec(sentence) ?? [];
  if (bound !== undefined && number !== undefined && counted !== undefined) {
    return (knights) => {
      const count = countOf(knights, counted);
      if (bound.toLowerCase() === "at least") return count >= Number(number);
      return bound.toLowerCase() === "at most" ? count <= Number(number) : count === Number(number);
    };
  }

  const [, kind, parity] = /^the number of (knight|knave)s among us is (even|odd)$/i.exec(sentence) ?? [];
  if (kind !== undefined) return (knights) => countOf(knights, kind) % 2 === (parity === "even" ? 0 : 1);

  const [, name, is] = /^(\S+) is a (knight|knave)$/.exec(sentence) ?? [];
  const person = name === undefined ? -1 : people.indexOf(name);
  return person < 0 ? undefined : (knights) => at(knights, person) === (is === "knight");
}

function both(
  one: string,
  other: string,
  people: readonly string[],
  join: (first: boolean, second: boolean) => boolean,
): Claim | undefined {
  const [first, second] = [parseClaim(one, people), parseClaim(other, people)];
  if (first === undefined || second === undefined) return undefined;
  return (knights) => join(first(knights), second(knights));
}

function countOf(knights: readonly boolean[], kind: string): number {
  return knights.filter((knight) => knight === (kind === "knight")).length;
}

export function check(prompt: string, response: string): "right" | "wrong" | "unsure" {
  const given = kindsIn(finalAnswer(response));
  const solved = kindsIn(finalAnswer(solve(prompt)));
  if (given === undefined || solved === undefined) return "unsure";
  const isSame = given.size === solved.size && [...solved].every(([name, kind]) => given.get(name) === kind);
  return isSame ? "right" : "wrong";
}

/** Each person's kind; undefined where a pair is no pair, or somebody has two. */
function kindsIn(answer: string | undefined): ReadonlyMap<string, string> | undefined {
  if (answer === undefined) return undefined;
  const pairs = answer.split(",").map((pair) => pair.split("=").map((part) => part.trim()));
  const kinds = new Map(pairs.map(([name = "", kind = ""]) => [name.toLowerCase(), kind.toLowerCase()]));
  return pairs.every((pair) => pair.length === 2) && kinds.size === pairs.length ? kinds : undefined;
}

/** What stands behind the last "Answer:" that begins a line. */
function finalAnswer(response: string): string | undefined {
  return Array.from(response.matchAll(/^[ \t]*Answer:[ \t]*(.*)$/gm), ([, answer = ""]) => answer.trim()).at(
    -1,
  );
}
