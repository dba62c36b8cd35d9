/** What solutions of contests are written with; parsers, answer formats and the contract serve bootcamps alone. */
export const SOLVERS_HELPERS = [
  "at",
  "range",
  "countBy",
  "sortNumbers",
  "permutations",
  "combinations",
  "cartesianProduct",
  "gcd",
  "modulo",
  "modPow",
  "isPrime",
  "Rational",
] as const;

const DECLARED = /^(?:abstract )?(?:function|class|type|const) (\w+)/m;

/** The toolkit's documentation with the entries of these names alone, in its own order. */
export function cutToolkit(documentation: string, names: readonly string[]): string {
  const [fence = "", ...rest] = documentation.split("\n");
  const wanted = new Set(names);
  const entries = rest
    .slice(0, -1)
    .join("\n")
    .split("\n\n")
    .filter((entry) => wanted.has(DECLARED.exec(entry)?.[1] ?? ""));
  return [fence, entries.join("\n\n"), "```"].join("\n");
}
