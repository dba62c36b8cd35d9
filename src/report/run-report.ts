import { z } from "zod";
import { bandSchema } from "../core/judging/band.ts";
import { ANSWER_TYPES, HARD_BECAUSE, HARDNESS } from "../core/task/map-cell.ts";

/** Raised whenever a field changes its meaning or goes; docs/report.md describes the fields. */
export const REPORT_VERSION = 1;

/** Begins every report file of ours, whatever its format: by this a report is known as one. */
export const REPORT_MARK = "campforge report";

const count = z.int().min(0);
const share = z.number().min(0).max(1);
const accuracy = z.object({ mean: share, low: share, high: share, samples: count });
const level = z.object({
  level: count,
  decision: z.string(),
  attempts: count,
  ...accuracy.shape,
});
const verdict = z.enum(["accepted", "flagged", "rejected"]);
const verdictCounts = { accepted: count, flagged: count, rejected: count, undecided: count };

/** What calls took. Money is in the currency of the prices, null where no call has a price. */
const spending = {
  calls: count,
  promptTokens: count,
  completionTokens: count,
  estimated: count,
  cost: z.number().nullable(),
  priced: count,
};

/** What became of one draft. */
const draft = z.object({
  line: count,
  round: count,
  outcome: z.enum(["no usable reply", "does not compile", "stopped", "remarks", "passed"]),
  /** Checks that failed, the first diagnostics, or why the reply was no use. */
  stoppedBy: z.array(z.string()),
  /** Checks that warned. */
  remarks: z.array(z.string()),
  /** What the gates found that need a model, each in a few words. */
  found: z.array(z.string()),
  judged: z.array(z.object({ level: count, mean: share, attempts: count, decision: z.string() })),
});

/** A bootcamp of the library or the record, and where it belongs on the map (docs/scaling.md). */
const placed = z.object({
  slug: z.string(),
  title: z.string(),
  domain: z.string(),
  answer: z.enum(ANSWER_TYPES),
  hardBecause: z.enum(HARD_BECAUSE).nullable(),
  hardness: z.enum(HARDNESS),
  where: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("library"), folder: z.string() }),
    z.object({ kind: z.literal("record"), run: count, task: z.string() }),
  ]),
});

/** A report on a run as JSON. */
export const runReportSchema = z.object({
  kind: z.literal(REPORT_MARK),
  version: z.literal(REPORT_VERSION),
  run: z.object({
    id: count,
    status: z.enum(["running", "stopped", "done"]),
    startedAt: z.string(),
    finishedAt: z.string().nullable(),
    band: bandSchema,
    models: z.record(z.string(), z.string()),
    versions: z.record(z.string(), z.string()),
  }),
  verdicts: z.object(verdictCounts),
  domains: z.array(z.object({ domain: z.string(), ...verdictCounts })),
  reasons: z.array(z.object({ verdict: z.enum(["flagged", "rejected"]), reason: z.string(), tasks: count })),
  funnel: z.object({
    described: count,
    compiled: count,
    runs: count,
    tested: count,
    judged: count,
    inBand: count,
  }),
  rounds: z.array(z.object({ round: count, drafts: count, simplified: count, problematic: count })),
  gates: z.array(
    z.object({
      gate: z.string(),
      check: z.string(),
      passed: count,
      warned: count,
      waived: count,
      failed: count,
      skipped: count,
    }),
  ),
  spending: z.object({
    ...spending,
    /** Null where nothing was accepted. */
    tokensPerAccepted: z.number().nullable(),
    costPerAccepted: z.number().nullable(),
    roles: z.array(
      z.object({ role: z.string(), endpoint: count, memo: count, recording: count, ...spending }),
    ),
  }),
  /** What reviewers decided; `waiting` could be approved, and nobody has decided about it. */
  decisions: z.object({
    waiting: z.array(z.string()),
    approved: count,
    rejected: count,
    sentBack: count,
    taken: z.array(
      z.object({
        task: z.string(),
        kind: z.enum(["approve", "reject", "send-back", "undo"]),
        round: count,
        reviewer: z.string(),
        note: z.string().nullable(),
        at: z.string(),
        /** Whether it is undone, or about a round that later ones have overtaken. */
        status: z.enum(["stands", "undone", "overtaken"]),
      }),
    ),
  }),
  review: z.array(z.object({ task: z.string(), priority: count, why: z.string(), command: z.string() })),
  unfinished: z.array(
    z.object({ state: z.string(), problem: z.string().nullable(), tasks: z.array(z.string()) }),
  ),
  tasks: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      domain: z.string(),
      state: z.string(),
      verdict: verdict.nullable(),
      reasons: z.array(z.object({ kind: z.string(), text: z.string() })),
      /** The level that speaks for the task, one of `levels`; null where nothing was judged. */
      decisive: level.nullable(),
      levels: z.array(level),
      levelCount: count,
      rounds: count,
      drafts: z.array(draft),
      objections: z.array(
        z.object({ gate: z.string(), check: z.string(), result: z.string(), detail: z.string() }),
      ),
      /** What was measured of the draft that the verdict is about; null where it was not. */
      measured: z.object({
        floor: z.number().nullable(),
        shortcut: z.number().nullable(),
        agreementOnRight: z.number().nullable(),
        agreementOnWrong: z.number().nullable(),
      }),
      spending: z.object(spending),
    }),
  ),
  /** Everything that library and record hold; left out where the library could not be read. */
  map: z.array(placed).exactOptional(),
});

/** What a report says, as data; every rendering is made of this alone. */
export type RunReport = Readonly<z.infer<typeof runReportSchema>>;
export type ReportedTask = RunReport["tasks"][number];
export type ReportedDraft = Readonly<z.infer<typeof draft>>;
export type Spending = ReportedTask["spending"];
