import type { LevelParameters } from "./card.ts";
import type { CompileReport, Program } from "./compile-report.ts";
import type { CodeHash } from "../task/ids.ts";
import type { UnitTestReport } from "../checks/unit-test-report.ts";

/** What a model call was made for: names its reply in the memo, in recordings and in the store. */
export type DraftAddress = { readonly line: number; readonly round: number };

/** Whether both are the same round of the same line; nothing is the same as none. */
export const isSameDraft = (one: DraftAddress, other: DraftAddress | null | undefined): boolean =>
  one.line === other?.line && one.round === other.round;

/** One class as an author wrote it in one round of one line of descent. Both count from 1. */
export type Draft = DraftAddress & { readonly source: string; readonly codeHash: CodeHash };

/** A round of a line and how far it came. Each status has passed the stages of those before it. */
export type Round =
  | (DraftAddress & {
      readonly status: "unusable-reply";
      readonly reason: string;
      /** Who is to blame: what the model wrote; the endpoint, which gave no reply at all, or turned the request away. */
      readonly by: "model" | "endpoint" | "refusal";
    })
  | {
      readonly status: "not-compiled";
      readonly draft: Draft;
      readonly report: CompileReport & { status: "refused" };
    }
  | {
      readonly status: "tested";
      readonly draft: Draft;
      readonly program: Program;
      readonly bootcamp: TestedBootcamp;
      readonly report: UnitTestReport;
      /** Why its author left it as it is, though there were remarks to weigh. */
      readonly stands?: string;
    };

/** What the judge needs of a class that has loaded. */
export type TestedBootcamp = {
  readonly name: string;
  readonly slug: string;
  readonly levels: readonly LevelParameters[];
};

/** A round whose reply held a class. */
export type DraftedRound = Exclude<Round, { status: "unusable-reply" }>;

/** A round whose draft can be run. */
export type TestedRound = Extract<Round, { status: "tested" }>;

/** A round as it is told of: what it was found to be, without the program, which nobody who is told runs. */
export type ToldRound = Exclude<Round, { status: "tested" }> | ToldTestedRound;

/** The same of one whose draft can be run. */
export type ToldTestedRound = Omit<TestedRound, "program">;

/** Where a round stands in its line. */
export function roundAddress(round: ToldRound): DraftAddress {
  const { line, round: number } = round.status === "unusable-reply" ? round : round.draft;
  return { line, round: number };
}
