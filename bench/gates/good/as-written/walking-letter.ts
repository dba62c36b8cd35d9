import { at, Bootcamp, type Card, integer, modulo, range, record, type Rng, tagged, text } from "campforge/bootcamp";

type Voice = "walk" | "exercise" | "brief";

type Case = {
  readonly ring: string;
  readonly steps: number;
  readonly voice: Voice;
};

type Answer = { readonly place: number; readonly ring: string };

type Level = {
  readonly letters: number;
  readonly steps: number;
};

type Kind = "later" | "earlier" | "removed" | "kept";

/** What a step leaves: the ring, the cursor's place counted from 0, and the kind of landing. */
type State = { readonly ring: string; readonly cursor: number; readonly kind: Kind };

const VOICES: readonly Voice[] = ["walk", "exercise", "brief"];
const LETTERS = "abcdefgh";
const SMALLEST_RING = 5;
/** Letters up to this value go to the right. */
const LAST_TO_THE_RIGHT = 4;

function step(ring: string, cursor: number): State {
  const letters = [...ring];
  const size = letters.length;
  const from = at(letters, cursor);
  const value = LETTERS.indexOf(from) + 1;
  const landing = modulo(cursor + (value <= LAST_TO_THE_RIGHT ? value : -value), size);
  const there = at(letters, landing);
  if (there > from) {
    const left = modulo(landing - 1, size);
    const right = modulo(landing + 1, size);
    const moved = at(letters, left);
    letters[left] = at(letters, right);
    letters[right] = moved;
    return { ring: letters.join(""), cursor: landing, kind: "later" };
  }
  if (there < from) {
    letters[landing] = LETTERS.charAt(LETTERS.indexOf(there) + 1);
    return { ring: letters.join(""), cursor: landing, kind: "earlier" };
  }
  if (size > SMALLEST_RING) {
    letters.splice(landing, 1);
    return { ring: letters.join(""), cursor: landing % letters.length, kind: "removed" };
  }
  return { ring, cursor: landing, kind: "kept" };
}

function walk(ring: string, steps: number): State[] {
  const states: State[] = [];
  let now = { ring, cursor: 0 };
  for (let count = 0; count < steps; count++) {
    const state = step(now.ring, now.cursor);
    states.push(state);
    now = state;
  }
  return states;
}

function solve({ ring, steps }: Case): Answer {
  const states = walk(ring, steps);
  const last = at(states, states.length - 1);
  return { place: last.cursor + 1, ring: last.ring };
}

/** How many of the things that make a good case a ring has, of 4. */
function merits(ring: string, steps: number): number {
  const states = walk(ring, steps);
  const late = states.slice(-12);
  const changes = late.filter((state, index) => index > 0 && state.ring !== at(late, index - 1).ring).length;
  const kinds: readonly Kind[] = ["later", "earlier", "removed"];
  const good = [
    kinds.every((kind) => states.some((state) => state.kind === kind)),
    new Set(states.map((state) => `${state.ring} ${state.cursor}`)).size === states.length,
    changes >= 4,
    new Set(at(states, states.length - 1).ring).size >= 3,
  ];
  return good.filter((one) => one).length;
}

export default class WalkingLetter extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "WalkingLetter",
    slug: "walking-letter",
    title: "Walking Letter",
    domain: "character-puzzles",
    description:
      "A cursor walks over a ring of letters. The letter at the cursor says how far and which way it goes, and each landing changes the ring: letters change places, rise in the alphabet or are removed. The final ring and the cursor's place are asked for. Harder cases have longer rings and more steps.",
    answerFormat: "place: …, ring: … (the letters from place 1 on), between <answer> and </answer>",
    parameters: {
      letters: { meaning: "number of letters in the ring at first", min: 6, max: 120 },
      steps: { meaning: "number of steps", min: 6, max: 600 },
    },
    levels: [
      { letters: 9, steps: 20 },
      { letters: 13, steps: 42 },
      { letters: 21, steps: 75 },
      { letters: 36, steps: 130 },
      { letters: 60, steps: 220 },
    ],
  };

  readonly answerFormat = tagged(record<Answer>({ place: integer(), ring: text({ letterCase: "lower" }) }));

  caseGenerator(rng: Rng, { letters, steps }: Level): Case {
    const draw = (): string =>
      range(letters)
        .map(() => rng.choice([...LETTERS]))
        .join("");
    let best = draw();
    let most = merits(best, steps);
    for (let tries = 0; tries < 150 && most < 4; tries++) {
      const drawn = draw();
      const merit = merits(drawn, steps);
      if (merit > most) {
        best = drawn;
        most = merit;
      }
    }
    return { ring: best, steps, voice: rng.choice(VOICES) };
  }

  promptFunc({ ring, steps, voice }: Case): string {
    const opening = {
      walk: `A cursor takes a walk of ${steps} steps over a ring of letters. The letter under it says how far and which way it goes, and wherever it lands, the ring changes.`,
      exercise: `Find the state of a ring of letters, and the place of a cursor on it, after exactly ${steps} steps.`,
      brief: `Simulate ${steps} steps of a cursor on a ring of letters.`,
    }[voice];
    return [
      opening,
      "",
      "Rules:",
      "1. The ring is written as a string of the letters a to h. Places are numbered 1, 2, 3 and so on from the left. To the right of the last place comes place 1 again, and to the left of place 1 comes the last place. The cursor starts at place 1.",
      "2. The letters have the values a = 1, b = 2, c = 3, d = 4, e = 5, f = 6, g = 7, h = 8. A letter is later than another if its value is larger, and earlier if it is smaller.",
      "3. In each step, let c be the letter at the cursor and v its value. The cursor goes v places: to the right if c is a, b, c or d, to the left if c is e, f, g or h. It may go all the way round the ring and may land where it came from. Let d be the letter at the landing place.",
      "4. If d is later than c, the two letters directly to the left and right of the landing place (in the ring sense) change places with each other. The cursor stays at the landing place, and d stays there, too.",
      "5. If d is earlier than c, d is replaced by the next letter of the alphabet. The cursor stays at the landing place.",
      "6. If d is the same letter as c and the ring has more than 5 letters, the letter at the landing place is removed. The cursor is then on the letter that stood directly to its right (in the ring sense). The places are numbered anew: if place 1 was removed, the former place 2 is now place 1.",
      "7. If d is the same letter as c and the ring has exactly 5 letters, nothing changes, and the cursor stays at the landing place.",
      "8. The next step begins with the letter that is now at the cursor.",
      "",
      "An example: the ring cbfcaed, 8 steps.",
      "- c goes right 3 to place 4, c, which is removed: cbfaed, cursor at 4",
      "- a goes right 1 to place 5, e, later: a and d change places: cbfdea, cursor at 5",
      "- e goes left 5 to place 6, a, earlier, becomes b: cbfdeb, cursor at 6",
      "- b goes right 2 to place 2, b, which is removed: cfdeb, cursor at 2",
      "- f goes left 6 to place 1, c, earlier, becomes d: dfdeb, cursor at 1",
      "- d goes right 4 to place 5, b, earlier, becomes c: dfdec, cursor at 5",
      "- c goes right 3 to place 3, d, later: f and e change places: dedfc, cursor at 3",
      "- d goes right 4 to place 2, e, later: d and d change places: dedfc, cursor at 2",
      "",
      `The ring: ${ring}`,
      `The number of steps: ${steps}`,
      "",
      "Give the place of the cursor after the last step and the final ring as a string, from place 1 on. For the example this would be: place: 2, ring: dedfc",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const { place, ring } = solve(instance);
    return this.answerFormat.wrap(`place: ${place}, ring: ${ring}`);
  }

  verifyCorrection({ place, ring }: Answer, instance: Case): number {
    const right = solve(instance);
    return place === right.place && ring === right.ring ? 1 : 0;
  }

  workedSolution(instance: Case): string {
    const steps = walk(instance.ring, instance.steps).map(({ ring, cursor, kind }, index) => {
      const done = {
        later: "a later letter, its neighbours change places",
        earlier: "an earlier letter, which rises by one",
        removed: "the same letter, which is removed",
        kept: "the same letter, and nothing changes",
      }[kind];
      return `Step ${index + 1}: ${done}. Ring ${ring}, cursor at ${cursor + 1}.`;
    });
    return [...steps, this.referenceAnswer(instance)].join("\n");
  }

  /** The lengths of the ring after each step, together. */
  hardness({ ring, steps }: Case): number {
    return walk(ring, steps).reduce((sum, state) => sum + state.ring.length, 0);
  }
}
