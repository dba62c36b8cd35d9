import type { Calibration } from "../core/checks/calibration.ts";
import { AGREEMENT, CALIBRATED } from "../core/checks/unit-test-report.ts";
import { makeCertificate } from "../core/verdict/certificate.ts";
import { type LibraryCard, numberCard } from "../core/library/library-card.ts";
import type { Shelf } from "./shelf.ts";
import { CASES_PER_LEVEL } from "../unittests/cases/evidence.ts";
import type { Inspection } from "../workshop/inspect-bootcamp.ts";
import { readVersion } from "../files/project.ts";

type Inspected = Extract<Inspection, { status: "inspected" }>;

/** The seed that a bootcamp without a record is put before the gates with. */
const SEED = 0;

/**
 * The card of a bootcamp that somebody wrote by hand: the gates that need no model, and null for all that
 * only a record could tell. It keeps its version, its waivers, what was reviewed of it, and how a model was
 * calibrated on it.
 */
export function handWrittenCard(
  { folder, current, former }: Shelf,
  { card, hashes, checks, figures, path }: Inspected,
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
  const kept = keptFrom(current?.card ?? null, { hashes, checks });
  const modelVerified = figures?.modelVerified ?? kept.modelVerified;
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
    gates: [...gates.slice(0, checks.length), ...kept.gates, ...gates.slice(checks.length)],
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

/**
 * Unit tests that take a description's solution, or a model, which nobody has at hand who inspects a library.
 */
export const BEYOND_INSPECTION: ReadonlySet<string> = new Set([AGREEMENT, CALIBRATED]);

/**
 * What such tests found of a class stays on its card as long as the class is the same to the letter, does the
 * same, and they were not made anew.
 */
function keptFrom(
  standing: LibraryCard | null,
  { hashes, checks }: Pick<Inspected, "hashes" | "checks">,
): { readonly gates: LibraryCard["gates"]; readonly modelVerified?: Calibration | undefined } {
  const isSame = standing?.hashes.code === hashes.code && standing.hashes.behaviour === hashes.behaviour;
  if (!isSame) return { gates: [] };
  const isAnew = (check: string): boolean => checks.some(({ name }) => name === check);
  const gates = standing.gates.filter(({ check }) => BEYOND_INSPECTION.has(check) && !isAnew(check));
  return { gates, modelVerified: isAnew(CALIBRATED) ? undefined : standing.modelVerified };
}
