/**
 * Shares `total` out by weight, as whole numbers that sum to it: each gets its exact share rounded up or down, and
 * what rounding adds is spread over the list instead of falling to whoever comes first. Weights are at least 0;
 * where all are 0, all get nothing.
 */
export function spreadEvenly(total: number, weights: readonly number[]): readonly number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  if (sum === 0) return weights.map(() => 0);
  const last = weights.findLastIndex((weight) => weight > 0);
  let passed = 0;
  let given = 0;
  return weights.map((weight, index) => {
    passed += weight;
    // The last one takes what is left: the sum of fractions may miss the total by a bit.
    const until = index >= last ? total : Math.floor((total * passed) / sum + 0.5);
    const count = until - given;
    given = until;
    return count;
  });
}

/**
 * Divides each of some counts over splits by their shares, so that every split gets its share of the whole and
 * every count is used up. Returns, for each count, a number for each split.
 */
export function divideCounts(
  counts: readonly number[],
  shares: readonly number[],
): readonly (readonly number[])[] {
  const divided = counts.map((): number[] => []);
  let rest = counts;
  let shareLeft = shares.reduce((sum, share) => sum + share, 0);
  for (const [index, share] of shares.entries()) {
    const isLast = index === shares.length - 1;
    const part = isLast ? rest : takeShare(rest, Math.min(1, share / shareLeft));
    for (const [place, taken] of part.entries()) divided[place]?.push(taken);
    rest = rest.map((left, place) => left - (part[place] ?? 0));
    shareLeft -= share;
  }
  return divided;
}

/** That share of each count, rounded along the running total. */
function takeShare(counts: readonly number[], share: number): readonly number[] {
  let passed = 0;
  let taken = 0;
  return counts.map((count) => {
    passed += count;
    const until = Math.floor(passed * share + 0.5);
    const part = until - taken;
    taken = until;
    return part;
  });
}
