import { at, Bootcamp, type Card, integer, list, range, type Rng, tagged } from "campforge/bootcamp";

type Program = {
  readonly threads: readonly (readonly string[])[];
  readonly text: string;
};

type Case = {
  readonly threads: readonly (readonly string[])[];
  readonly text: string;
  /** Thread numbers, from 1, of a run that prints the text. */
  readonly planted: readonly number[];
};

type Answer = readonly number[];

type Level = {
  readonly threads: number;
  readonly instructions: number;
  readonly moves: number;
  readonly prints: number;
  readonly letters: number;
  readonly passing: number;
};

/** The top of the stack is the last letter, the front of the queue is the first. */
type State = {
  readonly positions: readonly number[];
  readonly stack: string;
  readonly queue: string;
  readonly printed: number;
};

const LETTERS = ["a", "b", "c", "d", "e", "f", "g", "h", "k", "m"];

/** Of neighbouring steps of different threads, at most this share may change places unnoticed. */
const MOST_SWAPS = 0.35;

/** More states at one depth than this are not followed: the case is drawn again. */
const MOST_STATES = 400;

const startOf = ({ threads }: Program): State => ({
  positions: threads.map((): number => 0),
  stack: "",
  queue: "",
  printed: 0,
});

const totalOf = ({ threads }: Program): number => threads.reduce((sum, one) => sum + one.length, 0);

const nextInstruction = ({ threads }: Program, state: State, thread: number): string | undefined =>
  threads[thread]?.[state.positions[thread] ?? 0];

/** The state after the next instruction of a thread; undefined where none is left, it must wait or prints a wrong letter. */
function stepped(program: Program, state: State, thread: number): State | undefined {
  const instruction = nextInstruction(program, state, thread);
  if (instruction === undefined) return undefined;
  const { stack, queue, printed } = state;
  const positions = state.positions.with(thread, at(state.positions, thread) + 1);
  const top = stack.slice(-1);
  const front = queue.slice(0, 1);
  const wanted = program.text[printed];
  switch (instruction) {
    case "S>Q":
      return top === "" ? undefined : { positions, stack: stack.slice(0, -1), queue: queue + top, printed };
    case "Q>S":
      return front === "" ? undefined : { positions, stack: stack + front, queue: queue.slice(1), printed };
    case "print S":
      return top === wanted ? { positions, stack: stack.slice(0, -1), queue, printed: printed + 1 } : undefined;
    case "print Q":
      return front === wanted ? { positions, stack, queue: queue.slice(1), printed: printed + 1 } : undefined;
    default: {
      const letter = instruction.slice(-1);
      return instruction.startsWith("push")
        ? { positions, stack: stack + letter, queue, printed }
        : { positions, stack, queue: queue + letter, printed };
    }
  }
}

/** The state after the given threads (counted from 0) took their steps, or undefined where one of them cannot. */
function stateAfter(program: Program, order: readonly number[]): State | undefined {
  let state: State | undefined = startOf(program);
  for (const thread of order) {
    if (state === undefined) return undefined;
    state = stepped(program, state, thread);
  }
  return state;
}

/** Of neighbouring steps of different threads, the share that may change places. */
function swapShare(program: Program, order: readonly number[]): number {
  const places = range(order.length - 1).filter((index) => order[index] !== order[index + 1]);
  const unnoticed = places.filter((index) => {
    const swapped = order.with(index, at(order, index + 1)).with(index + 1, at(order, index));
    return stateAfter(program, swapped) !== undefined;
  });
  return unnoticed.length / places.length;
}

type Option = {
  readonly instruction: string;
  readonly thread: number;
  readonly last: number;
  readonly left: number;
  readonly next: State;
};

/** How much a step is wanted by a way that chooses each step once and for good. */
type Wish = (option: Option) => number;

const isPrint = (instruction: string): boolean => instruction.startsWith("print");

const isEntry = (instruction: string): boolean =>
  instruction.startsWith("push") || instruction.startsWith("join");

/** Prints whenever it can. */
const eager =
  (wish: Wish): Wish =>
  (option) =>
    isPrint(option.instruction) ? 100 : wish(option);

const WISHES: readonly Wish[] = [
  ({ thread }) => -thread,
  ({ thread }) => thread,
  eager(({ thread }) => -thread),
  eager(({ thread }) => thread),
  eager(({ thread, last }) => (thread === last ? 1 : 0)),
  eager(({ thread, last }) => -((thread - last + 3) % 4)),
  eager(({ left }) => left),
  eager(({ instruction }) => (isEntry(instruction) ? 1 : 0)),
  eager(({ instruction }) => (isEntry(instruction) ? 0 : 1)),
];

/** The steps that are possible now. */
function optionsOf(program: Program, state: State, last: number): Option[] {
  return range(program.threads.length).flatMap((thread): Option[] => {
    const instruction = nextInstruction(program, state, thread);
    const next = stepped(program, state, thread);
    if (instruction === undefined || next === undefined) return [];
    const left = at(program.threads, thread).length - at(state.positions, thread);
    return [{ instruction, thread, last, left, next }];
  });
}

/** Whether a run is completed by always taking the step that is wanted most. */
function succeeds(program: Program, wish: Wish): boolean {
  const total = totalOf(program);
  let state: State = startOf(program);
  let last: number = 0;
  for (let done: number = 0; done < total; done += 1) {
    const options: readonly Option[] = optionsOf(program, state, last);
    if (options.length === 0) return false;
    const best: Option = options.reduce((one, other) => (wish(other) > wish(one) ? other : one));
    state = best.next;
    last = best.thread;
  }
  return true;
}

const keyOf = ({ positions, stack, queue }: State): string => `${positions.join()}|${stack}|${queue}`;

const distinctStates = (states: readonly State[]): State[] => [
  ...new Map(states.map((state): [string, State] => [keyOf(state), state])).values(),
];

const nextStates = (program: Program, state: State): State[] =>
  range(program.threads.length).flatMap((thread): State[] => {
    const next = stepped(program, state, thread);
    return next === undefined ? [] : [next];
  });

/** Whether no run that prints each next letter after as few instructions as possible can be completed. */
function hasteFails(program: Program): boolean {
  const total = totalOf(program);
  let states: readonly State[] = [startOf(program)];
  for (let done: number = 0; done < total; done += 1) {
    const reached: readonly State[] = distinctStates(states.flatMap((state) => nextStates(program, state)));
    const most: number = Math.max(...reached.map(({ printed }) => printed));
    states = reached.filter(({ printed }) => printed === most);
    if (states.length > MOST_STATES) return false;
  }
  return states.length === 0;
}

type Token = { readonly letter: string; readonly hasMoved: boolean };

type Run = {
  readonly instructions: readonly string[];
  readonly text: string;
  /** Printed letters that have been in both places. */
  readonly passed: number;
};

/** A run, not yet divided among threads. There are more letters than prints, so that it never gets stuck. */
function drawRun(rng: Rng, level: Level): Run {
  const entries = level.instructions - level.moves - level.prints;
  const alphabet = rng.sample(LETTERS, level.letters);
  const letters = rng.shuffle(range(entries).map((index) => at(alphabet, index % level.letters)));
  const stack: Token[] = [];
  const queue: Token[] = [];
  const printed: Token[] = [];
  const instructions: string[] = [];
  let moves: number = level.moves;
  let prints: number = level.prints;
  while (instructions.length < level.instructions) {
    const canTake = stack.length + queue.length > 0;
    const kind = rng.weightedChoice<"enter" | "move" | "print">([
      ["enter", letters.length],
      ["move", canTake ? moves : 0],
      ["print", canTake ? prints : 0],
    ]);
    if (kind === "enter") {
      const letter = letters.pop() ?? "";
      const isPush = rng.boolean();
      (isPush ? stack : queue).push({ letter, hasMoved: false });
      instructions.push(`${isPush ? "push" : "join"} ${letter}`);
      continue;
    }
    const fromStack = queue.length === 0 || (stack.length > 0 && rng.boolean());
    const token = fromStack ? stack.pop() : queue.shift();
    if (token === undefined) continue;
    if (kind === "move") {
      (fromStack ? queue : stack).push({ letter: token.letter, hasMoved: true });
      instructions.push(fromStack ? "S>Q" : "Q>S");
      moves -= 1;
    } else {
      printed.push(token);
      instructions.push(fromStack ? "print S" : "print Q");
      prints -= 1;
    }
  }
  return {
    instructions,
    text: printed.map(({ letter }) => letter).join(""),
    passed: printed.filter(({ hasMoved }) => hasMoved).length,
  };
}

const usesStack = (instruction: string): boolean => instruction.startsWith("push") || instruction.includes("S");

const usesQueue = (instruction: string): boolean => instruction.startsWith("join") || instruction.includes("Q");

/** Whether two neighbouring steps can probably change places. */
const areLoose = (one: string, other: string): boolean =>
  one === other ||
  !((usesStack(one) && usesStack(other)) || (usesQueue(one) && usesQueue(other)));

/** The thread of each step; steps that could change places stay mostly together in one thread. */
function drawOwners(rng: Rng, instructions: readonly string[], threads: number): number[] {
  const owners: number[] = [];
  for (const [index, instruction] of instructions.entries()) {
    const stays = index > 0 && areLoose(at(instructions, index - 1), instruction) && rng.boolean(0.7);
    owners.push(stays ? at(owners, index - 1) : rng.integer(0, threads - 1));
  }
  return owners;
}

const shown = (place: string): string => (place === "" ? "empty" : place);

/** The steps of the planted run, each with what it leaves and which threads are ruled out by a look. */
function steps(instance: Case): string[] {
  const told: string[] = [];
  let state: State = startOf(instance);
  for (const [index, number] of instance.planted.entries()) {
    const now: State = state;
    const instruction = nextInstruction(instance, now, number - 1) ?? "";
    const barred = range(instance.threads.length)
      .filter((thread) => nextInstruction(instance, now, thread) !== undefined)
      .filter((thread) => stepped(instance, now, thread) === undefined)
      .map((thread) => `thread ${thread + 1}`);
    const next: State = stepped(instance, now, number - 1) ?? now;
    const ruledOut =
      barred.length === 0 ? "" : ` Not now, as it would wait or print a wrong letter: ${barred.join(", ")}.`;
    told.push(
      `${index + 1}. Thread ${number} runs ${instruction}: stack ${shown(next.stack)}, queue ${shown(next.queue)}, printed ${shown(instance.text.slice(0, next.printed))}.${ruledOut}`,
    );
    state = next;
  }
  return told;
}

export default class ThreeThreadsOnePrinter extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "ThreeThreadsOnePrinter",
    slug: "three-threads-one-printer",
    title: "Three Threads One Printer",
    domain: "algorithms",
    description:
      "Two to four threads share a stack and a queue of letters and run instructions that add, move and print letters. From the threads and the printed text, an order in which all instructions may have been run is to be found; printing each letter as soon as possible leads to a dead end.",
    answerFormat:
      "the number of the thread of each instruction in running order, separated by commas, between <answer> and </answer>",
    parameters: {
      threads: { meaning: "number of threads", min: 2, max: 4 },
      instructions: { meaning: "instructions of all threads together", min: 7, max: 30 },
      moves: { meaning: "instructions that move a letter from one place to the other", min: 1, max: 12 },
      prints: { meaning: "instructions that print a letter; fewer than those that add one", min: 2, max: 10 },
      letters: { meaning: "number of different letters", min: 2, max: 10 },
      passing: { meaning: "least number of printed letters that have been in both places", min: 0, max: 8 },
    },
    levels: [
      { threads: 2, instructions: 9, moves: 2, prints: 3, letters: 4, passing: 1 },
      { threads: 3, instructions: 13, moves: 4, prints: 4, letters: 4, passing: 2 },
      { threads: 3, instructions: 17, moves: 5, prints: 5, letters: 5, passing: 2 },
      { threads: 4, instructions: 21, moves: 7, prints: 6, letters: 5, passing: 3 },
      { threads: 4, instructions: 26, moves: 9, prints: 7, letters: 5, passing: 4 },
    ],
  };

  readonly answerFormat = tagged(list(integer({ min: 1 })));

  caseGenerator(rng: Rng, level: Level): Case {
    const fewest = Math.floor(level.instructions / level.threads) - 1;
    // One draw in ten to one in a hundred is taken; the dear test comes last.
    for (;;) {
      const { instructions, text, passed } = drawRun(rng, level);
      const owners = drawOwners(rng, instructions, level.threads);
      const threads = range(level.threads).map((thread) =>
        instructions.filter((_, index) => owners[index] === thread),
      );
      const program: Program = { threads, text };
      const isWanted =
        passed >= level.passing &&
        threads.every((thread) => thread.length >= fewest) &&
        swapShare(program, owners) <= MOST_SWAPS &&
        !WISHES.some((wish) => succeeds(program, wish)) &&
        hasteFails(program);
      if (isWanted) return { threads, text, planted: owners.map((owner) => owner + 1) };
    }
  }

  promptFunc(instance: Case): string {
    const { threads, text } = instance;
    return [
      `${threads.length} threads share one stack and one queue of letters, both empty at the start. Each thread is a list of`,
      "instructions, which it runs in the order of the list, each exactly once. The threads interleave freely: at each step",
      "any one thread that has instructions left runs its next instruction, and that instruction is finished before the next",
      "step begins.",
      "",
      "The instructions:",
      "- push x: put the letter x on top of the stack.",
      "- join x: put the letter x at the back of the queue.",
      "- S>Q: take the top letter off the stack and put it at the back of the queue.",
      "- Q>S: take the front letter out of the queue and put it on top of the stack.",
      "- print S: take the top letter off the stack and print it.",
      "- print Q: take the front letter out of the queue and print it.",
      "An instruction that takes a letter from the stack or the queue cannot be run while that place is empty; its thread",
      "has to wait until there is a letter in it.",
      "",
      "The threads:",
      ...threads.map((thread, index) => `Thread ${index + 1}: ${thread.join(", ")}`),
      "",
      `All ${totalOf(instance)} instructions of all threads were run, and the printed letters, in the order of printing, form`,
      `exactly this text: ${text}`,
      "Letters that are left in the stack or in the queue at the end do not matter.",
      "",
      "In which order may the instructions have been run? Give, for each instruction in the order of running, the number of",
      `the thread that ran it: ${totalOf(instance)} numbers, separated by commas. If several orders print exactly this text, give`,
      `any one of them. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(instance.planted.join(", "));
  }

  workedSolution(instance: Case): string {
    return [
      "Try the threads in turn, and go back whenever each thread would have to wait or would print a wrong letter, or when",
      `a letter that is still to be printed lies where no instruction that is left can get it out in time. The text is ${instance.text}.`,
      "These steps stay (the stack is written from bottom to top, the queue from front to back):",
      ...steps(instance),
      "All instructions have been run, and the text is complete.",
      this.referenceAnswer(instance),
    ].join("\n");
  }

  /** In how many ways the threads can have advanced. */
  hardness({ threads }: Case): number {
    return threads.reduce((product, thread) => product * (thread.length + 1), 1);
  }

  verifyCorrection(answer: Answer, instance: Case): number {
    const isComplete = answer.length === totalOf(instance);
    const end = stateAfter(
      instance,
      answer.map((number) => number - 1),
    );
    return isComplete && end !== undefined ? 1 : 0;
  }
}
