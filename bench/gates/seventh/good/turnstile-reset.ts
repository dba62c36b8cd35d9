import { at, Bootcamp, type Card, finalLine, parsed, range, refine, type Rng, sortNumbers, text } from "campforge/bootcamp";

type Case = {
  /** For each button, the room to which it sends a robot from each room, all counted from 0. */
  readonly moves: readonly (readonly number[])[];
  /** The rooms in which the robot may be. */
  readonly suspects: readonly number[];
  readonly goal: number;
  /** How often one button may be pressed in a row. */
  readonly longest: number;
};

type Level = {
  readonly rooms: number;
  readonly buttons: number;
  readonly suspects: number;
  readonly longest: number;
  readonly presses: number;
};

const BUTTONS = [..."abcd"];

/** Draws after which the case with the longest answer is taken. */
const MOST_DRAWS = 40;

/** A set of rooms, a bit for each, and how often which button was pressed last. */
type State = { readonly rooms: number; readonly last: number; readonly run: number };

type Step = State & { readonly before: Step | undefined };

const maskOf = (rooms: readonly number[]): number => rooms.reduce((mask, room) => mask | (1 << room), 0);

const sizeOf = (mask: number): number => {
  let size = 0;
  for (let rest = mask; rest > 0; rest &= rest - 1) size++;
  return size;
};

/** The rooms that a set of rooms is sent to. */
function sent(move: readonly number[], mask: number): number {
  let result = 0;
  for (let room = 0; room < move.length; room++) if ((mask >> room) & 1) result |= 1 << at(move, room);
  return result;
}

/** The fewest presses that lead from a state to one that is wanted. */
function search({ moves, longest }: Case, start: Step, isWanted: (rooms: number) => boolean): Step | undefined {
  const queue = [start];
  const seen = new Set<number>();
  for (let head = 0; head < queue.length; head++) {
    const step = at(queue, head);
    if (isWanted(step.rooms)) return step;
    for (const [button, move] of moves.entries()) {
      const run = button === step.last ? step.run + 1 : 1;
      if (run > longest) continue;
      const rooms = sent(move, step.rooms);
      const key = (rooms * moves.length + button) * (longest + 1) + run;
      if (seen.has(key)) continue;
      seen.add(key);
      queue.push({ rooms, last: button, run, before: step });
    }
  }
  return undefined;
}

/** The buttons that led to a step. */
function wordOf(end: Step): string {
  let word = "";
  for (let step: Step | undefined = end; step.before !== undefined; step = step.before) word = at(BUTTONS, step.last) + word;
  return word;
}

const startOf = ({ suspects }: Case): Step => ({ rooms: maskOf(suspects), last: -1, run: 0, before: undefined });

/** A shortest sequence of presses, or undefined where there is none. */
function solve(instance: Case): string | undefined {
  const end = search(instance, startOf(instance), (rooms) => rooms === 1 << instance.goal);
  return end === undefined ? undefined : wordOf(end);
}

/** The presses that always make for the nearest smaller set of rooms, and then for the goal. */
function hasty(instance: Case): string | undefined {
  let step: Step | undefined = startOf(instance);
  while (step !== undefined && sizeOf(step.rooms) > 1) {
    const size = sizeOf(step.rooms);
    step = search(instance, step, (rooms) => sizeOf(rooms) < size);
  }
  if (step === undefined) return undefined;
  const end = search(instance, step, (rooms) => rooms === 1 << instance.goal);
  return end === undefined ? undefined : wordOf(end);
}

/** Buttons that mostly exchange rooms, and send two rooms into one now and then. */
function drawCase(rng: Rng, level: Level): Case {
  const rooms = range(level.rooms);
  const merging = rng.integer(0, level.buttons - 1);
  const moves = range(level.buttons).map((button) => {
    const move = rng.shuffle(rooms);
    if (button === merging || rng.boolean(0.25)) move[rng.integer(0, level.rooms - 1)] = rng.choice(rooms);
    return move;
  });
  return {
    moves,
    suspects: sortNumbers(rng.sample(rooms, level.suspects)),
    goal: rng.choice(rooms),
    longest: level.longest,
  };
}

export default class TurnstileReset extends Bootcamp<Case, string, Level> {
  static readonly card: Card<Level> = {
    name: "TurnstileReset",
    slug: "turnstile-reset",
    title: "Turnstile Reset",
    domain: "character-puzzles",
    description:
      "Buttons send a robot from room to room by a table; it is in one of several rooms, nobody knows which. A shortest sequence of presses is asked for that surely leads it to a given room, where no button may be pressed too often in a row; any shortest one is correct. Harder cases have more rooms and longer sequences.",
    answerFormat: "the letters of the buttons, in order, on a last line `Answer: …`",
    parameters: {
      rooms: { meaning: "number of rooms", min: 3, max: 10 },
      buttons: { meaning: "number of buttons", min: 2, max: 4 },
      suspects: { meaning: "rooms in which the robot may be", min: 2, max: 10 },
      longest: { meaning: "presses of one button in a row at the most", min: 1, max: 5 },
      presses: { meaning: "least length of a shortest sequence, where one so long is found", min: 2, max: 20 },
    },
    levels: [
      { rooms: 4, buttons: 3, suspects: 3, longest: 2, presses: 5 },
      { rooms: 5, buttons: 3, suspects: 3, longest: 2, presses: 7 },
      { rooms: 6, buttons: 3, suspects: 4, longest: 2, presses: 9 },
      { rooms: 7, buttons: 3, suspects: 5, longest: 2, presses: 12 },
      { rooms: 8, buttons: 3, suspects: 6, longest: 2, presses: 15 },
    ],
  };

  readonly answerFormat = finalLine(
    refine(text({ letterCase: "lower" }), (letters) => parsed(letters.replaceAll(/[\s,]/g, ""))),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    let best: Case | undefined;
    let length = 0;
    for (let draw = 0; best === undefined || (draw < MOST_DRAWS && length < level.presses); draw++) {
      const instance = drawCase(rng, level);
      const word = solve(instance);
      if (word === undefined || word.length <= length) continue;
      if (word.length === hasty(instance)?.length) continue;
      best = instance;
      length = word.length;
    }
    return best;
  }

  promptFunc({ moves, suspects, goal, longest }: Case): string {
    const buttons = moves.map((_, button) => at(BUTTONS, button));
    const rows = moves.map(
      (move, button) => `- ${at(BUTTONS, button)}: ${move.map((room, from) => `${from + 1}→${room + 1}`).join(", ")}`,
    );
    const rooms = at(moves, 0).length;
    return [
      `A robot stands in one of ${rooms} rooms, numbered 1 to ${rooms}. Each press of a button sends it through a turnstile at once, to a room that depends on the button and on the room in which it is (“1→2” means: from room 1 to room 2; it may also stay where it is):`,
      ...rows,
      "",
      `All that is known is that the robot is now in one of the rooms ${suspects.map((room) => room + 1).join(", ")}. You see neither the robot nor where it goes.`,
      `No button may be pressed more than ${longest} times in a row.`,
      "",
      `Find a sequence of presses after whose last one the robot is in room ${goal + 1}, whichever of these rooms it started in. The sequence has to be as short as possible; if several of the shortest length do it, any of them is correct.`,
      "",
      `Write the letters of the buttons (${buttons.join(", ")}) in the order in which they are pressed, without anything between them, for example bab.`,
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(solve(instance) ?? "");
  }

  verifyCorrection(answer: string, instance: Case): number {
    const { moves, suspects, goal, longest } = instance;
    if (answer.length !== solve(instance)?.length) return 0;
    let rooms = maskOf(suspects);
    let run = 0;
    for (const [index, letter] of [...answer].entries()) {
      const move = moves[BUTTONS.indexOf(letter)];
      run = letter === answer.charAt(index - 1) ? run + 1 : 1;
      if (move === undefined || run > longest) return 0;
      rooms = sent(move, rooms);
    }
    return rooms === 1 << goal ? 1 : 0;
  }

  /** Presses of a shortest sequence, times the rooms that are to be kept in mind. */
  override hardness(instance: Case): number {
    return (solve(instance)?.length ?? 0) * instance.suspects.length;
  }
}
