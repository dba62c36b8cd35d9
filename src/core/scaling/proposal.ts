import { z } from "zod";
import { ANSWER_TYPES, HARD_BECAUSE } from "../task/map-cell.ts";

const cellSchema = z.object({
  domain: z.string(),
  answer: z.enum(ANSWER_TYPES),
  hardBecause: z.enum(HARD_BECAUSE),
});

/** What a proposer is asked for; with it the same request can be made again. */
export const wishSchema = z.object({
  cell: cellSchema,
  idea: z.discriminatedUnion("from", [
    z.object({ from: z.literal("cell") }),
    z.object({
      from: z.literal("parents"),
      /** Slugs: two are crossed, one is made different. */
      parents: z.array(z.string()).readonly(),
      change: z.string().nullable(),
    }),
    z.object({ from: z.literal("texts"), text: z.string() }),
  ]),
  /** What was told of earlier proposals. */
  told: z.string(),
});

export type Wish = Readonly<z.infer<typeof wishSchema>>;

/** Why a proposal goes no further, in the order in which it is looked for. */
export const REFUSALS = [
  "no reply",
  "unfit",
  "incomplete",
  "near-duplicate",
  "copies its text",
  "not in text alone",
  "not by rule",
  "unclear",
  "example wrong",
] as const;

export type Refusal = (typeof REFUSALS)[number];

/** What became of a proposal before anything of it was run. */
export const proposalOutcomeSchema = z.discriminatedUnion("status", [
  z.object({
    status: z.literal("passed"),
    /** The id of its task, and the file within the folder of proposals. */
    id: z.string(),
    file: z.string(),
    title: z.string(),
    cell: cellSchema,
    /** The description as it was written, by which later ones are compared with it. */
    description: z.string(),
  }),
  z.object({
    status: z.literal("refused"),
    why: z.enum(REFUSALS),
    detail: z.string(),
    title: z.string().nullable(),
  }),
]);

export type ProposalOutcome = Readonly<z.infer<typeof proposalOutcomeSchema>>;

/** A proposal as the record has it. */
export type StoredProposal = {
  readonly run: number;
  /** From 1 on within its run. */
  readonly number: number;
  readonly wish: Wish;
  /** Null while it is under way. */
  readonly outcome: ProposalOutcome | null;
};
