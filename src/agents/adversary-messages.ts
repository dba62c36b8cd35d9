import type { Message } from "../core/calls/completion.ts";
import { fillSlots, type Prompts } from "../core/calls/prompts.ts";
import { type AdversaryReport, MOST_EARNED } from "../core/judging/adversary-report.ts";
import { cutText } from "../core/text/cut-text.ts";
import { makeVisible } from "../core/text/visible-text.ts";
import { fenceFor } from "./fence-off.ts";
import { listPrompts } from "./list-prompts.ts";

/**
 * What whoever looks for a shortcut gets: rendered prompts, what came of earlier searches of the same task, the first
 * of them first, and the toolkit; never the class.
 */
export function adversaryMessages(
  shown: readonly string[],
  earlier: readonly AdversaryReport[],
  prompts: Prompts,
): readonly Message[] {
  const text = listPrompts(shown, prompts);
  const { adversary, toolkit } = prompts;
  const slots = { fence: fenceFor("data", text), prompts: text, earlier: tellEarlier(earlier, prompts) };
  return [
    { role: "system", text: fillSlots(adversary.system, { toolkit }) },
    { role: "user", text: fillSlots(adversary.user, slots) },
  ];
}

/** Of so many earlier searches an author of guessers is told, the latest: each takes some hundred characters. */
const MOST_EARLIER = 3;

/** Earlier searches that came to something; empty where none did. */
function tellEarlier(earlier: readonly AdversaryReport[], { adversary }: Prompts): string {
  const found = earlier.flatMap((report) => {
    switch (report.status) {
      case "scored": {
        const means = report.levels.map(({ mean }) => mean.toFixed(2)).join(", ");
        return [fillSlots(adversary.foundEarlier, { trick: makeVisible(report.trick), means })];
      }
      case "none seen":
        return [adversary.seenNoneEarlier.text];
      case "void":
      case "not-asked":
        return [];
    }
  });
  if (found.length === 0) return "";
  const told = found.slice(-MOST_EARLIER).join("\n");
  return `\n${fillSlots(adversary.earlier, { found: told, most: MOST_EARNED })}\n`;
}

/** The longest trick that is kept, in characters: an author whose class it is about gets all of it. */
const MOST = 4_000;

/** Where a program begins. */
const FENCE = /^ {0,3}(?:`{3,}|~{3,})/m;

/** "No shortcut", "cannot find a cheaper way", "I see no way", and "Shortcut: none". */
const SEES_NONE: readonly RegExp[] = [
  /\bno(?: [\w-]+){0,2} (?:short[ -]?cuts?|tricks?)\b/,
  /(?:not|n['’]t|unable to|failed to) (?:see|find|think of) (?:a|any)(?: [\w-]+){0,2} (?:short|trick|way)/,
  /\b(?:see|saw|find|found|know(?: of)?|is|was) no(?: [\w-]+){0,2} ways?\b/,
  /^[\s*_#>-]*shortcut[\s*_]*:[\s*_]*(?:none|nothing|n\/a|no[.!]?$)/m,
];

/** What a reply without a program says where it says that it sees no shortcut; undefined where it does not. */
export function readNoShortcut(text: string): string | undefined {
  if (FENCE.test(text)) return undefined;
  const said = text.toLowerCase();
  return SEES_NONE.some((one) => one.test(said)) ? readTrick(text) : undefined;
}

/** The sentence that states a shortcut; where it is not marked, the first words before the program. */
export function readTrick(text: string): string {
  const marked = /^[\s*_#>-]*shortcut[\s*_]*:[\s*_]*(\S.*)$/im.exec(text)?.[1];
  const first = text
    .split(FENCE)[0]
    ?.trim()
    .split(/\n\s*\n/)[0];
  return cutText((marked ?? first ?? "").replace(/\s+/g, " ").replace(/[\s*_]+$/, ""), MOST);
}
