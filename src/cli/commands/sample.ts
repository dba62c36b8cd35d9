import { describeExecution } from "../../unittests/cases/evidence.ts";
import type { Json } from "../../bootcamp/index.ts";
import type { CheckedCard } from "../../core/draft/card.ts";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { levelRank } from "../../core/text/level-rank.ts";
import { paint } from "../../core/text/paint.ts";
import { loadBootcamp } from "../../workshop/load-bootcamp.ts";
import { JOB_LIMITS, openWorkshop } from "../../workshop/workshop.ts";
import { print, printJson } from "../output/print.ts";

export type SampleOptions = {
  readonly count: number;
  readonly level: number;
  readonly seed: number;
  readonly json?: boolean;
};

/** Cases in one crossing. */
const CROSSING = 100;

type DrawnCase = {
  readonly index: number;
  readonly instance: Json;
  readonly prompt: string;
  readonly reference: string;
};

/**
 * Prints cases of a bootcamp: at a terminal as a person reads them, else a JSON line each, with case, prompt and
 * reference.
 */
export async function sample(file: string, options: SampleOptions): Promise<number> {
  const workshop = openWorkshop();
  try {
    const { program, card } = await loadBootcamp(file, workshop);
    const { level, seed, count } = options;
    if (level >= card.levels.length) {
      throw new CommandError(
        EXIT.usage,
        `--level ${level}: ${card.name} has the levels 0 to ${card.levels.length - 1}, easiest first`,
      );
    }
    const isRead = options.json !== true && process.stdout.isTTY;
    for (let start = 0; start < count; start += CROSSING) {
      const range = { level, seed, start, count: Math.min(CROSSING, count - start) };
      const drawn = await workshop.sandbox.draw(program, range, JOB_LIMITS);
      if (drawn.status !== "completed")
        throw new CommandError(EXIT.checkFailed, `${file}: drawing cases: ${describeExecution(drawn)}`);
      for (const outcome of drawn.value) {
        if (outcome.status === "threw") {
          throw new CommandError(
            EXIT.checkFailed,
            `${file}: case ${outcome.index}: ${outcome.method} failed: ${outcome.message}`,
          );
        }
        if (isRead) print(renderCase(outcome, card, options));
        else printJson({ case: outcome.instance, prompt: outcome.prompt, reference: outcome.reference });
      }
    }
    return EXIT.done;
  } finally {
    workshop.close();
  }
}

function renderCase(
  { index, prompt, reference }: DrawnCase,
  card: CheckedCard,
  { level, seed }: SampleOptions,
): string {
  const parameters = Object.entries(card.levels[level] ?? {}).map(
    ([name, value]) => `${name} ${String(value)}`,
  );
  const rank = levelRank(level, card.levels.length);
  return [
    paint("bold", `${card.name}, level ${level}${rank}, case ${index}, seed ${seed}`),
    paint("dim", parameters.join(", ")),
    "",
    prompt.trimEnd(),
    "",
    paint("bold", "Reference answer"),
    reference.trimEnd(),
    "",
    "",
  ].join("\n");
}
