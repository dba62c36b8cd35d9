import { hashCode, sha256 } from "../../src/core/draft/hash.ts";
import { numberCard, type UnnumberedCard } from "../../src/core/library/library-card.ts";
import type { Candidate } from "../../src/export/plan-export.ts";
import type { Library } from "../../src/export/read-library.ts";
import type { Shelf } from "../../src/export/shelf.ts";

export type Wanted = {
  readonly name?: string;
  readonly slug?: string;
  readonly domain?: string;
  readonly task?: string | null;
  readonly source?: string;
};

/** An approved draft; nothing of it was measured. */
export function aCandidate(wanted: Wanted = {}): Candidate {
  const { name = "Sudoku", slug = "sudoku", domain = "puzzles", task = "sudoku" } = wanted;
  const source = wanted.source ?? `export default class ${name} {}\n`;
  const card: UnnumberedCard = {
    card: 1,
    name,
    slug,
    domain,
    title: name,
    hashes: { code: hashCode(source), program: sha256("program"), behaviour: sha256("behaviour") },
    origin:
      task === null
        ? null
        : {
            task,
            run: 1,
            line: 1,
            round: 1,
            source: "here",
            licence: "MIT",
            description: sha256("description"),
            reference: null,
          },
    models: { author: "a", judge: "b" },
    prompts: {},
    software: {},
    seeds: [0],
    gates: [],
    judge: null,
    verdict: "accepted",
    flags: [],
    waivers: [],
    approval:
      task === null
        ? null
        : { reviewer: "ada", note: null, at: "2026-01-01T00:00:00.000Z", seen: sha256(source) },
  };
  return { folder: `${domain}/${slug}`, source, card };
}

/** A folder of the library that holds such a draft. */
export function aShelf(wanted: Wanted = {}, version = 1): Shelf {
  const { folder, source, card } = aCandidate(wanted);
  return { folder, current: { source, card: numberCard(card, version) }, former: [] };
}

/** A library of some folders. */
export function aLibrary(...shelves: readonly Shelf[]): Library {
  return { shelves, index: null, problems: [], isInterrupted: false };
}
