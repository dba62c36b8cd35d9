import { existsSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { readFates } from "../atlas/read-fates.ts";
import { readMap } from "../atlas/read-map.ts";
import { Rng } from "../bootcamp/index.ts";
import { findLibrary, readCatalogue } from "../catalogue/read-catalogue.ts";
import { archiveOf, yieldsOf } from "../core/scaling/archive.ts";
import { type Arm, chooseArm, needOf } from "../core/scaling/choose-arm.ts";
import { type LibraryMap, standsIn } from "../core/scaling/library-map.ts";
import { cellName, type MapCell } from "../core/task/map-cell.ts";
import { readRecord } from "../record/open-record.ts";
import type { ProposeFlags } from "./propose-flags.ts";

/** A proposal that is to be run next. */
export type Picked = { readonly id: string; readonly path: string; readonly cell: string };

/**
 * Picks so many of the proposals that wait in a folder, by the bandit that also chooses what is proposed: one that has
 * no task in any run yet, of the cell and source with the greatest drawn yield. The same record gives the same ones.
 */
export function pickProposals(count: number, flags: ProposeFlags): readonly Picked[] {
  const listed = readCatalogue(findLibrary(flags.library));
  const record = readRecord(flags.db);
  try {
    const map = readMap(listed, record);
    const fates = readFates(record);
    const proposals = record.proposals();
    const pulled = yieldsOf(archiveOf(proposals, (task) => fates.get(task)));
    const begun = new Set(
      record.listRuns().flatMap(({ id }) => record.tasks(id).map(({ task }) => String(task.id))),
    );
    const waiting = proposals.flatMap(({ wish, outcome }) => {
      if (outcome?.status !== "passed" || begun.has(outcome.id)) return [];
      const path = join(resolve(flags.to), outcome.file);
      const arm: Arm = { cell: outcome.cell, from: wish.idea.from };
      return existsSync(path) ? [{ id: outcome.id, path: relative(".", path), arm }] : [];
    });
    return draw(count, waiting, { map, pulled, seed: flags.seed });
  } finally {
    record.close();
  }
}

type Waiting = { readonly id: string; readonly path: string; readonly arm: Arm };

function draw(
  count: number,
  waiting: readonly Waiting[],
  about: { readonly map: LibraryMap; readonly pulled: ReturnType<typeof yieldsOf>; readonly seed: number },
): readonly Picked[] {
  const rng = Rng.from(`pick ${about.seed} ${about.pulled.length}`);
  const left = [...waiting];
  const underWay: Arm[] = [];
  const picked: Picked[] = [];
  const need = (cell: MapCell): number => {
    const held = about.map.bootcamps.filter((one) => standsIn(one, cell)).length;
    return needOf(held + underWay.filter((one) => cellName(one.cell) === cellName(cell)).length);
  };
  while (picked.length < count) {
    const arms = left.map(({ arm }) => arm);
    const chosen = chooseArm({ arms, pulled: about.pulled, underWay, need, random: () => rng.float() });
    const [one] = left.splice(chosen === undefined ? left.length : arms.indexOf(chosen), 1);
    if (one === undefined) break;
    underWay.push(one.arm);
    picked.push({ id: one.id, path: one.path, cell: cellName(one.arm.cell) });
  }
  return picked;
}
