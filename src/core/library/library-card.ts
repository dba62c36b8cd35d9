import { z } from "zod";
import { measuredSchema } from "../verdict/measured.ts";
import type { Certificate } from "../verdict/certificate.ts";
import type { Decision } from "../review/decision.ts";
import { calibrationSchema } from "../checks/calibration.ts";
import { verificationPathSchema } from "../draft/class-study.ts";
import { CLASS_NAME } from "../draft/card.ts";
import { hashJson, sha256 } from "../draft/hash.ts";
import { HARD_BECAUSE } from "../task/map-cell.ts";
import type { TaskDescription } from "../task/task-description.ts";

const hash = z.string().regex(/^[0-9a-f]{64}$/, "expected a SHA-256 in hexadecimal");
const share = z.number().min(0).max(1);

/** A gate's result on a card. What was looked at, on how many cases of which seeds, and how it ended. */
const gate = z.strictObject({
  gate: z.enum(["unit tests", "second oracle", "adversary", "critic", "judge"]),
  check: z.string(),
  result: z.enum(["passed", "failed", "warned", "skipped", "waived"]),
  detail: z.string(),
  n: z.int().min(0),
  seeds: z.array(z.int()).readonly(),
});

const judgedLevel = z.strictObject({
  level: z.int().min(0),
  decision: z.string(),
  attempts: z.int().min(0),
  accuracy: z.strictObject({ mean: share, low: share, high: share, samples: z.int().min(0) }),
});

/** What a reader who knows the field did with a bootcamp beyond its gates. */
const review = z.strictObject({
  /** The hash of the behaviour that was reviewed; where the bootcamp's own is another, the review is of an earlier one. */
  behaviour: hash,
  /** Rendered prompts that were read, and the levels they came from. */
  prompts: z.int().min(0),
  levels: z.array(z.int().min(0)).readonly(),
  /** Cases that were solved by hand and then compared with the verifier. */
  solvedByHand: z.int().min(0),
  /** A program written from the prompts alone, and how often its answers and its verdicts agreed with the class. */
  solver: z.strictObject({ what: z.string(), cases: z.int().min(0), agreed: z.int().min(0) }),
});

/** What a class was compared with that was written anew and does the same. */
const rewriting = z.strictObject({
  /** The version whose behaviour it has; what models and readers found of that one holds for it. */
  of: z.int().min(1),
  /** Cases that both drew alike, with prompt, reference and hardness, and responses that both scored alike. */
  cases: z.int().min(1),
  responses: z.int().min(1),
  reviewer: z.string(),
  note: z.string().nullable(),
  at: z.string(),
});

/** `card.json` beside a bootcamp of the library. */
export const libraryCardSchema = z.strictObject({
  /** The version of this layout. */
  card: z.literal(1),
  name: z.string().regex(CLASS_NAME),
  slug: z.string(),
  domain: z.string(),
  title: z.string(),
  /** Counts from 1; another code is another version. */
  version: z.int().min(1),
  hashes: z.strictObject({
    /** Of the source text. */
    code: hash,
    /** Of the script and the toolkit that it runs with. */
    program: hash,
    /** Of cases, prompts, references and scores of a fixed seed. */
    behaviour: hash,
    /** Of this card without this field: a card that was edited does not agree with it. */
    card: hash,
  }),
  /** Where it came from; null for one that never went through a run. */
  origin: z
    .strictObject({
      task: z.string(),
      run: z.int().min(1),
      line: z.int().min(1),
      round: z.int().min(1),
      source: z.string(),
      licence: z.string(),
      description: hash,
      reference: z.strictObject({ language: z.string(), code: hash }).nullable(),
    })
    .nullable(),
  /** Who played which role, by role; one that was written by hand has no author. */
  models: z.record(z.string(), z.string()),
  /** Versions of the prompts by role. */
  prompts: z.record(z.string(), z.string()),
  /** Versions of what tested it. */
  software: z.record(z.string(), z.string()),
  /** The seeds that its cases were drawn from. */
  seeds: z.array(z.int()).readonly(),
  gates: z.array(gate).readonly(),
  /** What was measured of it; cards from before it was kept have none. */
  measured: measuredSchema.exactOptional(),
  /** Accuracy by level with intervals at 95%, and the levels inside the band; null where no judge was asked. */
  judge: z
    .strictObject({
      levels: z.array(judgedLevel).readonly(),
      inBand: z.array(z.int().min(0)).readonly(),
    })
    .nullable(),
  verdict: z.enum(["accepted", "flagged"]).nullable(),
  flags: z.array(z.string()).readonly(),
  waivers: z.array(z.strictObject({ check: z.string(), reason: z.string() })).readonly(),
  /** Which way its verifications go in the reward server, and why; cards from before it was kept have none. */
  path: verificationPathSchema.exactOptional(),
  /** What was checked by reading and by an independent solver; cards from before it was kept have none. */
  reviewed: review.exactOptional(),
  /**
   * What makes its cases hard, as its description or a reader says. It is no measurement and no part of the card's hash:
   * whoever knows better corrects it by hand. Cards from before it was kept have none.
   */
  hardBecause: z.enum(HARD_BECAUSE).exactOptional(),
  /**
   * Who compares its answers, and how that was calibrated; there for a bootcamp whose answers a model compares, and for
   * no other.
   */
  modelVerified: calibrationSchema.exactOptional(),
  /** There for a class that was written anew since it was let in, by whom and on what grounds. */
  rewritten: rewriting.exactOptional(),
  /** Who let it in, when and why; null for one that never went through a run. */
  approval: z
    .strictObject({ reviewer: z.string(), note: z.string().nullable(), at: z.string(), seen: hash })
    .nullable(),
});

/** On what grounds a class was put in the place of one that does the same. */
export type Rewriting = z.infer<typeof rewriting>;

/** What the library says of one version of a bootcamp. Plain JSON; the same record gives the same card. */
export type LibraryCard = z.infer<typeof libraryCardSchema>;

/** A card before its version and its own hash are known. */
export type UnnumberedCard = Omit<LibraryCard, "version" | "hashes"> & {
  readonly hashes: Omit<LibraryCard["hashes"], "card">;
};

/** What an approval is about. */
export type ApprovedDraft = {
  readonly certificate: Certificate;
  readonly task: TaskDescription;
  readonly title: string;
  readonly seed: number;
  /** Who played which role. */
  readonly models: Readonly<Record<string, string>>;
  readonly decision: Decision;
};

/** The card of an approved draft, or why it can have none. */
export type DrawnUpCard =
  | { readonly status: "drawn-up"; readonly card: UnnumberedCard }
  | { readonly status: "impossible"; readonly reason: string };

/** Draws up the card of an approved draft: all of it from the record and from what was measured. */
export function drawUpCard(approved: ApprovedDraft): DrawnUpCard {
  const { certificate, task, title, seed, models, decision } = approved;
  const { code, program, behaviour } = certificate.hashes;
  if (program === null || behaviour === null)
    return { status: "impossible", reason: certificate.behaviourProblem ?? "it does not run" };
  if (certificate.verdict === null || certificate.verdict === "rejected")
    return { status: "impossible", reason: "its verdict admits no approval" };
  const { reviewer, note, at, seen } = decision;
  const reference = task.referenceSolution;
  const card: UnnumberedCard = {
    card: 1,
    name: certificate.name,
    slug: certificate.slug,
    domain: task.domain,
    title,
    hashes: { code, program, behaviour },
    origin: {
      task: certificate.task,
      run: certificate.run,
      line: certificate.line,
      round: certificate.round,
      source: task.source,
      licence: task.licence,
      description: sha256(task.description),
      reference: reference === null ? null : { language: reference.language, code: sha256(reference.code) },
    },
    models,
    prompts: certificate.prompts,
    software: certificate.versions,
    seeds: [seed],
    gates: certificate.gates.map((one) => ({ ...one, seeds: [...one.seeds] })),
    measured: certificate.measured,
    judge:
      certificate.judge.length === 0
        ? null
        : {
            levels: [...certificate.judge],
            inBand: certificate.judge.flatMap(({ level, decision }) =>
              decision === "inside" ? [level] : [],
            ),
          },
    verdict: certificate.verdict,
    flags: certificate.flags,
    waivers: [...certificate.waivers],
    ...(certificate.path === null ? {} : { path: certificate.path }),
    ...(task.cell === undefined ? {} : { hardBecause: task.cell.hardBecause }),
    ...(certificate.modelVerified === null ? {} : { modelVerified: certificate.modelVerified }),
    approval: { reviewer, note, at, seen },
  };
  return { status: "drawn-up", card };
}

/** Gives a card its version and its own hash. */
export function numberCard(card: UnnumberedCard, version: number): LibraryCard {
  const numbered = { ...card, version };
  return { ...numbered, hashes: { ...card.hashes, card: hashMeasured(numbered) } };
}

/** The hash that a card should have, from everything else that stands in it but what makes it hard. */
export function hashCard({ hashes, ...rest }: LibraryCard): string {
  const { code, program, behaviour } = hashes;
  return hashMeasured({ ...rest, hashes: { code, program, behaviour } });
}

/** What makes a bootcamp hard is somebody's word: it may be corrected without the card losing what was measured. */
function hashMeasured(
  card: Omit<LibraryCard, "hashes"> & { readonly hashes: UnnumberedCard["hashes"] },
): string {
  const measured = Object.entries(card).filter(([name]) => name !== "hardBecause");
  return hashJson(Object.fromEntries(measured));
}

/** A card as `card.json` holds it: sorted keys, two spaces, one line feed at the end. */
export function cardText(card: LibraryCard): string {
  return `${JSON.stringify(sortKeys(card), null, 2)}\n`;
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(entries.map(([key, one]) => [key, sortKeys(one)]));
}
