import { z } from "zod";

/** Where the idea of a proposal came from: a cell of the map alone, bootcamps that there are, or a text. */
export const PROPOSAL_SOURCES = ["cell", "parents", "texts"] as const;

export type ProposalSource = (typeof PROPOSAL_SOURCES)[number];

/** Who proposed a description, and from what. */
export const proposalOriginSchema = z.strictObject({
  by: z.string(),
  from: z.enum(PROPOSAL_SOURCES),
  /** Bootcamps that were crossed, or the one that was made different. */
  parents: z.array(z.string()).readonly(),
});

export type ProposalOrigin = Readonly<z.infer<typeof proposalOriginSchema>>;
