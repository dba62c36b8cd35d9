/** What stands behind the number of a level in a heading: `, the easiest`, `, the hardest`, or nothing. */
export function levelRank(level: number, count: number): string {
  if (level === 0) return ", the easiest";
  return level === count - 1 ? ", the hardest" : "";
}
