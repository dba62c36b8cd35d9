/**
 * Written from the prompt alone, for the bootcamp debt-clearing: payments start in full and are lowered to what the firms
 * have, again and again, until they change no more.
 */
export function solveDebtClearing(prompt: string): string {
  const lines = [...prompt.matchAll(/^- (\w+) has (\d+) in cash and owes (.*)\.$/gm)].map(
    ([, name = "", cash = "", owes = ""]) => ({
      name,
      cash: Number(cash),
      owes: [...owes.matchAll(/(\d+) to (\w+)/g)].map(([, sum = "", to = ""]) => ({ sum: Number(sum), to })),
    }),
  );
  const owed = lines.map(({ owes }) => owes.reduce((sum, one) => sum + one.sum, 0));
  let paid = owed;
  for (let round = 0; round < 100_000; round++) {
    const next = lines.map(({ name, cash }, index) => {
      const income = lines.flatMap(({ owes }, from) =>
        owes.map(({ sum, to }) => (to === name ? (sum / (owed[from] ?? 1)) * (paid[from] ?? 0) : 0)),
      );
      return Math.min(
        owed[index] ?? 0,
        income.reduce((sum, one) => sum + one, cash),
      );
    });
    const isSame = next.every((sum, index) => Math.abs(sum - (paid[index] ?? 0)) < 1e-13);
    paid = next;
    if (isSame) break;
  }
  const order = (/in the order (.*), as \d+ whole/.exec(prompt)?.[1] ?? "").split(", ");
  const sums = order.map((name) => paid[lines.findIndex((line) => line.name === name)] ?? NaN);
  const isWhole = sums.every((sum) => Math.abs(sum - Math.round(sum)) < 1e-6);
  return `\\boxed{${isWhole ? sums.map((sum) => Math.round(sum)).join(", ") : "no whole numbers"}}`;
}
