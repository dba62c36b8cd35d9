/**
 * Written from the prompt alone, for the bootcamp tampered-shares: which members are false is guessed, and the others
 * must lie on one polynomial. Of the secrets of all guesses there must be one.
 */
export function solveTamperedShares(prompt: string): string {
  const prime = BigInt(/modulo the prime (\d+)/.exec(prompt)?.[1] ?? "2");
  const needed = Number(/any (\d+) true shares/.exec(prompt)?.[1]);
  const tampered = Number(/^Exactly (\d+) of these shares/m.exec(prompt)?.[1]);
  const shares = [...prompt.matchAll(/^- member (\d+): (\d+)$/gm)].map(
    ([, x = "", y = ""]) => [BigInt(x), BigInt(y)] as const,
  );

  const mod = (value: bigint): bigint => ((value % prime) + prime) % prime;
  const power = (base: bigint, exponent: bigint): bigint =>
    exponent === 0n ? 1n : mod((exponent % 2n === 1n ? base : 1n) * power(mod(base * base), exponent / 2n));
  /** Lagrange's formula, with Fermat's inverse. */
  const valueAt = (points: readonly (readonly [bigint, bigint])[], at: bigint): bigint =>
    mod(
      points.reduce((sum, [x, y]) => {
        const others = points.filter(([other]) => other !== x);
        const above = others.reduce((product, [other]) => mod(product * (at - other)), 1n);
        const below = others.reduce((product, [other]) => mod(product * (x - other)), 1n);
        return sum + y * above * power(below, prime - 2n);
      }, 0n),
    );
  const found: string[] = [];
  const guess = (from: number, off: readonly number[]): void => {
    if (off.length < tampered) {
      for (let member = from; member <= shares.length; member++) guess(member + 1, [...off, member]);
      return;
    }
    const rest = shares.filter((_, index) => !off.includes(index + 1));
    const basis = rest.slice(0, needed);
    if (rest.slice(needed).every(([x, y]) => valueAt(basis, x) === y))
      found.push(`secret: ${valueAt(basis, 0n)}, tampered: ${off.join(", ")}`);
  };
  guess(1, []);
  return `Answer: ${found.length === 1 ? found[0] : `${found.length} solutions`}`;
}
