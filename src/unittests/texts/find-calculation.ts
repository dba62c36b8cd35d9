/** A calculation of fewer operations is a number of the task written out. */
const LEAST_OPERATIONS = 2;

/** Longer ones are none that a prompt would show. */
const LONGEST = 2_000;

/** What stands behind the equals sign of a name: numbers, brackets and the four operations. */
const WRITTEN =
  /(?:^|[\s(])[\p{L}][\p{L}\d_]{0,20}(?:\([^()\n]{0,20}\))? ?= ?([(\d−-][\d\s().+\-−*·×/÷]*[\d)])/gmu;

const TOKEN = /\d+(?:\.\d+)?|[()+\-−*·×/÷]/g;

/**
 * The values of the calculations that a prompt writes out behind a name, `T = (2·30 + 3·20) / (2 + 3)`.
 *
 * @example findCalculations("So T = (2·30 + 3·20) / (2 + 3).") // → [24]
 */
export function findCalculations(prompt: string): readonly number[] {
  return [...prompt.matchAll(WRITTEN)].flatMap(([, text = ""]) => {
    const tokens = text.length > LONGEST ? [] : (text.match(TOKEN) ?? []);
    const operations = tokens.filter((token) => /^[+\-−*·×/÷]$/.test(token)).length;
    const value = operations < LEAST_OPERATIONS ? undefined : valueOf(tokens);
    return value === undefined || !Number.isFinite(value) ? [] : [value];
  });
}

/** Undefined where the tokens are no calculation. */
function valueOf(tokens: readonly string[]): number | undefined {
  let at = 0;
  const take = (signs: string): string | undefined => {
    const token = tokens[at];
    if (token === undefined || !signs.includes(token)) return undefined;
    at++;
    return token;
  };
  const atom = (): number => {
    if (take("-−") !== undefined) return -atom();
    if (take("(") !== undefined) {
      const inside = sum();
      return take(")") === undefined ? Number.NaN : inside;
    }
    const token = tokens[at++] ?? "";
    return /^\d/.test(token) ? Number(token) : Number.NaN;
  };
  const product = (): number => {
    let value = atom();
    for (let sign = take("*·×/÷"); sign !== undefined; sign = take("*·×/÷"))
      value = "/÷".includes(sign) ? value / atom() : value * atom();
    return value;
  };
  const sum = (): number => {
    let value = product();
    for (let sign = take("+-−"); sign !== undefined; sign = take("+-−"))
      value = sign === "+" ? value + product() : value - product();
    return value;
  };
  const value = sum();
  return at === tokens.length ? value : undefined;
}
