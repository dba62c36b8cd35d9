import { makeCertificate } from "../core/verdict/certificate.ts";
import { type LibraryCard, numberCard } from "../core/library/library-card.ts";
import type { Shelf } from "./shelf.ts";
import { CASES_PER_LEVEL } from "../unittests/cases/evidence.ts";
import type { Inspection } from "../workshop/inspect-bootcamp.ts";
import { readVersion } from "../files/project.ts";

/** The seed that a bootcamp without a record is put before the gates with. */
const SEED = 0;

/**
 * The card of a bootcamp that somebody wrote by hand: the gates that need no model, and null for all that only
 * a record could tell. It keeps its version, its waivers and what was reviewed of it.
 */
export function handWrittenCard(
  { folder, current, former }: Shelf,
  { card, hashes, checks, figures, path }: Extract<Inspection, { status: "inspected" }>,
): LibraryCard {
  const { node, v8 } = process.versions;
  const seed = current?.card?.seeds[0] ?? SEED;
  const versions = { campforge: readVersion(), node, v8 };
  const { gates, measured } = makeCertificate({
    task: "",
    run: 0,
    line: 0,
    round: 0,
    name: card.name,
    slug: card.slug,
    hashes,
    behaviourProblem: null,
    path,
    models: { author: "", judge: "" },
    prompts: {},
    versions,
    checks,
    figures,
    cases: card.levels.length * CASES_PER_LEVEL,
    seed,
    oracle: { status: "not-asked" },
    critic: { status: "not-asked" },
    adversary: { status: "not-asked" },
    judged: null,
    verdict: null,
  });
  const standing = current?.card?.hashes.code === hashes.code ? current.card.modelVerified : undefined;
  const modelVerified = figures?.modelVerified ?? standing;
  const version = current?.card?.version ?? (former.at(-1)?.card.version ?? 0) + 1;
  const unnumbered = {
    card: 1 as const,
    name: card.name,
    slug: card.slug,
    domain: folder.slice(0, folder.indexOf("/")),
    title: card.title,
    hashes,
    origin: null,
    models: {},
    prompts: {},
    software: versions,
    seeds: [seed],
    gates: [...gates],
    measured,
    judge: null,
    verdict: null,
    flags: [],
    waivers: current?.card?.waivers ?? [],
    ...(current?.card?.reviewed === undefined ? {} : { reviewed: current.card.reviewed }),
    ...(current?.card?.hardBecause === undefined ? {} : { hardBecause: current.card.hardBecause }),
    ...(path === null ? {} : { path }),
    ...(modelVerified === undefined ? {} : { modelVerified }),
    approval: null,
  };
  return numberCard(unnumbered, version);
}
