// Shortcut: Spend the scarcest resource on the product with the largest profit alone.
export function guess(prompt: string): string {
  const rows = prompt
    .split("\n")
    .filter((line) => line.includes(" | "))
    .slice(1)
    .map((line) => line.split("|").map((cell) => Number(cell.trim())));
  const stock = Array.from(prompt.matchAll(/^- .+: (\d+)$/gm), ([, amount]) => Number(amount));
  const profits = rows.map(([, profit = 0, ...uses]) => {
    const most = uses.map((use, at) => (use > 0 ? Math.floor((stock[at] ?? 0) / use) : Infinity));
    return profit * Math.min(...most);
  });
  const best = Math.max(0, ...profits.filter(Number.isFinite));
  return `Answer: ${best}`;
}
