import type { AdversaryReport } from "../judging/adversary-report.ts";
import type { Band } from "../judging/band.ts";
import type { Compile, CompileBlind } from "../draft/compile-report.ts";
import type { Complete, Converse } from "../calls/completion.ts";
import type { CriticReport } from "../judging/critic-report.ts";
import type { Verdict } from "../verdict/decide-verdict.ts";
import type { Draft, DraftAddress, TestedBootcamp, ToldRound, ToldTestedRound } from "../draft/draft.ts";
import type { JobLimits, Sandbox } from "../draft/execution.ts";
import type { CodeHash, TaskId } from "../task/ids.ts";
import type { ModelVerifier } from "../draft/model-verifier.ts";
import type { JudgeReport, JudgeSample } from "../judging/judge-report.ts";
import type { OracleReport } from "../judging/oracle-report.ts";
import type { KnownBootcamp } from "../draft/novelty.ts";
import type { Prompts } from "../calls/prompts.ts";
import type { SentBack } from "../review/decision.ts";
import type { SamplingRule } from "../judging/sampling-rule.ts";
import type { TaskDescription } from "../task/task-description.ts";
import type { UnitTestReport } from "../checks/unit-test-report.ts";

/** Everything that acts, passed in: the straight line itself does no I/O of its own. */
export type Drivers = {
  readonly compile: Compile;
  /** The same for the programs of the second oracle. */
  readonly compileBlind: CompileBlind;
  readonly sandbox: Sandbox;
  /** The bootcamps that a draft of this code must not be a twin of; the same ones for as long as a run takes. */
  readonly known: (code: CodeHash) => Promise<readonly KnownBootcamp[]>;
  readonly complete: Complete;
  readonly converse: Converse;
  readonly prompts: Prompts;
  /**
   * Has a draft compiled and tested when it is its turn: the evidence of many at once fills the memory, and
   * more at once than there are processors only makes all of them late.
   */
  readonly inTurn: <Value>(work: () => Promise<Value>) => Promise<Value>;
  /**
   * What the tests said of a draft when it was run before. They are not run again then: on a busy machine they
   * may say something else, and the author would be asked anew.
   */
  readonly recall: (task: TaskId, draft: Draft) => Tested | undefined;
  /** Where the drafts of this run that were judged so far were inside the band: 0 their easiest level, 1 the hardest. */
  readonly insideSoFar: () => readonly number[];
  /** Told of each thing as it happens; what it does with it must be idempotent. */
  readonly record: (event: SynthesisEvent) => void;
  /** Who watches how long each stage takes. */
  readonly within: Within;
};

/** What testing a draft gives, waivers applied. */
export type Tested = { readonly report: UnitTestReport; readonly bootcamp: TestedBootcamp };

/** A stretch of the line that takes time and has a name. */
export type Stage =
  | { readonly kind: "task"; readonly task: TaskId }
  | ({
      readonly kind: "second oracle" | "adversary" | "critic" | "judge";
      readonly task: TaskId;
    } & DraftAddress);

/** Does the work of a stage; what it gives and throws is the work's own. */
export type Within = <Value>(stage: Stage, work: () => Promise<Value>) => Promise<Value>;

export type SynthesisOptions = {
  /** The most rounds of a line, the first included. */
  readonly rounds: number;
  /** Independent lines of descent. */
  readonly drafts: number;
  readonly seed: number;
  readonly rule: SamplingRule;
  readonly band: Band;
  readonly limits: JobLimits;
  /**
   * Whether a blind solver confirms the truth, whether a critic reads the class, and whether somebody looks for a
   * shortcut.
   */
  readonly oracle: boolean;
  readonly critic: boolean;
  readonly adversary: boolean;
  /** Whether a judge attempts the cases; what was not judged is never accepted. */
  readonly judge: boolean;
  /** Whether the author of the class sees the description's solution, and not only the oracle's author. */
  readonly sharesReference?: boolean;
  /** Who compares the answers of a class that is verified by a model; not there where nobody is configured. */
  readonly modelVerifier?: ModelVerifier;
};

/** The same for one task, with the rounds that reviewers asked for, oldest first. */
export type TaskOptions = SynthesisOptions & { readonly sentBack: readonly SentBack[] };

/** What became of one task. */
export type Synthesis = {
  readonly task: TaskDescription;
  readonly rounds: readonly ToldRound[];
  readonly judged: JudgeReport | null;
  readonly oracle: OracleReport;
  readonly critic: CriticReport;
  readonly adversary: AdversaryReport;
  readonly verdict: Verdict;
  /** The round that the verdict is about; null when no reply was usable. */
  readonly decisive: DraftAddress | null;
};

export type SynthesisEvent =
  | {
      /** A reply without usable code; the author is asked once more within the same round. */
      readonly type: "reply-refused";
      readonly task: TaskDescription;
      readonly address: DraftAddress;
      readonly reason: string;
    }
  | { readonly type: "round-finished"; readonly task: TaskDescription; readonly round: ToldRound }
  /** The round once more, with its author's reason to leave it as it is. */
  | { readonly type: "draft-stands"; readonly task: TaskDescription; readonly round: ToldTestedRound }
  /** The round once more, with the check that needs the second oracle's author. */
  | { readonly type: "reference-compared"; readonly task: TaskDescription; readonly round: ToldTestedRound }
  /** The round once more, with the check that needs a model verifier. */
  | { readonly type: "verifier-calibrated"; readonly task: TaskDescription; readonly round: ToldTestedRound }
  | {
      readonly type: "truth-examined";
      readonly task: TaskDescription;
      readonly address: DraftAddress;
      readonly oracle: OracleReport;
    }
  | {
      readonly type: "draft-criticized";
      readonly task: TaskDescription;
      readonly address: DraftAddress;
      readonly critic: CriticReport;
    }
  | {
      readonly type: "shortcut-sought";
      readonly task: TaskDescription;
      readonly address: DraftAddress;
      readonly adversary: AdversaryReport;
    }
  | {
      readonly type: "samples-taken";
      readonly task: TaskDescription;
      readonly address: DraftAddress;
      readonly samples: readonly JudgeSample[];
    }
  | {
      readonly type: "draft-judged";
      readonly task: TaskDescription;
      readonly address: DraftAddress;
      readonly judged: JudgeReport;
    }
  /** Found at the end of a run: the verdict takes the place of the one before. */
  | { readonly type: "twin-found"; readonly task: TaskDescription; readonly verdict: Verdict }
  | { readonly type: "task-decided"; readonly task: TaskDescription; readonly synthesis: Synthesis };
