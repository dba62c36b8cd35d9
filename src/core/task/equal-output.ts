/** How far two decimal numbers may lie apart, absolutely or relatively, as contests mostly allow. */
const TOLERANCE = 1e-6;

/** Whether two outputs say the same: white space tells nothing, decimal numbers are equal within a millionth. */
export function isEqualOutput(one: string, other: string): boolean {
  const words = one.trim().split(/\s+/);
  const others = other.trim().split(/\s+/);
  return (
    words.length === others.length && words.every((word, index) => isEqualWord(word, others[index] ?? ""))
  );
}

const DECIMAL = /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

function isEqualWord(one: string, other: string): boolean {
  if (one === other) return true;
  // Whole numbers are exact, and may be longer than a number holds.
  if (!DECIMAL.test(one) || !DECIMAL.test(other) || !/[.e]/i.test(one + other)) return false;
  const [a, b] = [Number(one), Number(other)];
  return Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(a), Math.abs(b));
}
