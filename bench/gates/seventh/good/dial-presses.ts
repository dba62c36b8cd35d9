import { at, Bootcamp, type Card, choiceOf, either, finalLine, list, modulo, range, type Rng } from "campforge/bootcamp";

/** What a button does to the dials, by their places from the left, counted from 0. */
type Button =
  | { readonly kind: "turn"; readonly dial: number; readonly by: number }
  | { readonly kind: "swap"; readonly dial: number; readonly other: number }
  | { readonly kind: "mirror"; readonly dial: number }
  | { readonly kind: "add"; readonly dial: number; readonly other: number };

type Case = {
  /** Numbers on each dial, from 0. */
  readonly size: number;
  readonly start: readonly number[];
  readonly target: readonly number[];
  /** Settings that set off the alarm. */
  readonly alarms: readonly (readonly number[])[];
  readonly buttons: readonly Button[];
};

type Level = {
  readonly dials: number;
  readonly size: number;
  readonly buttons: number;
  readonly alarms: number;
  readonly presses: number;
};

const LETTERS = ["A", "B", "C", "D", "E"] as const;
type Letter = (typeof LETTERS)[number];
type Answer = "none" | readonly Letter[];

/** The share of cases without a solution. */
const UNSOLVABLE = 0.08;
const MOST_TRIES = 60;

function pressed(setting: readonly number[], button: Button, size: number): readonly number[] {
  const next = [...setting];
  const value = at(setting, button.dial);
  if (button.kind === "turn") next[button.dial] = modulo(value + button.by, size);
  else if (button.kind === "mirror") next[button.dial] = modulo(-value, size);
  else if (button.kind === "add") next[button.dial] = modulo(value + at(setting, button.other), size);
  else {
    next[button.dial] = at(setting, button.other);
    next[button.other] = value;
  }
  return next;
}

/** A setting as one number, and back. */
const encoded = (setting: readonly number[], size: number): number => setting.reduce((code, value) => code * size + value, 0);
const decoded = (code: number, dials: number, size: number): readonly number[] =>
  range(dials).map((dial) => Math.floor(code / size ** (dials - 1 - dial)) % size);

/** A setting that was reached, the button pressed last (-1 at the start), the node before it, and the presses so far. */
type Node = { readonly code: number; readonly last: number; readonly parent: Node | undefined; readonly depth: number };

/** The first node for each setting that can be reached, in order of the presses needed. */
function explore({ size, start, alarms, buttons }: Omit<Case, "target">): Node[] {
  const total = size ** start.length;
  const barred = new Set(alarms.map((setting) => encoded(setting, size)));
  const leads = buttons.map((button) =>
    range(total).map((code) => encoded(pressed(decoded(code, start.length, size), button, size), size)),
  );
  const seen = new Uint8Array(total * buttons.length);
  const queue: Node[] = [{ code: encoded(start, size), last: -1, parent: undefined, depth: 0 }];
  for (const node of queue) {
    for (const [last, lead] of leads.entries()) {
      const code = at(lead, node.code);
      const state = code * buttons.length + last;
      if (last === node.last || barred.has(code) || seen[state] === 1) continue;
      seen[state] = 1;
      queue.push({ code, last, parent: node, depth: node.depth + 1 });
    }
  }
  const found = new Set<number>();
  return queue.filter(({ code }) => {
    const isNew = !found.has(code);
    found.add(code);
    return isNew;
  });
}

/** The buttons of a shortest sequence, or undefined where there is none. */
function solve(instance: Case): readonly number[] | undefined {
  const target = encoded(instance.target, instance.size);
  let node = explore(instance).find(({ code }) => code === target);
  if (node === undefined) return undefined;
  const presses: number[] = [];
  for (; node.parent !== undefined; node = node.parent) presses.unshift(node.last);
  return presses;
}

/** True where presses lead to the target, without an alarm and without the same button twice in a row. */
function opens({ size, start, target, alarms, buttons }: Case, presses: readonly number[]): boolean {
  const barred = alarms.map((setting) => setting.join());
  let setting = start;
  for (const [index, press] of presses.entries()) {
    const button = buttons[press];
    if (button === undefined || press === presses[index - 1]) return false;
    setting = pressed(setting, button, size);
    if (barred.includes(setting.join())) return false;
  }
  return setting.join() === target.join();
}

function drawButton(rng: Rng, { dials, size }: Level): Button {
  const [dial = 0, other = 0] = rng.sample(range(dials), 2);
  const kind = rng.weightedChoice([["turn", 4], ["swap", 2], ["mirror", 2], ["add", 3]] as const);
  if (kind === "turn") return { kind, dial, by: rng.integer(1, size - 1) };
  if (kind === "swap") return { kind, dial: Math.min(dial, other), other: Math.max(dial, other) };
  return kind === "mirror" ? { kind, dial } : { kind, dial, other };
}

/** A case with the wanted number of presses or, where `isOpen` is false, without a solution. */
function drawCase(rng: Rng, level: Level, isOpen: boolean): Case | undefined {
  const setting = (): readonly number[] => range(level.dials).map(() => rng.integer(0, level.size - 1));
  const start = setting();
  const buttons: Button[] = [];
  while (buttons.length < level.buttons) {
    const button = drawButton(rng, level);
    if (!buttons.some((other) => JSON.stringify(other) === JSON.stringify(button))) buttons.push(button);
  }
  const blank = { size: level.size, start, alarms: [], buttons };
  // Alarms lie on the short ways: half of them among the settings that are reached early.
  const early = explore(blank).filter(({ depth }) => depth > 0 && depth < level.presses);
  const alarms = range(level.alarms).map((index) => (index % 2 === 0 && early.length > 0 ? decoded(rng.choice(early).code, level.dials, level.size) : setting()));
  const keys = new Set(alarms.map((alarm) => alarm.join()));
  if (keys.has(start.join()) || keys.size < alarms.length) return undefined;
  const drawn = { ...blank, alarms };
  const reached = explore(drawn);
  if (!isOpen) {
    const target = setting();
    const isReached = reached.some(({ code }) => code === encoded(target, level.size));
    return isReached || keys.has(target.join()) || reached.length < 12 ? undefined : { ...drawn, target };
  }
  const ends = reached.filter(({ depth }) => depth === level.presses);
  if (ends.length === 0) return undefined;
  const instance = { ...drawn, target: decoded(rng.choice(ends).code, level.dials, level.size) };
  const presses = solve(instance) ?? [];
  const pairs = range(level.buttons).flatMap((one) => range(level.buttons).map((other) => [one, other]));
  const isDull = pairs.some((pair) => opens(instance, presses.map((_, index) => at(pair, index % 2))));
  // Two buttons in turn should not do, nor the right buttons in another order.
  if (isDull || new Set(presses).size < 3) return undefined;
  const lucky = range(20).filter(() => opens(instance, rng.shuffle(presses))).length;
  return lucky <= 1 ? instance : undefined;
}

export default class DialPresses extends Bootcamp<Case, Answer, Level> {
  static readonly card: Card<Level> = {
    name: "DialPresses",
    slug: "dial-presses",
    title: "Dial Presses",
    domain: "algorithms",
    description:
      "Buttons turn, exchange, mirror and add up the dials of a lock. A shortest sequence of presses from one setting to another is asked for that shows no setting with an alarm and presses no button twice in a row, or `none`. Any shortest sequence is correct.",
    answerFormat: "letters of buttons separated by spaces, or none, on a last line `Answer: …`",
    parameters: {
      dials: { meaning: "number of dials", min: 2, max: 3 },
      size: { meaning: "numbers on a dial", min: 4, max: 9 },
      buttons: { meaning: "number of buttons", min: 3, max: 5 },
      alarms: { meaning: "settings with an alarm", min: 1, max: 12 },
      presses: { meaning: "presses needed, where there is a solution", min: 3, max: 14 },
    },
    levels: [
      { dials: 2, size: 7, buttons: 3, alarms: 2, presses: 5 },
      { dials: 2, size: 9, buttons: 3, alarms: 3, presses: 7 },
      { dials: 3, size: 6, buttons: 4, alarms: 5, presses: 8 },
      { dials: 3, size: 7, buttons: 4, alarms: 7, presses: 10 },
      { dials: 3, size: 8, buttons: 4, alarms: 9, presses: 12 },
    ],
  };

  readonly answerFormat = finalLine(either(choiceOf(["none"]), list(choiceOf(LETTERS), { minLength: 1 })));

  caseGenerator(rng: Rng, level: Level): Case {
    const isOpen = !rng.boolean(UNSOLVABLE);
    for (let tried = 1; ; tried++) {
      // Where the wanted kind does not come up, a solvable case with fewer presses is taken.
      const presses = Math.max(3, level.presses - Math.floor(tried / MOST_TRIES));
      const drawn = drawCase(rng, { ...level, presses }, isOpen || tried > MOST_TRIES);
      if (drawn !== undefined) return drawn;
    }
  }

  promptFunc({ size, start, target, alarms, buttons }: Case): string {
    const dial = (place: number): string => `dial ${place + 1}`;
    const told = (button: Button): string => {
      if (button.kind === "turn") return `add ${button.by} to ${dial(button.dial)}`;
      if (button.kind === "swap") return `exchange the numbers of ${dial(button.dial)} and ${dial(button.other)}`;
      if (button.kind === "mirror") return `replace the number n of ${dial(button.dial)} by ${size} - n (0 stays 0)`;
      return `add the number of ${dial(button.other)} to ${dial(button.dial)}; ${dial(button.other)} does not change`;
    };
    const shown = (setting: readonly number[]): string => `(${setting.join(", ")})`;
    return [
      `A lock has ${start.length} dials, numbered from 1 on the left, each of which shows a number from 0 to ${size - 1}. A setting is written as the numbers of all dials from left to right. Whatever a button adds is counted modulo ${size}: after ${size - 1} comes 0 again.`,
      "",
      "Buttons:",
      ...buttons.map((button, index) => `- ${at(LETTERS, index)}: ${told(button)}.`),
      "",
      `Now the lock shows ${shown(start)}. It opens as soon as it shows ${shown(target)}.`,
      "",
      "Rules:",
      `- After no press may the lock show any of these settings, which set off the alarm: ${alarms.map(shown).join(", ")}.`,
      "- The same button may not be pressed twice in succession. A button that changes nothing may be pressed, and counts as a press.",
      "",
      "Find a sequence with as few presses as possible that opens the lock. If there are several shortest sequences, any of them is correct. If no sequence of any length opens it, the answer is none.",
      "",
      "Give the letters of the buttons in the order in which they are pressed, separated by spaces, for example B A B C, or the single word none.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    const presses = solve(instance);
    return this.answerFormat.wrap(presses === undefined ? "none" : presses.map((press) => at(LETTERS, press)).join(" "));
  }

  verifyCorrection(answer: Answer, instance: Case): number {
    const shortest = solve(instance);
    if (answer === "none" || shortest === undefined) return answer === "none" && shortest === undefined ? 1 : 0;
    const presses = answer.map((letter) => LETTERS.indexOf(letter));
    return presses.length === shortest.length && opens(instance, presses) ? 1 : 0;
  }
}
