import type { Message } from "../core/calls/completion.ts";
import { fillSlots, type Prompts } from "../core/calls/prompts.ts";
import type { PlacedBootcamp } from "../core/scaling/library-map.ts";
import type { Wish } from "../core/scaling/proposal.ts";
import { cutText } from "../core/text/cut-text.ts";
import { fenceFor } from "./fence-off.ts";

/** What a wish is put into words with. */
export type Worded = {
  /** The parents that it names, in its order. */
  readonly parents: readonly PlacedBootcamp[];
  /** The text that it names; empty where it names none. */
  readonly text: string;
  /** What the library has in the domain, a line each. */
  readonly known: readonly string[];
};

/** Of a text as much as a page or two: its idea stands at the beginning. */
const MOST_OF_TEXT = 8_000;
const MOST_OF_PARENT = 1_200;

/** What a proposer is asked. All that others wrote stands between lines that cannot stand in it. */
export function proposerMessages(wish: Wish, worded: Worded, prompts: Prompts): readonly Message[] {
  const { cell, told } = wish;
  const { proposer } = prompts;
  const none = "(nothing)";
  return [
    { role: "system", text: proposer.system.text },
    {
      role: "user",
      text: fillSlots(proposer.user, {
        domain: cell.domain,
        answer: cell.answer,
        hard_because: cell.hardBecause,
        wish: wordIdea(wish, worded, prompts),
        known: worded.known.length === 0 ? none : worded.known.join("\n"),
        told: told === "" ? none : told,
      }),
    },
  ];
}

function wordIdea({ idea }: Wish, { parents, text }: Worded, { proposer }: Prompts): string {
  switch (idea.from) {
    case "cell":
      return proposer.fromCell.text;
    case "texts": {
      const shown = cutText(text, MOST_OF_TEXT);
      return fillSlots(proposer.fromText, { fence: fenceFor("text", shown), text: shown });
    }
    case "parents": {
      const shown = parents
        .map(({ title, domain, answer, about }) =>
          fillSlots(proposer.parent, { title, domain, answer, about: cutText(about, MOST_OF_PARENT) }),
        )
        .join("\n\n");
      const fence = fenceFor("bootcamps", shown);
      return idea.change === null
        ? fillSlots(proposer.fromCrossing, { fence, parents: shown })
        : fillSlots(proposer.fromVariation, { fence, parents: shown, change: idea.change });
    }
  }
}

/** The same conversation once more, with what has to be put right. */
export function proposeAgain(
  asked: readonly Message[],
  { reply, found }: { readonly reply: string; readonly found: readonly string[] },
  { proposer }: Prompts,
): readonly Message[] {
  const text = fillSlots(proposer.again, { found: found.map((one) => `- ${one}`).join("\n") });
  return [...asked, { role: "assistant", text: reply }, { role: "user", text }];
}
