import type { Range } from "../core/judging/expected-samples.ts";
import { alignColumns } from "../core/text/align-columns.ts";
import { countNoun } from "../core/text/count-noun.ts";
import { formatDuration } from "../core/text/format-duration.ts";
import { formatCount, formatMoney } from "../core/text/format-number.ts";
import {
  CHARACTERS_A_TOKEN,
  GUESSED_SECONDS,
  type PricedRole,
  SHORTEST_REPLY,
} from "../run/plan/estimate-run.ts";
import { priceRole } from "../run/plan/price-roles.ts";
import type { Measured } from "../store/read-measured.ts";
import type { SampledModel } from "./carry-out-samples.ts";

/** What a sampling would take, without asking anybody. */
export type SamplingEstimate = {
  readonly type: "estimate";
  /** Who would be asked. */
  readonly role: "teacher" | "candidate";
  readonly cases: number;
  readonly calls: number;
  readonly promptTokens: number;
  readonly completionTokens: Range;
  /** Null where the endpoint has no prices. */
  readonly cost: Range | null;
  readonly seconds: Range;
  readonly assumptions: readonly string[];
};

/** Estimates it from the prompts as they are; undefined where the model is recorded. Throws for an unknown endpoint. */
export function estimateSampling(
  asked: Omit<SampledModel, "budget"> & { readonly role: SamplingEstimate["role"] },
  prompts: readonly string[],
  measured: readonly Measured[],
): SamplingEstimate | undefined {
  const { role, model, endpoints, samples } = asked;
  const priced = priceRole(role, model, { endpoints, measured });
  if (priced === undefined) return undefined;
  const calls = prompts.length * samples;
  const characters = prompts.reduce((sum, { length }) => sum + length, 0);
  const known = priced.measured;
  const promptTokens = Math.ceil(characters / CHARACTERS_A_TOKEN) * samples;
  const reply =
    known === undefined
      ? { low: Math.min(SHORTEST_REPLY, priced.maxTokens), high: priced.maxTokens }
      : { low: known.completionTokens, high: known.completionTokens };
  const completionTokens = { low: Math.round(calls * reply.low), high: Math.round(calls * reply.high) };
  const one =
    known?.seconds === undefined || known.seconds === null
      ? GUESSED_SECONDS
      : { low: known.seconds, high: known.seconds };
  const waves = calls / priced.slots;
  return {
    type: "estimate",
    role,
    cases: prompts.length,
    calls,
    promptTokens,
    completionTokens,
    cost: costOf(promptTokens, completionTokens, priced.prices),
    seconds: { low: waves * one.low, high: waves * one.high },
    assumptions: assumptionsOf(role, priced),
  };
}

function costOf(prompt: number, completion: Range, prices: PricedRole["prices"]): Range | null {
  if (prices === undefined) return null;
  const of = (tokens: number): number => (prompt * prices.prompt + tokens * prices.completion) / 1e6;
  return { low: of(completion.low), high: of(completion.high) };
}

function assumptionsOf(
  role: SamplingEstimate["role"],
  { measured, maxTokens }: PricedRole,
): readonly string[] {
  return [
    "every case is asked anew: calls that the record has already are not sent again, and cost nothing",
    role === "teacher"
      ? "no reply is cut off and no request fails; each of these is asked again, which comes on top"
      : "no request fails; such a one is asked again, which comes on top",
    `prompts have their real size, at ${CHARACTERS_A_TOKEN} characters a token`,
    measured === undefined
      ? `no earlier call has measured this ${role}: replies have between ${SHORTEST_REPLY} tokens, as the judge's in the demo, which hold no thinking, and maxTokens, ${formatCount(maxTokens)}`
      : `replies are as long as the mean of this ${role}'s earlier ones in the record`,
    ...(measured?.seconds === undefined || measured.seconds === null
      ? [`a call is guessed to take ${GUESSED_SECONDS.low} to ${GUESSED_SECONDS.high} s`]
      : ["a call takes as long as in earlier runs"]),
  ];
}

/** The estimate as a person reads it. */
export function renderSamplingEstimate(estimate: SamplingEstimate | undefined): string {
  if (estimate === undefined) return "The model is recorded, so that nothing would be sent\n";
  const { role, cases, calls, promptTokens, completionTokens, cost, seconds } = estimate;
  const range = ({ low, high }: Range, text: (value: number) => string): string =>
    low === high ? text(low) : `${text(low)} – ${text(high)}`;
  const rows = [
    ["role", "calls", "tokens in", "tokens out", "cost"],
    [
      role,
      formatCount(calls),
      formatCount(promptTokens),
      range(completionTokens, formatCount),
      cost === null ? "no prices" : range(cost, formatMoney),
    ],
  ];
  return [
    `${countNoun(cases, "case")}, from the least to the most that sampling them would take. Nothing was sent or written.`,
    "",
    ...alignColumns(rows),
    "",
    `Time: ${range(seconds, (value) => formatDuration(1000 * value))}`,
    "",
    "Assumed:",
    ...estimate.assumptions.map((one) => `- ${one}`),
    "",
  ].join("\n");
}
