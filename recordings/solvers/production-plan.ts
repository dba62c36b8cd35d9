import { at, cartesianProduct } from "campforge/bootcamp";

type Product = {
  readonly profit: number;
  /** What a unit takes of each resource. */
  readonly uses: readonly number[];
  /** How many units there may be beyond those that must be made, and what the first of them costs. */
  readonly most: number;
  readonly fee: number;
};

/** What is left to decide once all that must be made is made. */
type Plan = {
  readonly products: readonly Product[];
  readonly available: readonly number[];
  readonly profit: number;
};

/** How much a resource may count in a weighted sum of them all. */
const WEIGHTS: readonly number[] = Object.freeze([0, 1, 2, 3]);

export function solve(prompt: string): string {
  const plan = parse(prompt);
  if (plan === undefined || !plan.products.every((one) => Number.isFinite(room(one, plan.available))))
    return "";
  // A weighted sum of the resources limits the plan too; the one that bounds it most tightly is added.
  const plans = cartesianProduct(plan.available.map(() => WEIGHTS)).map((weights) => weighted(plan, weights));
  const bounds = plans.map(({ products, available }) => bound(products, 0, available));
  const { products, available, profit } = at(plans, bounds.indexOf(Math.min(...bounds)));
  return `Answer: ${search(products, 0, available, profit, -Infinity)}`;
}

function parse(prompt: string): Plan | undefined {
  const rows = prompt
    .split("\n")
    .filter((line) => line.includes(" | "))
    .map((line) => line.split("|").map((cell) => cell.trim()));
  const [[first, second, ...resources] = [], ...rest] = rows;
  if (first !== "product" || second !== "profit per unit") return undefined;
  const stock = new Map(
    Array.from(prompt.matchAll(/^- (.+): (\d+)$/gm), ([, name, amount]) => [name, amount]),
  );
  const available = resources.map((resource) => Number(stock.get(resource)));

  // Every line that limits one product must be read by one of the forms below.
  let unread = (prompt.match(/^- (?:At|Making) .*$/gm) ?? []).length;
  const said = (form: string): number | undefined => {
    const [, number] = new RegExp(`^- ${form}$`, "m").exec(prompt) ?? [];
    if (number === undefined) return undefined;
    unread--;
    return Number(number);
  };
  let forced = 0;
  const products = rest.map(([name = "", unitProfit = "", ...unitUses]): Product => {
    const [profit, uses] = [Number(unitProfit), unitUses.map(Number)];
    const must = said(`At least (\\d+) ${name} must be made\\.`) ?? 0;
    const most = said(`At most (\\d+) ${name} may be made\\.`) ?? Infinity;
    const fee = said(`Making any ${name} costs a set-up fee of (\\d+), paid once\\.`) ?? 0;
    forced += must * profit - (must > 0 ? fee : 0);
    for (const [resource, use] of uses.entries()) available[resource] = at(available, resource) - must * use;
    return { profit, uses, most: most - must, fee: must > 0 ? 0 : fee };
  });
  const possible = [...available, ...products.map(({ most }) => most)].every((amount) => amount >= 0);
  return possible && unread === 0 && Number.isFinite(forced)
    ? { products, available, profit: forced }
    : undefined;
}

/** How many units of a product there can be at most. */
function room(product: Product, available: readonly number[]): number {
  let most = product.most;
  for (let resource = 0; resource < available.length; resource++) {
    const use = at(product.uses, resource);
    if (use > 0) most = Math.min(most, Math.floor(at(available, resource) / use));
  }
  return most;
}

/** The most that a unit can add: spread over all units that there can be, the fee only gets smaller. */
function net(product: Product): number {
  return Math.max(0, product.profit - product.fee / Math.max(1, product.most));
}

/** The plan with the weighted sum as its last resource, and products that make most of that first. */
function weighted({ products, available, profit }: Plan, weights: readonly number[]): Plan {
  const sum = (amounts: readonly number[]): number =>
    amounts.reduce((total, amount, resource) => total + amount * at(weights, resource), 0);
  const rate = (product: Product): number => net(product) / Math.max(sum(product.uses), 1e-9);
  const sorted = products
    .map((product) => ({ ...product, most: room(product, available) }))
    .toSorted((a, b) => rate(b) - rate(a))
    .map((product) => ({ ...product, uses: [...product.uses, sum(product.uses)] }));
  return { products: sorted, available: [...available, sum(available)], profit };
}

/** The larger of `best` and the best that the products from one onwards can add to `soFar`. */
function search(
  products: readonly Product[],
  from: number,
  available: readonly number[],
  soFar: number,
  best: number,
): number {
  // Profits are whole, so what stays under the next whole number, but for rounding, is no better.
  if (soFar + bound(products, from, available) < best + 0.999) return best;
  const product = at(products, from);
  const top = room(product, available);
  const gain = (quantity: number): number => quantity * product.profit - (quantity > 0 ? product.fee : 0);
  // With nothing behind it, profit runs straight: only the largest quantity or none can be best.
  if (from === products.length - 1) return Math.max(best, soFar, soFar + gain(top));
  let found = best;
  for (let quantity = top; quantity >= 0; quantity--) {
    const left = available.map((amount, resource) => amount - quantity * at(product.uses, resource));
    found = search(products, from + 1, left, soFar + gain(quantity), found);
  }
  return found;
}

/** No less than what the products can gain: the last resource filled with parts of units, the best first. */
function bound(products: readonly Product[], from: number, available: readonly number[]): number {
  let left = at(available, available.length - 1);
  let gain = 0;
  for (const product of products.slice(from)) {
    const use = at(product.uses, product.uses.length - 1);
    const units = Math.min(room(product, available), use === 0 ? Infinity : left / use);
    gain += units * net(product);
    left -= units * use;
  }
  return gain;
}

export function check(prompt: string, response: string): "right" | "wrong" | "unsure" {
  const given = /^-?\d+$/.exec(finalAnswer(response) ?? "")?.[0];
  const solved = finalAnswer(solve(prompt));
  if (given === undefined || solved === undefined) return "unsure";
  return Number(given) === Number(solved) ? "right" : "wrong";
}

/** What stands behind the last "Answer:" that begins a line. */
function finalAnswer(response: string): string | undefined {
  return Array.from(response.matchAll(/^[ \t]*Answer:[ \t]*(.*)$/gm), ([, answer = ""]) => answer.trim()).at(
    -1,
  );
}
