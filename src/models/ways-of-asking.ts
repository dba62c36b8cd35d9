import type { Compat } from "../core/calls/compat.ts";

/** Ways of asking that are tried where a refusal does not say what it is about, the one that is right for most first. */
const WAYS: readonly Compat[] = [
  { seed: true },
  { seed: true, tokenLimit: "max_completion_tokens" },
  { seed: false },
  { seed: false, tokenLimit: "max_completion_tokens" },
  { seed: true, system: false },
  { seed: true, stream: true },
  { seed: true, system: false, stream: true },
  { seed: false, tokenLimit: "max_completion_tokens", system: false, stream: true },
];

/** How a model is asked first. */
export const FIRST_WAY: Compat = { seed: true };

/**
 * How to ask after a refusal: changed in what the endpoint names, else the next way that was not tried; undefined once
 * there is none. `maxTokens` is what the reply was limited to.
 */
export function nextWay(
  way: Compat,
  refusal: { readonly words: string; readonly maxTokens: number },
  tried: readonly Compat[],
): Compat | undefined {
  return [...changesFor(way, refusal), ...WAYS].find((other) => isNew(other, tried));
}

/** How to ask after a refusal of a request's size: with a shorter reply, where the endpoint names its limit. */
export function smallerWay(
  way: Compat,
  { words, maxTokens }: { readonly words: string; readonly maxTokens: number },
  tried: readonly Compat[],
): Compat | undefined {
  const mostTokens = limitIn(words, maxTokens);
  const smaller = mostTokens === undefined ? undefined : { ...way, mostTokens };
  return smaller !== undefined && isNew(smaller, tried) ? smaller : undefined;
}

const isNew = (way: Compat, tried: readonly Compat[]): boolean => !tried.some((one) => sameWay(one, way));

function changesFor(
  way: Compat,
  { words, maxTokens }: { readonly words: string; readonly maxTokens: number },
): readonly Compat[] {
  const most = limitIn(words, maxTokens);
  const otherLimit = way.tokenLimit === "max_completion_tokens" ? "max_tokens" : "max_completion_tokens";
  return [
    ...(/\bstream|流式/i.test(words) ? [{ ...way, stream: true }] : []),
    ...(/system|developer|instruction/i.test(words) ? [{ ...way, system: false }] : []),
    ...(most === undefined ? [] : [{ ...way, mostTokens: most }]),
    ...(/max_(?:completion_)?tokens/i.test(words) ? [{ ...way, tokenLimit: otherLimit } as const] : []),
    ...(/\bseed\b/i.test(words) ? [{ ...way, seed: false }] : []),
  ];
}

/** The largest number of tokens below what was asked for, where the words are about a reply's limit. */
function limitIn(words: string, maxTokens: number): number | undefined {
  if (!/max|output|completion/i.test(words) || !/token/i.test(words) || /context/i.test(words))
    return undefined;
  const numbers = (words.match(/\d[\d,_]*/g) ?? []).map((text) => Number(text.replaceAll(/[,_]/g, "")));
  const below = numbers.filter((one) => one >= 16 && one < maxTokens);
  return below.length === 0 ? undefined : Math.max(...below);
}

const sameWay = (one: Compat, other: Compat): boolean =>
  one.seed === other.seed &&
  one.tokenLimit === other.tokenLimit &&
  (one.system ?? true) === (other.system ?? true) &&
  (one.stream ?? false) === (other.stream ?? false) &&
  one.mostTokens === other.mostTokens;
