import {
  checkerMessages,
  type OtherFamily,
  disputeMessages,
  type Look,
  readLook,
  readSettled,
} from "../agents/checker-messages.ts";
import { proposeAgain, proposerMessages, wordLacks, type Worded } from "../agents/proposer-messages.ts";
import { readProposal } from "../agents/read-proposal.ts";
import type { Complete, Completion, Message } from "../core/calls/completion.ts";
import { describeNoText } from "../core/calls/describe-no-text.ts";
import type { Prompts } from "../core/calls/prompts.ts";
import { coinOf, seedOf } from "../core/draft/hash.ts";
import type { Refusal, Wish } from "../core/scaling/proposal.ts";
import { isSameAnswer } from "../core/scaling/same-answer.ts";
import { copiedRun } from "../core/scaling/text-sketch.ts";
import { blindText, proposalText, type WrittenProposal } from "../core/scaling/written-proposal.ts";
import type { TaskId } from "../core/task/ids.ts";
import { cellName } from "../core/task/map-cell.ts";
import type { Corpus, Near } from "./corpus.ts";

/** What came of a wish: a description that passed, or why it goes no further. */
export type Proposed =
  | { readonly status: "passed"; readonly proposal: WrittenProposal }
  | {
      readonly status: "refused";
      readonly why: Refusal;
      readonly detail: string;
      readonly title: string | null;
    };

/** What a proposal is made and looked at with. */
export type ProposalContext = {
  readonly complete: Complete;
  readonly prompts: Prompts;
  readonly corpus: Corpus;
  readonly worded: Worded;
  /** Names the proposal's calls. */
  readonly task: TaskId;
  readonly seed: number;
};

/** A description is written at most twice. */
const MOST_TURNS = 2;

/** A checker whose reply cannot be read is asked once more. */
const MOST_LOOKS = 2;

/**
 * The calls for one proposal: one, where its proposer says that nothing good can be made, up to a writing, every look
 * and a comparison of two answers for each turn.
 */
export const CALLS_FOR_ONE = { least: 1, most: MOST_TURNS * (1 + MOST_LOOKS + 1) } as const;

/** The families that a checker sees beside a proposal. */
const SHOWN_OTHERS = 4;

/** Of so many others it sees a line each; what it does not see it cannot name. */
const FURTHER_OTHERS = 300;

type Judged =
  | { readonly status: "good" }
  /** May be put right by its author. */
  | { readonly status: "poor" | "lost"; readonly why: Refusal; readonly detail: string };

/**
 * Has one proposal written, and looked at before it costs more: whether it is whole, no near-duplicate, in its own
 * words, solvable in text alone and verifiable by rule, and whether its worked example is right. What its author can put
 * right goes back once. Throws a ModelFault where a model cannot be asked.
 */
export async function proposeOne(wish: Wish, about: ProposalContext): Promise<Proposed> {
  let messages = proposerMessages(wish, about.worded, about.prompts);
  for (let turn = 1; ; turn++) {
    const reply = await ask("proposer", messages, turn, about);
    if (reply.status !== "complete")
      return { status: "refused", why: "no reply", detail: describeNoText(reply), title: null };
    const read = readProposal(reply.text);
    if (read.status === "unfit") return { status: "refused", why: "unfit", detail: read.reason, title: null };
    const isLast = turn >= MOST_TURNS;
    let found: readonly string[];
    if (read.status === "incomplete") {
      found = wordLacks(read.lacks, about.prompts);
      if (isLast) return { status: "refused", why: "incomplete", detail: found.join(" "), title: null };
    } else {
      const { proposal } = read;
      const judged = await judgeProposal(proposal, wish, { ...about, turn });
      if (judged.status === "good") return { status: "passed", proposal };
      const { why, detail } = judged;
      if (isLast || judged.status === "lost")
        return { status: "refused", why, detail, title: proposal.title };
      found = [detail];
    }
    messages = proposeAgain(messages, { reply: reply.text, found }, about.prompts);
  }
}

type JudgingContext = ProposalContext & { readonly turn: number };

async function judgeProposal(proposal: WrittenProposal, wish: Wish, about: JudgingContext): Promise<Judged> {
  const text = proposalText(proposal);
  const cheap = judgeText(proposal, wish, about);
  if (cheap !== undefined) return cheap;
  const known = about.corpus.nearest(`${proposal.title}\n${text}`);
  const near = known.slice(0, SHOWN_OTHERS);
  const [twin] = near.filter(({ isDuplicate }) => isDuplicate);
  if (twin !== undefined) return { status: "lost", why: "near-duplicate", detail: describeTwin(twin) };
  // From here on whatever is proposed meanwhile is compared with it.
  const leave = about.corpus.add({ name: `“${proposal.title}”, proposed too`, title: proposal.title, text });
  const judged = await lookAt(
    proposal,
    { near, further: known.slice(SHOWN_OTHERS, SHOWN_OTHERS + FURTHER_OTHERS) },
    about,
  ).catch((error: unknown) => {
    leave();
    throw error;
  });
  if (judged.status !== "good") leave();
  return judged;
}

/** What can be seen without asking anybody. */
function judgeText(
  { title, cell, ...parts }: WrittenProposal,
  { cell: wished, idea }: Wish,
  { worded }: JudgingContext,
): Judged | undefined {
  const text = `${title}\n${parts.about}\n${parts.rules}\n${parts.answer}\n${parts.example.case}`;
  const isInCell =
    cell.answer === wished.answer &&
    cell.hardBecause === wished.hardBecause &&
    (cell.domain === wished.domain || idea.from !== "cell");
  if (!isInCell) {
    const detail = `It is in the cell ${cellName(cell)}, and one was asked for in ${cellName(wished)}.`;
    return { status: "poor", why: "incomplete", detail };
  }
  if (idea.from === "texts") {
    const run = copiedRun(text, worded.text);
    if (run !== undefined)
      return { status: "poor", why: "copies its text", detail: `It has the text's own words: “${run}”.` };
  }
  const given = sampleThatAnswers(parts.answer, parts.example.answer);
  if (given !== undefined)
    return {
      status: "poor",
      why: "incomplete",
      detail: `The section Answer shows “${given}”, which is the answer to the example: show the form with another one.`,
    };
  const shown =
    /\b(?:(?:see|in|on) the (?:figure|picture|image|photo\w*|diagram)|attached|https?:\/\/\S+)/i.exec(text);
  return shown === null
    ? undefined
    : {
        status: "poor",
        why: "not in text alone",
        detail: `It speaks of “${shown[0]}”, which no text shows.`,
      };
}

/** A sample between backticks, in the words on how an answer is written, that is the example's answer. */
function sampleThatAnswers(form: string, answer: string): string | undefined {
  const samples = [...form.matchAll(/`([^`\n]+)`/g)].map(([, sample = ""]) => sample);
  // A single sign, such as a separator or a letter of the code, tells nothing.
  return samples.find((sample) => sample.trim().length > 1 && isSameAnswer(sample, answer));
}

const describeTwin = ({ name, title, alike }: Near): string =>
  `${title} (${name}) asks the same: ${Math.round(100 * alike.phrases)}% of their phrases and ${Math.round(100 * alike.words)}% of their words are shared`;

/** Families that a proposal might repeat: those that share its words, and all others, which may ask the same in other words. */
type Known = { readonly near: readonly Near[]; readonly further: readonly Near[] };

async function lookAt(
  proposal: WrittenProposal,
  { near, further }: Known,
  about: JudgingContext,
): Promise<Judged> {
  const toOther = ({ title, text }: Near): OtherFamily => ({ title, about: text });
  const others = { near: near.map(toOther), further: further.map(toOther) };
  const messages = checkerMessages(`# ${proposal.title}\n\n${blindText(proposal)}`, others, about.prompts);
  let look: Look = { status: "void", reason: "" };
  for (let attempt = 0; attempt < MOST_LOOKS && look.status === "void"; attempt++)
    look = readLook(await ask("checker", messages, turnOf(about, attempt), about), others);
  if (look.status === "void")
    return { status: "lost", why: "no reply", detail: `whoever looks at it: ${look.reason}` };
  const { sameAs, why } = look;
  const same = sameAs === null ? undefined : [...near, ...further][sameAs];
  if (same !== undefined)
    return {
      status: "lost",
      why: "near-duplicate",
      detail: `${same.title} (${same.name}) asks the same: ${why}`,
    };
  if (!look.isTextAlone)
    return { status: "poor", why: "not in text alone", detail: `It cannot be solved in text alone: ${why}` };
  if (!look.isByRule)
    return { status: "poor", why: "not by rule", detail: `No program can check its answers by rule: ${why}` };
  if (!look.isClear)
    return {
      status: "poor",
      why: "unclear",
      detail: `The rules leave it open which answers are right: ${why}`,
    };
  if (isSameAnswer(look.answer, proposal.example.answer)) return { status: "good" };
  return settle(proposal, look.answer, about);
}

/** Where whoever solved the example has another answer, both are held against the rules, in an order that tells nothing. */
async function settle(proposal: WrittenProposal, other: string, about: JudgingContext): Promise<Judged> {
  const own = proposal.example.answer;
  const isFirst = coinOf(`${about.task} ${own}`);
  const pair = isFirst ? { a: own, b: other } : { a: other, b: own };
  const messages = disputeMessages(`# ${proposal.title}\n\n${blindText(proposal)}`, pair, about.prompts);
  const settled = readSettled(await ask("checker", messages, turnOf(about, MOST_LOOKS), about));
  if (settled.status === "void")
    return { status: "lost", why: "no reply", detail: `whoever compares two answers: ${settled.reason}` };
  const said = isFirst ? settled.a : settled.b;
  if (said === "right") return { status: "good" };
  const detail = `Somebody else solved the example and has the answer “${other}”. ${settled.why}`;
  return said === "unclear"
    ? {
        status: "poor",
        why: "unclear",
        detail: `The rules leave it open whether the example's answer is right. ${detail}`,
      }
    : {
        status: "poor",
        why: "example wrong",
        detail: `The example's answer is wrong by the rules. ${detail}`,
      };
}

/** Each call of a checker has a turn of its own: every look and the comparison, for each time that the description is written. */
const turnOf = ({ turn }: JudgingContext, call: number): number => (MOST_LOOKS + 1) * (turn - 1) + call + 1;

function ask(
  role: "proposer" | "checker",
  messages: readonly Message[],
  turn: number,
  { complete, task, seed }: ProposalContext,
): Promise<Completion> {
  return complete({
    address: { role, task, turn },
    messages,
    sample: turn,
    seed: seedOf(`${role} ${seed} ${task} ${turn}`),
  });
}
