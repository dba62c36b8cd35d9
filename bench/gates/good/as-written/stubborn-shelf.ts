import { at, Bootcamp, type Card, integer, list, record, type Rng, tagged, text } from "campforge/bootcamp";

type Voice = "library" | "exercise" | "brief";

type Case = {
  /** The first shelf, from front to back. */
  readonly shelf: readonly string[];
  /** The place, counted from 1, at which a new book is put. */
  readonly entry: number;
  readonly requests: readonly string[];
  readonly voice: Voice;
};

type Answer = { readonly cost: number; readonly shelf: readonly string[] };

type Level = {
  readonly places: number;
  readonly requests: number;
};

type Book = { readonly name: string; readonly marked: boolean };

/** The shelf after a request, what the request cost, and how many books were spared; a hit is a request for a book on the shelf. */
type Step = { readonly books: readonly Book[]; readonly cost: number; readonly spared: number; readonly isHit: boolean };

const VOICES: readonly Voice[] = ["library", "exercise", "brief"];
const LETTERS: readonly string[] = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
/** Letters that occur beside those of the first shelf, at the most. */
const OTHERS = 4;

const unmarked = (name: string): Book => ({ name, marked: false });

function serve(books: readonly Book[], entry: number, name: string): Step {
  const index = books.findIndex((book) => book.name === name);
  if (index >= 0) {
    const place = index + 1;
    const target = Math.max(1, Math.floor(place / 2));
    const others = books.toSpliced(index, 1);
    return { books: others.toSpliced(target - 1, 0, { name, marked: true }), cost: place, spared: 0, isHit: true };
  }
  const order = [...books];
  let spared = 0;
  while (at(order, order.length - 1).marked) {
    const back = at(order, order.length - 1);
    order.pop();
    order.unshift(unmarked(back.name));
    spared++;
  }
  order.pop();
  order.splice(entry - 1, 0, unmarked(name));
  return { books: order, cost: books.length + spared, spared, isHit: false };
}

type Drawn = Omit<Case, "voice">;

function run({ shelf, entry, requests }: Drawn): Step[] {
  const steps: Step[] = [];
  let books: readonly Book[] = shelf.map(unmarked);
  for (const name of requests) {
    const step = serve(books, entry, name);
    steps.push(step);
    books = step.books;
  }
  return steps;
}

const namesOf = (books: readonly Book[]): string[] => books.map(({ name }) => name);

const costOf = (steps: readonly Step[]): number => steps.reduce((sum, { cost }) => sum + cost, 0);

function solve(instance: Drawn): Answer {
  const steps = run(instance);
  return { cost: costOf(steps), shelf: namesOf(at(steps, steps.length - 1).books) };
}

function draw(rng: Rng, { places, requests: count }: Level): Drawn {
  const pool = rng.sample(LETTERS, places + OTHERS);
  const shelf = pool.slice(0, places);
  const entry = rng.integer(2, places - 1);
  const requests: string[] = [];
  let books: readonly Book[] = shelf.map(unmarked);
  // While this is so, books without a mark are requested, until all have one and a new book comes.
  let isMarking = false;
  while (requests.length < count) {
    const there = namesOf(books);
    const bare = namesOf(books.filter(({ marked }) => !marked));
    const isRound: boolean = isMarking && bare.length === 0;
    isMarking = !isRound && (isMarking || rng.boolean(0.025));
    const isNew: boolean = isRound || (!isMarking && rng.boolean(0.37));
    const wanted = bare.length > 0 && (isMarking || rng.boolean(0.4)) ? bare : there;
    const name = rng.choice(isNew ? pool.filter((one) => !there.includes(one)) : wanted);
    requests.push(name);
    books = serve(books, entry, name).books;
  }
  return { shelf, entry, requests };
}

function isGood(drawn: Drawn): boolean {
  const steps = run(drawn);
  const misses = steps.filter(({ isHit }) => !isHit).length;
  const third = steps.length / 3;
  return misses >= 2 && Math.abs(misses - third) <= third / 3 && steps.some(({ spared }) => spared > 0);
}

export default class StubbornShelf extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "StubbornShelf",
    slug: "stubborn-shelf",
    title: "Stubborn Shelf",
    domain: "algorithms",
    description:
      "A shelf of a fixed number of books reorders itself after each request: a requested book moves to half its place and gets a mark, and a new book replaces the first one from the back that has no mark, after the marked ones were spared. The total cost and the final shelf are asked for. Harder cases have longer shelves and more requests.",
    answerFormat: "cost: …, shelf: … (letters from front to back), between <answer> and </answer>",
    parameters: {
      places: { meaning: "number of places on the shelf", min: 4, max: 20 },
      requests: { meaning: "number of requests", min: 8, max: 1000 },
    },
    levels: [
      { places: 5, requests: 20 },
      { places: 6, requests: 45 },
      { places: 8, requests: 90 },
      { places: 10, requests: 170 },
      { places: 12, requests: 300 },
    ],
  };

  readonly answerFormat = tagged(record<Answer>({ cost: integer(), shelf: list(text({ letterCase: "upper" })) }));

  caseGenerator(rng: Rng, level: Level): Case {
    let drawn = draw(rng, level);
    for (let tries = 0; tries < 200 && !isGood(drawn); tries++) drawn = draw(rng, level);
    return { ...drawn, voice: rng.choice(VOICES) };
  }

  promptFunc({ shelf, entry, requests, voice }: Case): string {
    const places = shelf.length;
    const opening = {
      library: `A library keeps its favourite books on a shelf with ${places} places. Each time a reader asks for a book, the shelf reorders itself, and each request has a cost.`,
      exercise: `A self-organizing shelf with ${places} places serves a list of ${requests.length} requests. Find the total cost and the order of the books at the end.`,
      brief: `Simulate a self-organizing shelf: ${places} places, ${requests.length} requests.`,
    }[voice];
    return [
      opening,
      "",
      "Rules:",
      `1. The places are numbered from 1 at the front to ${places} at the back and are always all filled, each with a different book. Books are upper-case letters. A book may have a mark, never more than one; at first no book has a mark.`,
      "2. A request for a book on the shelf, at place p, costs p. The book is taken out and put back so that it stands at place p/2 rounded down, but at place 1 if p is 1; the books that it passes each go one place back. The book then has a mark (if it had one already, it keeps it).",
      `3. A request for a book that is not on the shelf costs ${places} plus 1 for each book that is spared. Look at the book at place ${places}. If it has a mark, it is spared: it loses the mark and goes to place 1, all others go one place back, and the book that is now at place ${places} is looked at in the same way. The first book found without a mark is taken away. Then the requested book is put at place ${entry}, without a mark, and the books from place ${entry} on go one place back.`,
      "4. So if all books have marks, all of them are spared once, and the one that was at the back at first is taken away, having lost its mark.",
      "5. A book that was taken away may be requested again later. It is then new and has no mark.",
      "",
      "An example with another shelf: the first shelf is A B C D E, new books are put at place 3, and the requests are D, E, B, F, D, G, A, E.",
      "- D at place 4, cost 4: A D B C E",
      "- E at place 5, cost 5: A E D B C",
      "- B at place 4, cost 4: A B E D C (marked: B, E, D)",
      "- F is not there. C has no mark and is taken away, cost 5: A B F E D",
      "- D at place 5, cost 5: A D B F E",
      "- G is not there. E is spared (E A D B F), F is taken away, cost 6: E A G D B (marked: D, B)",
      "- A at place 2, cost 2: A E G D B",
      "- E at place 2, cost 2: E A G D B",
      "The total cost is 33.",
      "",
      `The first shelf, from front to back: ${shelf.join(" ")}`,
      `New books are put at place ${entry}.`,
      `The requests, in order: ${requests.join(", ")}`,
      "",
      "Give the total cost of all requests and the final shelf, its letters from front to back separated by single spaces. For the example this would be: cost: 33, shelf: E A G D B",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const { cost, shelf } = solve(instance);
    return this.answerFormat.wrap(`cost: ${cost}, shelf: ${shelf.join(" ")}`);
  }

  verifyCorrection({ cost, shelf }: Answer, instance: Case): number {
    const right = solve(instance);
    return cost === right.cost && shelf.join() === right.shelf.join() ? 1 : 0;
  }

  workedSolution(instance: Case): string {
    const steps = run(instance).map(({ books, cost, spared, isHit }, index) => {
      const what = isHit ? `found at place ${cost}` : `not there, ${spared} spared`;
      const after = books.map(({ name, marked }) => (marked ? `${name}*` : name)).join(" ");
      return `${index + 1}. ${at(instance.requests, index)}: ${what}, cost ${cost}. Shelf, with * for a mark: ${after}`;
    });
    return [...steps, this.referenceAnswer(instance)].join("\n");
  }

  /** Books that are looked at or moved, all requests together. */
  hardness(instance: Case): number {
    return costOf(run(instance));
  }
}
