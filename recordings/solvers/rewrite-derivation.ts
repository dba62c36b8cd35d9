type Rule = { readonly left: string; readonly right: string };

/** For each word that was reached, the one it was reached from. */
type Reached = Map<string, string | undefined>;

/** With more words than this on one side the time is up. */
const MOST_WORDS = 40_000;

export default function solve(prompt: string): string {
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
