/*
 * Numbers as reports and charts show them: the same value gives the same text on every machine, whatever its
 * language.
 */

/** A whole number with a comma between thousands: `12,345`. */
export function formatCount(count: number): string {
  return Math.round(count)
    .toString()
    .replace(/\B(?=(?:\d{3})+$)/g, ",");
}

/** The same with its noun, which has an `s` unless there is exactly one: `1 case`, `1,712 cases`. */
export const formatCountOf = (count: number, noun: string): string =>
  `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;

/** A part of a whole as whole percent; `–` where there is no whole. */
export function formatShare(part: number, whole: number): string {
  return whole === 0 ? "–" : `${Math.round((100 * part) / whole)}%`;
}

/** An accuracy or one end of its interval: two decimals. */
export function formatAccuracy(accuracy: number): string {
  return accuracy.toFixed(2);
}

/** A difference of two accuracies with its interval, each with its sign: `+0.12 (+0.05 to +0.19)`. */
export function formatDifference(of: {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}): string {
  return `${signed(of.mean)} (${signed(of.low)} to ${signed(of.high)})`;
}

/** Two decimals behind a sign; none before what is nought when it is rounded. */
function signed(value: number): string {
  const text = Math.abs(value).toFixed(2);
  return text === "0.00" ? text : `${value < 0 ? "-" : "+"}${text}`;
}

/** Money in the currency of the prices: two decimals from 1 on, four below. */
export function formatMoney(cost: number): string {
  const [whole = "", decimals = ""] = cost.toFixed(cost >= 1 || cost === 0 ? 2 : 4).split(".");
  return `${formatCount(Number(whole))}.${decimals}`;
}

/** A number with two or three digits that count: `950`, `21.3k`, `4.56M`. */
export function formatRounded(value: number): string {
  if (value < 1_000) return value.toFixed(0);
  if (value < 1_000_000) return `${(value / 1_000).toPrecision(3)}k`.replace("1.00e+3k", "1.00M");
  return `${(value / 1_000_000).toFixed(2)}M`;
}
