import { Rng } from "../../bootcamp/index.ts";
import { CommandError, EXIT } from "../../core/run/exit-codes.ts";
import { chooseLevels, type LevelChoice } from "../../core/training/choose-levels.ts";
import { countCases, type LevelCount, type Mixture, rewardOf } from "../../core/training/mixture.ts";
import type { Split } from "../../core/training/splits.ts";
import { divideCounts } from "../../core/training/spread-evenly.ts";
import type { PublishedVersion } from "../../export/published-versions.ts";
import type { Workshop } from "../../workshop/workshop.ts";
import { chooseVersions } from "./choose-versions.ts";
import type { Dataset, DatasetRow } from "../layout/dataset.ts";
import { drawLevel, type KeptCase } from "./draw-level.ts";
import { type OpenedVersion, openPublished, versionName } from "./open-published.ts";

/** What a data set is made from. */
export type DatasetRequest = {
  /** How many cases over all splits; null for what the mixture states exactly. */
  readonly cases: number | null;
  readonly levels: LevelChoice;
  readonly seed: number;
  /** Slugs of the bootcamps that are drawn from; null for all that the mixture leaves. */
  readonly bootcamps: readonly string[] | null;
  readonly splits: readonly Split[];
  readonly mixture: Mixture;
};

/** A version with the levels that are drawn from. */
type Planned = OpenedVersion & { readonly levels: readonly number[] };

/**
 * Draws a data set from the bootcamps of a library: levels and counts by the mixture, each case in one split, the
 * rows of each split in an order that the seed decides. Throws a CommandError for what cannot be had.
 */
export async function buildDataset(
  library: readonly PublishedVersion[],
  request: DatasetRequest,
  workshop: Workshop,
): Promise<Dataset> {
  const { mixture, splits, seed } = request;
  const opened = await inTurn(chooseVersions(library, request), (one) => openPublished(one, workshop));
  const planned = planLevels(opened, request.levels);
  const counted = countCases(
    mixture,
    planned.map(({ published, levels }) => ({ ...published, levels })),
    request.cases,
  );
  if (counted.status === "impossible") throw refused(`mixture: ${counted.reason}`);
  const strata = planned.map((one, index) => ({ one, counts: counted.counts[index] ?? [] }));
  const wanted = divideCounts(
    strata.flatMap(({ counts }) => counts.map(({ count }) => count)),
    splits.map(({ share }) => share),
  );
  let before = 0;
  const rows = await inTurn(strata, ({ one, counts }) => {
    const ofThis = wanted.slice(before, before + counts.length);
    before += counts.length;
    return drawVersion(one, { counts, wanted: ofThis }, request);
  });
  return {
    seed,
    tasks: strata.map(({ one: { published }, counts }) => ({
      published,
      levels: counts.flatMap(({ level, count }) => (count > 0 ? [level] : [])),
      reward: rewardOf(mixture, published),
    })),
    splits: splits.map(({ name, share }, split) => ({
      name,
      share,
      rows: inOrder(
        rows.flat().filter((row) => row.split === split),
        { seed, name },
      ),
    })),
  };
}

/** The chosen levels of each version. Throws a CommandError where one has none of them. */
function planLevels(opened: readonly OpenedVersion[], choice: LevelChoice): readonly Planned[] {
  return opened.map((one) => {
    const { published, levelCount } = one;
    const inBand = published.card.judge?.inBand ?? null;
    const levels = chooseLevels(choice, { count: levelCount, inBand });
    if (levels.length > 0) return { ...one, levels };
    const has = `has the levels 0 to ${levelCount - 1}`;
    throw refused(
      choice.kind === "listed"
        ? `--levels: ${versionName(published)} ${has}, and none of ${choice.levels.join(", ")}`
        : `--levels ${choice.kind}: ${versionName(published)} ${has}, and by its card none is inside the band; leave it out with a mixture`,
    );
  });
}

type PlacedRow = Omit<DatasetRow, "extra"> & {
  readonly split: number;
  readonly extra: Omit<DatasetRow["extra"], "index" | "split">;
};

async function drawVersion(
  { published, program, drawing }: Planned,
  {
    counts,
    wanted,
  }: { readonly counts: readonly LevelCount[]; readonly wanted: readonly (readonly number[])[] },
  request: DatasetRequest,
): Promise<readonly PlacedRow[]> {
  const { slug, version, domain, card } = published;
  const { seed, splits } = request;
  const seen = new Set<string>();
  const name = versionName(published);
  const rows = await inTurn([...counts.entries()], async ([place, { level }]) => {
    const stratum = { name, program, drawing, level, seed, wanted: wanted[place] ?? [], splits, seen };
    const toRow = (kept: KeptCase): PlacedRow => ({
      split: kept.split,
      className: card.name,
      prompt: kept.prompt,
      truth: { bootcamp: slug, version, case: kept.instance },
      extra: { bootcamp: slug, version, domain, level, seed, case_id: kept.id },
    });
    return (await drawLevel(stratum)).map(toRow);
  });
  return rows.flat();
}

/** Shuffled, so that a trainer which reads a file from top to bottom meets all bootcamps and levels. */
function inOrder(
  rows: readonly PlacedRow[],
  { seed, name }: { readonly seed: number; readonly name: string },
): readonly DatasetRow[] {
  const shuffled = Rng.from(`order of a data set\n${seed}\n${name}`).shuffle(rows);
  return shuffled.map(({ prompt, truth, className, extra }, index) => ({
    prompt,
    truth,
    className,
    extra: { index, split: name, ...extra },
  }));
}

/** One after the other: the sandbox works on each batch with all that it has. */
async function inTurn<Item, Value>(
  items: readonly Item[],
  work: (item: Item) => Promise<Value>,
): Promise<readonly Value[]> {
  const values: Value[] = [];
  for (const item of items) values.push(await work(item));
  return values;
}

const refused = (message: string): CommandError => new CommandError(EXIT.usage, message);
