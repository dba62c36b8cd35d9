import { countNoun } from "../../core/text/count-noun.ts";
import { type ReplayCounts, countComparison, NO_COUNTS } from "../../replay/compare-scores.ts";
import { scoreText } from "../../unittests/cases/evidence.ts";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { loadBootcamp, type LoadedBootcamp } from "../../workshop/load-bootcamp.ts";
import { readRecord } from "../../record/open-record.ts";
import { paint } from "../../core/text/paint.ts";
import { readJudgeSamples, requireJudgedDrafts } from "../../replay/read-judge-samples.ts";
import { checkSamples, readSamples } from "../../replay/read-samples.ts";
import { readBootcampFile } from "../../files/read-source-file.ts";
import { type Replayed, replayResponses } from "../../replay/replay-responses.ts";
import type { StoredResponse } from "../../replay/stored-response.ts";
import { JOB_LIMITS, openWorkshop, type Workshop } from "../../workshop/workshop.ts";
import { print, printJson, printLine } from "../output/print.ts";

export type RescoreOptions = { readonly samples?: string; readonly db: string; readonly json?: boolean };

/**
 * Replays stored responses on a class before and after a change and lists each score that moved. Returns 0
 * when none did; 8 when some did, or when a response could not be scored, so that nothing was recorded of it.
 */
export async function rescore(oldFile: string, newFile: string, options: RescoreOptions): Promise<number> {
  for (const file of [oldFile, newFile]) readBootcampFile(file);
  if (options.samples !== undefined) await checkSamples(options.samples);
  const workshop = openWorkshop();
  try {
    const old = await requireBootcamp(oldFile, workshop);
    const new_ = await requireBootcamp(newFile, workshop);
    if (old.card.name !== new_.card.name) {
      throw new CommandError(
        EXIT.usage,
        `${newFile}: is the class ${new_.card.name}, ${oldFile} is ${old.card.name}; expected one class before and after a change`,
      );
    }
    const source = await openSource({ file: oldFile, loaded: old }, options, workshop);
    try {
      const about = { sandbox: workshop.sandbox, limits: JOB_LIMITS };
      const replay = { ...about, old: old.program, new: new_.program };
      let counts = NO_COUNTS;
      for await (const one of replayResponses(source.responses, replay)) {
        counts = countComparison(counts, one.comparison, { old: one.old, stored: one.stored.score });
        if (one.comparison.status === "stayed") continue;
        if (options.json === true) printJson(asEvent(one));
        else printLine(textLine(one));
      }
      if (options.json === true) printJson({ type: "summary", ...counts });
      else print(summary(counts));
      return counts.up + counts.down + counts.errors === 0 ? EXIT.done : EXIT.checkFailed;
    } finally {
      source.close();
    }
  } finally {
    workshop.close();
  }
}

/** Exit code 8 says that scores moved, so a file that cannot be used ends in another. */
async function requireBootcamp(file: string, workshop: Workshop): Promise<LoadedBootcamp> {
  try {
    return await loadBootcamp(file, workshop);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    throw new CommandError(EXIT.usage, error.message, { cause: error });
  }
}

type Source = { readonly responses: AsyncIterable<StoredResponse>; readonly close: () => void };

async function openSource(
  old: { readonly file: string; readonly loaded: LoadedBootcamp },
  options: RescoreOptions,
  workshop: Workshop,
): Promise<Source> {
  const { program, card } = old.loaded;
  if (options.samples !== undefined) {
    return { responses: readSamples(options.samples, program), close: () => {} };
  }
  const store = readRecord(options.db);
  try {
    const wanted = { source: readBootcampFile(old.file), name: card.name, slug: card.slug };
    const drafts = requireJudgedDrafts(store, wanted, options.db);
    return { responses: readJudgeSamples(store, drafts, workshop), close: store.close };
  } catch (error) {
    store.close();
    throw error;
  }
}

/** As much of an answer as tells which it was. */
const SHOWN = 120;

function answerOf({ old, new: new_ }: Replayed): string | null {
  if (new_.status === "scored") return new_.answer;
  return old.status === "scored" ? old.answer : null;
}

function textLine(one: Replayed): string {
  const { comparison, stored } = one;
  const { place } = stored;
  if (comparison.status === "failed") {
    const sides = comparison.side === "both" ? "both" : comparison.side;
    return `${place}: ${paint("red", "error")} (${sides}): ${comparison.reason}`;
  }
  const answer = answerOf(one) ?? "";
  const shown = answer.length > SHOWN ? `${answer.slice(0, SHOWN)} …` : answer;
  const scores = `${shortScore(one.old)} -> ${shortScore(one.new)}`;
  const isUp = comparison.status === "moved" && comparison.direction === "up";
  return `${place}: ${paint(isUp ? "green" : "yellow", scores)}  answer: ${shown}`;
}

const shortScore = (score: Replayed["old"]): string =>
  score.status === "unparsable" ? "0 (unparsable)" : scoreText(score);

function asEvent({ stored, old, new: new_, comparison }: Replayed): object {
  const { place, origin } = stored;
  const drawn = origin.status === "drawn" ? origin.draw : {};
  const type = comparison.status === "failed" ? "error" : "moved";
  return { type, place, ...drawn, old, new: new_, response: stored.response };
}

function summary(counts: ReplayCounts): string {
  const { replayed, up, down, becameUnparsable, becameParsable, errors, unlikeStored } = counts;
  const parts = [
    `${countNoun(replayed, "response")} replayed`,
    `${up + down} moved`,
    `${up} up`,
    `${down} down`,
    `${becameUnparsable} became unparsable`,
    `${becameParsable} became parsable`,
    countNoun(errors, "error"),
  ];
  const unlike = `${unlikeStored} had another score when they were stored: OLD is not the class that scored them\n`;
  return `${parts.join(", ")}\n${unlikeStored > 0 ? unlike : ""}`;
}
