import type { ThinkingForm } from "../../core/run/thinking-forms.ts";
import { floatText } from "../../core/text/float-text.ts";
import {
  type Column,
  floatField,
  messagesColumn,
  structColumn,
  writeParquet,
} from "../../datasets/layout/parquet.ts";
import { PROVENANCE_FIELDS, provenanceColumns, provenanceOf, type Trace } from "./trace.ts";

/** A solution of a model's own, with its thinking beside it and what it scored. */
export type SampledTrace = Trace & { readonly thinking: string; readonly score: number };

/** The layouts of sampled solutions: with the whole reply as content, and with the thinking in a field of its own. */
const SCHEMAS = { content: "campforge.sft/2", field: "campforge.sft-reasoning/1" } as const;

/** Long replies fill a group of a parquet file soon: so few rows of them are still read in one go. */
const ROWS_PER_GROUP = 1_000;

/**
 * A reply as the assistant's content. Between tags it is as the templates of reasoning models write it, and as
 * LLaMA-Factory's `thought_words` have it; docs/training.md says who reads what.
 */
export function contentOf(
  { text, thinking }: { readonly text: string; readonly thinking: string },
  form: ThinkingForm,
): string {
  const thoughts = thinking.trim();
  return form === "tags" && thoughts !== "" ? `<think>\n${thoughts}\n</think>\n\n${text}` : text;
}

/** How sampled solutions are written, by where their thinking goes. */
export type SampledLayout = {
  readonly schema: string;
  /** A chat a line. */
  readonly lines: (traces: readonly SampledTrace[]) => Uint8Array;
  /** The same as parquet. */
  readonly table: (traces: readonly SampledTrace[]) => Uint8Array;
};

/** The layout for a form of thinking. */
export function sampledLayout(form: ThinkingForm): SampledLayout {
  const isApart = form === "field";
  const schema = isApart ? SCHEMAS.field : SCHEMAS.content;
  const columns = [isApart ? REASONING_MESSAGES : MESSAGES, PROVENANCE];
  return {
    schema,
    lines: (traces) => Buffer.concat(traces.map((trace) => Buffer.from(lineOf(trace, isApart)))),
    table: (traces) => writeParquet(traces, columns, schema, ROWS_PER_GROUP),
  };
}

function lineOf(trace: SampledTrace, isApart: boolean): string {
  const { prompt, solution, thinking } = trace;
  const reply = isApart ? { content: solution, reasoning_content: thinking.trim() } : { content: solution };
  const messages = [
    { role: "user", content: prompt },
    { role: "assistant", ...reply },
  ];
  // The score is a float to every reader, as it is in the parquet.
  const provenance = JSON.stringify(provenanceOf(trace)).slice(0, -1);
  return `{"messages":${JSON.stringify(messages)},"provenance":${provenance},"score":${floatText(trace.score)}}}\n`;
}

const MESSAGES: Column<SampledTrace> = messagesColumn("messages", ({ prompt, solution }) => [
  { role: "user", content: prompt },
  { role: "assistant", content: solution },
]);

/** Nothing may be null: the user's thinking is empty. */
const REASONING_MESSAGES: Column<SampledTrace> = messagesColumn(
  "messages",
  ({ prompt, solution, thinking }) => [
    { role: "user", content: prompt, reasoning_content: "" },
    { role: "assistant", content: solution, reasoning_content: thinking.trim() },
  ],
  ["role", "content", "reasoning_content"],
);

const PROVENANCE: Column<SampledTrace> = structColumn(
  "provenance",
  [...PROVENANCE_FIELDS, floatField("score")],
  (trace) => ({ ...provenanceColumns(trace), score: trace.score }),
);
