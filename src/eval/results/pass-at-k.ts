/**
 * The probability that at least one of k samples solves a case, from n samples of which c did: the unbiased estimator
 * 1 - C(n - c, k) / C(n, k) of Chen et al. 2021 (arXiv 2107.03374), as a product, so that nothing overflows.
 * `k` is at most `n`.
 */
export function passAtK(n: number, c: number, k: number): number {
  if (n - c < k) return 1;
  let missed = 1;
  for (let i = n - c + 1; i <= n; i++) missed *= 1 - k / i;
  return 1 - missed;
}

/** The k that are reported for so many samples a case: the powers of two, and all of them. */
export function reportedKs(samples: number): readonly number[] {
  const powers = Array.from({ length: 11 }, (_, exponent) => 2 ** exponent);
  return [...new Set([...powers.filter((power) => power <= samples), samples])];
}
