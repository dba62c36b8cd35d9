import type { Message } from "../core/calls/completion.ts";
import { fillSlots, type Prompts } from "../core/calls/prompts.ts";
import type { PlacedBootcamp } from "../core/scaling/library-map.ts";
import type { Wish } from "../core/scaling/proposal.ts";
import { cutText } from "../core/text/cut-text.ts";
import { ANSWER_TYPES, HARD_BECAUSE } from "../core/task/map-cell.ts";
import { fenceFor } from "./fence-off.ts";
import type { Lack } from "./read-proposal.ts";

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

/** What a reply lacks, as sentences to whoever wrote it. */
export function wordLacks(lacks: readonly Lack[], { proposer }: Prompts): readonly string[] {
  return lacks.map((lack) => {
    if (typeof lack === "object") {
      if ("most" in lack) return fillSlots(proposer.isTooLong, { most: String(lack.most) });
      return fillSlots(proposer.lacksPart, { part: lack.part, least: String(lack.least) });
    }
    switch (lack) {
      case "head":
        return proposer.lacksHead.text;
      case "title":
        return proposer.lacksTitle.text;
      case "domain":
        return proposer.lacksDomain.text;
      case "answer type":
        return fillSlots(proposer.lacksAnswerType, { types: ANSWER_TYPES.join(", ") });
      case "cause":
        return fillSlots(proposer.lacksCause, { causes: HARD_BECAUSE.join(", ") });
      case "sizes":
        return proposer.lacksSizes.text;
      case "example answer":
        return proposer.lacksExampleAnswer.text;
    }
  });
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
