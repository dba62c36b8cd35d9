import {
  at,
  Bootcamp,
  type Card,
  fencedBlock,
  lines,
  parsed,
  range,
  refine,
  type Rng,
  text,
  textTable,
  unparsable,
} from "campforge/bootcamp";

type Voice = "editor" | "exercise" | "brief";

type Command = { readonly find: string; readonly replace: string };

type Case = {
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** How many commands a script may have. */
  readonly most: number;
  /** One script that works, never shown. */
  readonly script: readonly Command[];
  readonly voice: Voice;
};

type Level = {
  readonly commands: number;
  readonly lines: number;
  readonly letters: number;
  readonly length: number;
};

const VOICES: readonly Voice[] = ["editor", "exercise", "brief"];
const ALPHABET: readonly string[] = [..."abcdefghijklmnopqrstuvwxyz"];
const MOST_TRIES = 500;

function run(script: readonly Command[], line: string): string {
  return script.reduce((now, { find, replace }) => now.replaceAll(find, replace), line);
}

/** On how many lines each command changes something. */
function uses(script: readonly Command[], before: readonly string[]): number[] {
  const counts = script.map(() => 0);
  for (const line of before) {
    let now = line;
    for (const [index, { find, replace }] of script.entries()) {
      if (now.includes(find)) counts[index] = at(counts, index) + 1;
      now = now.replaceAll(find, replace);
    }
  }
  return counts;
}

/** Letters that all commands together find and replace, counted by occurrences. */
function replacements(script: readonly Command[], before: readonly string[]): number {
  let count = 0;
  for (const line of before) {
    let now = line;
    for (const { find, replace } of script) {
      count += now.split(find).length - 1;
      now = now.replaceAll(find, replace);
    }
  }
  return count;
}

function drawScript(rng: Rng, alphabet: readonly string[], count: number): readonly Command[] {
  const word = (length: number): string =>
    range(length)
      .map(() => rng.choice(alphabet))
      .join("");
  const script: Command[] = [];
  while (script.length < count) {
    let find = word(rng.boolean(0.7) ? 2 : 1);
    const replace = word(
      rng.weightedChoice([
        [0, 2],
        [1, 4],
        [2, 5],
      ]),
    );
    // Mostly a command finds a letter that the one before has put in.
    const made = script.at(-1)?.replace ?? "";
    if (made !== "" && rng.boolean(0.7)) {
      const letter = rng.choice([...made]);
      find = rng.boolean() ? letter + find.slice(1) : find.slice(0, -1) + letter;
    }
    if (find !== replace) script.push({ find, replace });
  }
  return script;
}

/** How many of the things that are wanted of a script hold on these lines, of three for each command. */
function quality(script: readonly Command[], before: readonly string[]): number {
  const after = before.map((line) => run(script, line));
  const isShaped =
    new Set(after).size === after.length &&
    after.every((line, index) => line.length >= 3 && line.length <= 2 * at(before, index).length);
  const used = uses(script, before).filter((count) => count > 1).length;
  if (!isShaped || used < script.length) return used;
  const isNeeded = (other: readonly Command[]): boolean =>
    before.some((line, index) => run(other, line) !== after[index]);
  const shorter = script.map((_, index) => script.toSpliced(index, 1));
  const swapped = range(1, script.length).map((index) =>
    script.toSpliced(index - 1, 2, at(script, index), at(script, index - 1)),
  );
  return 1 + used + [...shorter, ...swapped].filter(isNeeded).length;
}

export default class ReplaceAllScript extends Bootcamp<Case, readonly Command[], Level> {
  static readonly card: Card<Level> = {
    name: "ReplaceAllScript",
    slug: "replace-all-script",
    title: "Replace-All Script",
    domain: "character-puzzles",
    description:
      "Several lines are given before and after editing. A short script of commands that replace all occurrences of one or two characters is to be written, which turns each line before into the line after. Any script that works is correct. Harder cases have longer scripts and more lines over fewer letters.",
    answerFormat: "a fenced block with one command per line, such as ab -> c, or ab -> empty",
    parameters: {
      commands: { meaning: "commands that a script may have", min: 1, max: 9 },
      lines: { meaning: "lines before and after editing", min: 3, max: 12 },
      letters: { meaning: "different letters in the lines before editing", min: 3, max: 8 },
      length: { meaning: "letters in each line before editing", min: 6, max: 18 },
    },
    levels: [
      { commands: 2, lines: 4, letters: 5, length: 9 },
      { commands: 3, lines: 5, letters: 5, length: 10 },
      { commands: 4, lines: 6, letters: 5, length: 11 },
      { commands: 5, lines: 7, letters: 4, length: 12 },
      { commands: 7, lines: 9, letters: 4, length: 13 },
    ],
  };

  readonly answerFormat = fencedBlock(
    lines(
      refine(text({ letterCase: "lower" }), (line) => {
        const match = /^([a-z]{1,2}) ?(?:->|→) ?(empty|[a-z]{0,2})$/.exec(line);
        if (match === null) return unparsable("not a command of the form find -> replace");
        const [, find = "", replace = ""] = match;
        return parsed<Command>({ find, replace: replace === "empty" ? "" : replace });
      }),
    ),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    const voice = rng.choice(VOICES);
    let best: { readonly script: readonly Command[]; readonly before: readonly string[] } = { script: [], before: [] };
    let most = -1;
    for (let tries = 0; tries < MOST_TRIES && most < 3 * level.commands; tries++) {
      const alphabet = rng.sample(ALPHABET, level.letters);
      const before = range(level.lines).map(() =>
        range(level.length)
          .map(() => rng.choice(alphabet))
          .join(""),
      );
      const script = drawScript(rng, alphabet, level.commands);
      const reached = quality(script, before);
      if (reached > most) [best, most] = [{ script, before }, reached];
    }
    const { script, before } = best;
    return { before, after: before.map((line) => run(script, line)), most: level.commands, script, voice };
  }

  promptFunc({ before, after, most, voice }: Case): string {
    const limit = most === 1 ? "at most 1 command" : `at most ${most} commands`;
    const opening = {
      editor: `Somebody edited a text file with a script of replace-all commands and then lost the script. Write one again, with ${limit}.`,
      exercise: `Find a script of ${limit} that turns each of the lines "before" into the line "after" beside it.`,
      brief: `Reconstruct a replace-all script (${limit}).`,
    }[voice];
    return [
      opening,
      "",
      textTable(
        ["before", "after"],
        before.map((line, index) => [line, at(after, index)]),
      ),
      "",
      "Rules:",
      "1. A command has the form find -> replace. Find is one or two lowercase letters (a to z), replace is zero, one or two lowercase letters. Letters that do not occur in the lines may be used as well.",
      "2. A command replaces all occurrences of find in a line by replace. The line is searched once from left to right, and occurrences do not overlap: of aaa the command aa -> b makes ba. What has been put in is not searched again by the same command: of aab the command ab -> b makes ab.",
      "3. The commands are run in their order on every line, each on what the commands before it have left. The same script has to turn every line before into its line after, exactly.",
      `4. The script has ${limit}. Any script that works is correct.`,
      "",
      "Write the commands in their order, one per line, for example ab -> c. Where replace is zero letters, write the word empty in its place, for example d -> empty.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer({ script }: Case): string {
    return this.answerFormat.wrap(
      script.map(({ find, replace }) => `${find} -> ${replace === "" ? "empty" : replace}`).join("\n"),
    );
  }

  verifyCorrection(answer: readonly Command[], { before, after, most }: Case): number {
    const isShort = answer.length <= most;
    return isShort && before.every((line, index) => run(answer, line) === after[index]) ? 1 : 0;
  }

  /** Replacements that the script makes in all lines together. */
  override hardness({ script, before }: Case): number {
    return replacements(script, before);
  }
}
