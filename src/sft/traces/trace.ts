import type { ExtraInfo } from "../../core/training/ground-truth.ts";
import {
  type Column,
  messagesColumn,
  structColumn,
  textField,
  wholeField,
  writeParquet,
} from "../../datasets/layout/parquet.ts";
import { jsonLines } from "../../datasets/layout/trainer.ts";

/** The layout of what supervised fine-tuning gets: another layout is another version. */
export const SFT_SCHEMA = "campforge.sft/1";

/** The `model` of a trace that the class itself worked out. */
export const WORKED_BY_CLASS = "workedSolution";

/** A prompt with a solution that scores 1, and where the solution is from. */
export type Trace = {
  readonly prompt: string;
  readonly solution: string;
  readonly extra: ExtraInfo;
  /** Who solved it: a model by its name, or `workedSolution`. */
  readonly model: string;
  /** Which of several solutions of one case it is, from 0. */
  readonly sample: number;
};

type Message = { readonly role: "user" | "assistant"; readonly content: string };

const messagesOf = ({ prompt, solution }: Trace): readonly Message[] => [
  { role: "user", content: prompt },
  { role: "assistant", content: solution },
];

/** Where a solution is from, as a row states it. */
export function provenanceOf({ extra, model, sample }: Trace): object {
  const { bootcamp, version, domain, level, seed, case_id } = extra;
  return { bootcamp, version, domain, level, seed, case_id, model, sample };
}

/** The same as fields of a parquet column. */
export const PROVENANCE_FIELDS = [
  textField("bootcamp"),
  wholeField("version"),
  textField("domain"),
  wholeField("level"),
  wholeField("seed"),
  textField("case_id"),
  textField("model"),
  wholeField("sample"),
];

/** The values of these fields. */
export function provenanceColumns({ extra, model, sample }: Trace): Readonly<Record<string, unknown>> {
  return {
    bootcamp: extra.bootcamp,
    version: BigInt(extra.version),
    domain: extra.domain,
    level: BigInt(extra.level),
    seed: BigInt(extra.seed),
    case_id: extra.case_id,
    model,
    sample: BigInt(sample),
  };
}

const COLUMNS: readonly Column<Trace>[] = [
  messagesColumn("messages", messagesOf),
  structColumn("provenance", PROVENANCE_FIELDS, provenanceColumns),
];

/** Traces as chats, a JSON object a line. */
export function traceLines(traces: readonly Trace[]): string {
  return jsonLines(traces.map((trace) => ({ messages: messagesOf(trace), provenance: provenanceOf(trace) })));
}

/** The same as parquet. */
export function traceTable(traces: readonly Trace[]): Uint8Array {
  return writeParquet(traces, COLUMNS, SFT_SCHEMA);
}
