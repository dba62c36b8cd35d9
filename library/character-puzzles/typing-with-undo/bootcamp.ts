import {
  at,
  Bootcamp,
  type Card,
  parsed,
  refine,
  type Rng,
  tagged,
  text,
  unparsable,
} from "campforge/bootcamp";

type Case = { readonly keys: string };

type Level = {
  readonly commands: number;
  readonly mostLetters: number;
  readonly reversing: boolean;
  readonly copying: boolean;
};

type Snapshot = { readonly text: string; readonly cursor: number };

type State = Snapshot & {
  /** The states before each change that was not taken back. */
  readonly past: readonly Snapshot[];
  readonly mark: number;
  readonly copy: string;
};

const LETTERS = [..."abcdefghijklmnopqrstuvwxyz"];
const START: State = { text: "", cursor: 0, past: [], mark: 0, copy: "" };
const LONGEST_COPY = 6;

/** The state after a change, which can be taken back. */
const changed = (state: State, newText: string, cursor: number): State => ({
  ...state,
  text: newText,
  cursor,
  past: [...state.past, { text: state.text, cursor: state.cursor }],
});

const inserted = (state: State, letters: string): State =>
  changed(
    state,
    state.text.slice(0, state.cursor) + letters + state.text.slice(state.cursor),
    state.cursor + letters.length,
  );

const between = ({ text: now, mark, cursor }: State): string =>
  now.slice(Math.min(mark, cursor), Math.max(mark, cursor));

/** The state after one key. */
function press(state: State, key: string): State {
  const { text: now, cursor, past, copy } = state;
  switch (key) {
    case "<":
      return { ...state, cursor: Math.max(0, cursor - 1) };
    case ">":
      return { ...state, cursor: Math.min(now.length, cursor + 1) };
    case "*":
      return cursor === 0 ? state : changed(state, now.slice(0, cursor - 1) + now.slice(cursor), cursor - 1);
    case "^":
      return past.length === 0 ? state : { ...state, ...at(past, past.length - 1), past: past.slice(0, -1) };
    case "!":
      return changed(state, [...now].toReversed().join(""), cursor);
    case "[":
      return { ...state, mark: cursor };
    case "]":
      return { ...state, copy: between(state) };
    case "+":
      return copy === "" ? state : inserted(state, copy);
    default:
      return inserted(state, key);
  }
}

/** The commands of a line with their numbers: "3>" is one of them. */
const commandsOf = (keys: string): string[] => keys.match(/\d*\D/g) ?? [];

const keyOf = (command: string): string => command.slice(-1);

/** The state after a command with its number. */
function perform(state: State, command: string): State {
  const count = command.length === 1 ? 1 : Number(command.slice(0, -1));
  let now = state;
  for (let done = 0; done < count; done++) now = press(now, keyOf(command));
  return now;
}

const typed = (commands: readonly string[]): State => commands.reduce(perform, START);

const shown = ({ text: now, cursor }: Snapshot): string => `${now.slice(0, cursor)}|${now.slice(cursor)}`;

const resultOf = ({ keys }: Case): string => shown(typed(commandsOf(keys)));

/** A key, with a number before it in some cases; it may be one that makes no sense in this state. */
function drawCommand(rng: Rng, level: Level): string {
  const key = rng.weightedChoice<string>([
    ["letter", 10],
    ["<", 5],
    [">", 2.5],
    ["*", 2],
    ["^", 3.5],
    ["!", level.reversing ? 1.5 : 0],
    ["[", level.copying ? 1.5 : 0],
    ["]", level.copying ? 2 : 0],
    ["+", level.copying ? 2.5 : 0],
  ]);
  if (key === "letter") return (rng.boolean(0.08) ? "2" : "") + rng.choice(LETTERS);
  const count = ["<", ">"].includes(key)
    ? rng.integer(1, 4)
    : ["*", "^"].includes(key)
      ? rng.integer(1, 3)
      : 1;
  return (count > 1 ? String(count) : "") + key;
}

/** Whether a command does something worth typing in a state. */
function isSensible(state: State, command: string): boolean {
  const key = keyOf(command);
  const { text: now, cursor, past, mark, copy } = state;
  if (key === "<" || key === "*") return cursor > 0;
  if (key === ">") return cursor < now.length;
  if (key === "^") return past.length >= 3;
  if (key === "!") return now.length >= 3;
  if (key === "[") return mark !== cursor && now.length > 0;
  if (key === "]")
    return between(state) !== "" && between(state) !== copy && between(state).length <= LONGEST_COPY;
  return key !== "+" || copy !== "";
}

export default class TypingWithUndo extends Bootcamp<Case, string, Level> {
  static readonly card: Card<Level> = {
    name: "TypingWithUndo",
    slug: "typing-with-undo",
    title: "Typing with Undo",
    domain: "character-puzzles",
    description:
      "A line of keystrokes is typed into a tiny editor that moves its cursor, deletes, takes back changes and, on harder levels, reverses the text and copies and pastes. The text at the end is asked for, with the place of the cursor.",
    answerFormat: "the text with | at the cursor, between <answer> and </answer>",
    parameters: {
      commands: { meaning: "commands in the line, repeated ones counted once", min: 6, max: 300 },
      mostLetters: { meaning: "letters that the text has at most at any time", min: 6, max: 80 },
      reversing: { meaning: "whether the text may be reversed" },
      copying: { meaning: "whether there are a mark, a copy and pasting" },
    },
    levels: [
      { commands: 16, mostLetters: 12, reversing: false, copying: false },
      { commands: 36, mostLetters: 18, reversing: false, copying: false },
      { commands: 60, mostLetters: 24, reversing: true, copying: false },
      { commands: 90, mostLetters: 30, reversing: true, copying: true },
      { commands: 140, mostLetters: 40, reversing: true, copying: true },
    ],
  };

  readonly answerFormat = tagged(
    refine(text({ letterCase: "lower" }), (line) =>
      /^[a-z]*\|[a-z]*$/.test(line) ? parsed(line) : unparsable("not letters with one | among them"),
    ),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    const special = ["^", ...(level.reversing ? ["!"] : []), ...(level.copying ? ["+"] : [])];
    for (;;) {
      const commands: string[] = [];
      let state = START;
      while (commands.length < level.commands) {
        const command = drawCommand(rng, level);
        const next = perform(state, command);
        const last = commands.at(-1) ?? "";
        const isRepeated = keyOf(command) === keyOf(last) && last !== "";
        const isFree = isSensible(state, command) && next.text.length <= level.mostLetters && !isRepeated;
        if (!isFree) continue;
        commands.push(command);
        state = next;
      }
      const result = shown(state);
      const matters = special.every(
        (key) => shown(typed(commands.filter((command) => keyOf(command) !== key))) !== result,
      );
      if (matters && state.text.length >= 5) return { keys: commands.join("") };
    }
  }

  promptFunc(instance: Case): string {
    const { keys } = instance;
    const reversing = [
      "- ! reverses the whole text. The cursor stays at the same index, that is, with as many letters to its left as before.",
      "  This is a change, even if the text reads the same afterwards.",
    ];
    const copying = [
      "- [ sets the mark to the cursor's place: the number of letters to the left of the cursor. The mark keeps this number",
      "  until the next [, whatever happens to the text. Before the first [ it is 0.",
      "- ] copies the letters between the mark and the cursor, whichever of them comes first; the copy replaces the one",
      "  before. If the text has fewer letters than the mark says, the mark counts as the end of the text.",
      "- + inserts the copy before the cursor, which stands behind it then. This is one change. If there is no copy or it is",
      "  empty, nothing happens, and it is no change.",
      "- [ and ] are no changes, and ^ alters neither the mark nor the copy.",
    ];
    return [
      "A tiny editor holds one line of text, which is empty at first, and a cursor between the letters or at an end. These",
      "are its keys:",
      "- A letter inserts itself before the cursor, which stands behind the letter then. This is a change.",
      "- < moves the cursor one place to the left, and > one place to the right. At the end of the text in that direction",
      "  nothing happens. Moves are no changes.",
      "- * deletes the letter before the cursor. This is a change. At the beginning of the text nothing happens, and it is no",
      "  change.",
      "- ^ takes back the last change that has not been taken back yet: the text becomes what it was before that change, and",
      "  the cursor goes to where it stood immediately before it. Taking back is itself no change, and what was taken back",
      "  is gone for good. If there is nothing to take back, nothing happens.",
      ...(keys.includes("!") ? reversing : []),
      ...(/[[\]+]/.test(keys) ? copying : []),
      "- A number before a key repeats it: 3> is the same as >>>, and 2a the same as aa, which is two changes.",
      "",
      "These keys are pressed, from left to right:",
      "",
      keys,
      "",
      "What does the line look like at the end? Give the exact text in lower-case letters with | at the place of the cursor,",
      `without spaces. ${this.answerFormat.instruction}`,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(resultOf(instance));
  }

  override workedSolution(instance: Case): string {
    const steps: string[] = [];
    let state = START;
    for (const command of commandsOf(instance.keys)) {
      state = perform(state, command);
      const note =
        keyOf(command) === "]"
          ? `, copied ${state.copy}`
          : keyOf(command) === "["
            ? `, mark ${state.mark}`
            : "";
      steps.push(`${command}  gives  ${shown(state)}${note}`);
    }
    return ["Command by command, with | for the cursor:", ...steps, "", this.referenceAnswer(instance)].join(
      "\n",
    );
  }

  override hardness(instance: Case): number {
    return commandsOf(instance.keys).length;
  }

  verifyCorrection(answer: string, instance: Case): number {
    return answer === resultOf(instance) ? 1 : 0;
  }
}
