/** A number as JSON that no reader takes for a whole one: `1.0`, never `1`. */
export function floatText(value: number): string {
  return Number.isInteger(value) ? value.toFixed(1) : JSON.stringify(value);
}
