import { adversaryMessages, readNoShortcut, readTrick } from "../../agents/adversary-messages.ts";
import { feedbackOnDiagnostics, feedbackOnUnusableReply } from "../../agents/feedback/feedback-on-reply.ts";
import { readReply } from "../../agents/read-code-block.ts";
import type { Completion } from "../../core/calls/completion.ts";
import type { Program } from "../../core/draft/compile-report.ts";
import { roundAddress, type TestedRound } from "../../core/draft/draft.ts";
import {
  type AdversaryReport,
  type GuessedLevel,
  overpaidLevels,
  shortcutLimit,
} from "../../core/judging/adversary-report.ts";
import { cutText } from "../../core/text/cut-text.ts";
import { scoreValue } from "../../unittests/cases/evidence.ts";
import type { Work } from "../line/work.ts";
import { askBlindAuthor } from "./ask-blind-author.ts";
import { drawGuessed, drawShown, type FreshCase } from "./fresh-cases.ts";
import { inCrossings } from "./in-crossings.ts";
import { answerPrompts } from "./run-solver.ts";

/** Turns that the author of a guesser has: the second is for a reply without a program that compiles. */
export const SHORTCUT_TURNS = 2;

/**
 * The adversary: a model that sees prompts of several levels and never the class writes the cheapest way to be
 * paid without doing the task, as a program, which the class scores on fresh cases of each level. It is told what
 * `earlier` searches of the same task found: whether that still pays is the first thing to know of a new version.
 */
export async function seekShortcut(
  round: TestedRound,
  work: Work,
  earlier: readonly AdversaryReport[] = [],
): Promise<AdversaryReport> {
  const { task, drivers, options } = work;
  if (!options.adversary) return { status: "not-asked" };
  const { prompts } = drivers;
  const shown = await drawShown(round, work);
  let adversary: AdversaryReport = { status: "void", reason: "there was no reply" };
  const author = {
    role: "adversary",
    messages: adversaryMessages(shown, earlier, prompts),
    turns: SHORTCUT_TURNS,
    before: 0,
  } as const;
  let trick = "";
  await askBlindAuthor(author, { round, work }, async (reply) => {
    // Who sends a program once more, mended, mostly describes the way no second time.
    trick = readTrick(reply.status === "complete" ? reply.text : "") || trick;
    const read = readReply(reply);
    if (read.status === "unusable") {
      adversary = withoutProgram(reply, read.reason);
      return { status: "again", feedback: feedbackOnUnusableReply(read.reason, prompts) };
    }
    const compiled = await drivers.compileBlind(read.source, "guesser");
    if (compiled.status === "refused") {
      adversary = { status: "void", reason: "its program does not compile" };
      return { status: "again", feedback: feedbackOnDiagnostics(compiled.diagnostics, prompts) };
    }
    const scored = await scoreGuesser(compiled.program, round, work);
    adversary =
      "reason" in scored
        ? { status: "void", ...scored }
        : { status: "scored", trick: trick || prompts["class-feedback"].notDescribed.text, ...scored };
    return { status: "end" };
  });
  drivers.record({ type: "shortcut-sought", task, address: roundAddress(round), adversary });
  return adversary;
}

/** What is known from a reply without a program: that there is no shortcut, where it says so, else what came instead. */
function withoutProgram(reply: Completion, reason: string): AdversaryReport {
  const text = reply.status === "complete" ? reply.text.trim() : "";
  const said = readNoShortcut(text);
  if (said !== undefined) return { status: "none seen", said };
  const shown = cutText(text.replace(/\s+/g, " "), MOST_SHOWN);
  return { status: "void", reason: shown === "" ? reason : `${reason}: ${shown}` };
}

/** What is shown of a reply without a program, in characters. */
const MOST_SHOWN = 200;

type Guessed = { readonly drawn: FreshCase; readonly response: string; readonly score: number };

/** What a guesser earns, or why nobody knows. */
type Earned =
  Omit<Extract<AdversaryReport, { status: "scored" }>, "status" | "trick"> | { readonly reason: string };

async function scoreGuesser(program: Program, round: TestedRound, work: Work): Promise<Earned> {
  const { sandbox } = work.drivers;
  const { limits } = work.options;
  const cases = await drawGuessed(round, work);
  const responses = await answerPrompts({ program, of: "guess" }, cases, work);
  const answered = cases.flatMap((drawn, index) => {
    const response = responses[index] ?? "";
    return response === "" ? [] : [{ drawn, response }];
  });
  const attempts = answered.map(({ drawn, response }) => ({ instance: drawn.instance, response }));
  const verified = await sandbox.verify(round.program, attempts, limits);
  if (verified.status !== "completed") return { reason: `verifying its guesses ended as ${verified.status}` };
  const guessed = answered.map((one, index): Guessed => ({
    ...one,
    score: scoreValue(verified.value[index]),
  }));
  const references = cases.map(({ reference }) => reference);
  const found = await sandbox.extract(round.program, references, limits);
  const answers = found.status === "completed" ? found.value.map((one) => one?.canonical ?? null) : [];
  const levels = [...Map.groupBy(cases.entries(), ([, { level }]) => level)].map(
    ([level, all]): GuessedLevel => {
      const distinct = new Set(all.map(([index]) => answers[index])).size;
      const mean = earnedAt(level, guessed) / all.length;
      return { level, cases: all.length, mean, limit: shortcutLimit(distinct) };
    },
  );
  // One of the hardest level that has to change shows most of what gives it away.
  const hardest = overpaidLevels(levels).at(-1)?.level;
  // Where no level has to change, nobody asks which way is paid.
  const ways = hardest === undefined ? undefined : await scoreWays({ program, cases, levels }, round, work);
  const [smallest] = guessed
    .filter(({ drawn, score }) => score === 1 && (hardest === undefined || drawn.level === hardest))
    .toSorted((one, other) => one.drawn.prompt.length - other.drawn.prompt.length);
  if (smallest === undefined) return { levels, ways, paid: null };
  const { drawn, response } = smallest;
  const { level, index, prompt } = drawn;
  return { levels, ways, paid: { level, index, prompt, response } };
}

/** What guesses earn at one level in all. */
const earnedAt = (level: number, guesses: readonly Pick<Guessed, "drawn" | "score">[]): number =>
  guesses.reduce((sum, { drawn, score }) => sum + (drawn.level === level ? score : 0), 0);

/** Rules of thumb that a guesser may try, of which its author knows the best only together (prompts/adversary.md). */
const MOST_WAYS = 4;

/** Prompts in one crossing: several ways may take as much time each as the one guess. */
const FEW = 5;

/** What each way of a guesser earns by itself, level by level; undefined where it has but one, or does not say. */
async function scoreWays(
  about: {
    readonly program: Program;
    readonly cases: readonly FreshCase[];
    readonly levels: readonly GuessedLevel[];
  },
  round: TestedRound,
  { drivers, options }: Work,
): Promise<readonly (readonly number[])[] | undefined> {
  const { program, cases, levels } = about;
  const limits = { ...options.limits, once: true };
  const given = await inCrossings(
    cases,
    (part) =>
      drivers.sandbox.callForTexts(
        program,
        { of: "ways", arguments: part.map(({ prompt }) => [prompt]) },
        limits,
      ),
    FEW,
  );
  const count = Math.min(MOST_WAYS, Math.max(0, ...given.map((responses) => responses?.length ?? 0)));
  if (count < 2) return undefined;
  const attempts = cases.flatMap((drawn, index) =>
    (given[index] ?? [])
      .slice(0, count)
      .map((response, way) => ({ drawn, way, instance: drawn.instance, response })),
  );
  const verified = await drivers.sandbox.verify(round.program, attempts, options.limits);
  if (verified.status !== "completed") return undefined;
  const scored = attempts.map((one, index) => ({ ...one, score: scoreValue(verified.value[index]) }));
  return Array.from({ length: count }, (_, way) => {
    const own = scored.filter((one) => one.way === way);
    return levels.map(({ level, cases: asked }) => earnedAt(level, own) / asked);
  });
}
