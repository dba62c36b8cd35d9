import { Rational } from "../../src/bootcamp/index.ts";

type Firm = { readonly name: string; readonly cash: number; readonly owes: ReadonlyMap<string, number> };

const owedBy = ({ owes }: Firm): number => [...owes.values()].reduce((sum, one) => sum + one, 0);

/**
 * Written from the prompt alone, for the bootcamp debt-clearing: nobody fails at first; those whose means do not reach
 * then pay all that they have, by exact equations, until no further one is short.
 */
export function solveDebtClearing(prompt: string): string {
  const firms = [...prompt.matchAll(/^- (\w+) has (\d+) in cash and owes (.*)\.$/gm)].map(
    ([, name = "", cash = "", owes = ""]): Firm => ({
      name,
      cash: Number(cash),
      owes: new Map([...owes.matchAll(/(\d+) to (\w+)/g)].map(([, sum = "", to = ""]) => [to, Number(sum)])),
    }),
  );
  const failing = new Set<string>();
  for (;;) {
    const shares = sharesOf(firms, failing);
    const short = firms.filter((firm) => {
      const income = firms.reduce(
        (sum, other, index) =>
          sum.plus((shares[index] ?? ONE).times(Rational.of(other.owes.get(firm.name) ?? 0))),
        Rational.of(firm.cash),
      );
      return !failing.has(firm.name) && income.compare(Rational.of(owedBy(firm))) < 0;
    });
    if (short.length === 0) {
      const order = (/in the order (.*), as \d+ numbers/.exec(prompt)?.[1] ?? "").split(", ");
      const paid = order.map((name) => {
        const index = firms.findIndex((firm) => firm.name === name);
        return firms
          .slice(index, index + 1)
          .map((firm) => (shares[index] ?? ONE).times(Rational.of(owedBy(firm))));
      });
      return `\\boxed{${paid.flat().join(", ")}}`;
    }
    for (const { name } of short) failing.add(name);
  }
}

const ONE = Rational.of(1);

/** What share of its debts each firm pays: 1, or, where it fails, all that it has, which are as many equations. */
function sharesOf(firms: readonly Firm[], failing: ReadonlySet<string>): readonly Rational[] {
  const poor = firms.filter(({ name }) => failing.has(name));
  const rows = poor.map((firm) => [
    ...poor.map((other) =>
      Rational.of((other === firm ? owedBy(firm) : 0) - (other.owes.get(firm.name) ?? 0)),
    ),
    Rational.of(
      firms.reduce(
        (sum, other) => sum + (failing.has(other.name) ? 0 : (other.owes.get(firm.name) ?? 0)),
        firm.cash,
      ),
    ),
  ]);
  const solved = eliminate(rows);
  return firms.map((firm) => solved[poor.indexOf(firm)] ?? ONE);
}

/** The unknowns of equations whose rows end with the right side: each pivot is on the diagonal, which is dominant. */
function eliminate(rows: readonly (readonly Rational[])[]): readonly Rational[] {
  let left = rows;
  for (const [column] of rows.entries()) {
    const pivot = left[column] ?? [];
    left = left.map((row, index) => {
      const factor = (row[column] ?? ONE).dividedBy(pivot[column] ?? ONE);
      return index === column ? row : row.map((value, at) => value.minus(factor.times(pivot[at] ?? ONE)));
    });
  }
  return left.map((row, index) => (row.at(-1) ?? ONE).dividedBy(row[index] ?? ONE));
}
