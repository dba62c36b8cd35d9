type Rule = { readonly left: string; readonly right: string };

/** For each word that was reached, the one it was reached from. */
type Reached = Map<string, string | undefined>;

/** With more words than this on one side the time is up. */
const MOST_WORDS = 40_000;

export function solve(prompt: string): string {
  const [, start, goal] = /^Turn the word (\S+) into the word (\S+) with these rules:/.exec(prompt) ?? [];
  const [, steps] = /A shortest derivation has (\d+) steps?\./.exec(prompt) ?? [];
  const rules = Array.from(prompt.matchAll(/^\d+\. (\S+) -> (\S+)$/gm), ([, left = "", right = ""]) => ({
    left,
    right,
  }));
  if (start === undefined || goal === undefined || steps === undefined || rules.length === 0) return "";
  const words = derive(start, goal, rules, Number(steps));
  return words === undefined ? "" : `\`\`\`\n${words.join("\n")}\n\`\`\``;
}

/** Goes forwards from the start and backwards from the goal, layer by layer, until the two meet. */
function derive(start: string, goal: string, rules: readonly Rule[], steps: number): string[] | undefined {
  const backwards = rules.map(({ left, right }) => ({ left: right, right: left }));
  const fromStart: Reached = new Map([[start, undefined]]);
  const fromGoal: Reached = new Map([[goal, undefined]]);
  let first = [start];
  let last = [goal];
  for (let step = 0; step < steps; step++) {
    const forwards = first.length <= last.length;
    if (forwards) first = expand(first, rules, fromStart);
    else last = expand(last, backwards, fromGoal);
    const meeting = (forwards ? first : last).find((word) => fromStart.has(word) && fromGoal.has(word));
    if (meeting !== undefined)
      return [...trail(meeting, fromStart).toReversed(), ...trail(meeting, fromGoal).slice(1)];
    if (fromStart.size > MOST_WORDS || fromGoal.size > MOST_WORDS) return undefined;
  }
  return undefined;
}

/** The words that are new after one more step from each of a layer. */
function expand(layer: readonly string[], rules: readonly Rule[], reached: Reached): string[] {
  const next: string[] = [];
  for (const word of layer) {
    for (const { left, right } of rules) {
      for (let place = word.indexOf(left); place >= 0; place = word.indexOf(left, place + 1)) {
        const made = word.slice(0, place) + right + word.slice(place + left.length);
        if (reached.has(made)) continue;
        reached.set(made, word);
        next.push(made);
      }
    }
  }
  return next;
}

/** The words from one back to where it came from. */
function trail(word: string, reached: Reached): string[] {
  const words: string[] = [];
  for (let at: string | undefined = word; at !== undefined; at = reached.get(at)) words.push(at);
  return words;
}

export function check(prompt: string, response: string): "right" | "wrong" | "unsure" {
  const [, start, goal] = /^Turn the word (\S+) into the word (\S+) with these rules:/.exec(prompt) ?? [];
  const [, steps] = /A shortest derivation has (\d+) steps?\./.exec(prompt) ?? [];
  const rules = Array.from(prompt.matchAll(/^\d+\. (\S+) -> (\S+)$/gm), ([, left = "", right = ""]) => ({
    left,
    right,
  }));
  const words = fencedLines(response);
  if (start === undefined || goal === undefined || steps === undefined || words === undefined)
    return "unsure";
  if (words.length !== Number(steps) + 1 || words[0] !== start || words.at(-1) !== goal) return "wrong";
  const isDerived = words.slice(1).every((word, step) => follows(words[step] ?? "", word, rules));
  return isDerived ? "right" : "wrong";
}

/** Whether one use of one rule makes the second word of the first. */
function follows(word: string, next: string, rules: readonly Rule[]): boolean {
  return rules.some(({ left, right }) => {
    for (let place = word.indexOf(left); place >= 0; place = word.indexOf(left, place + 1))
      if (word.slice(0, place) + right + word.slice(place + left.length) === next) return true;
    return false;
  });
}

/** The lines of the last fenced block. */
function fencedLines(response: string): string[] | undefined {
  const parts = response.split("```");
  const block = parts.length < 3 ? undefined : parts[parts.length - 2];
  return block
    ?.split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
