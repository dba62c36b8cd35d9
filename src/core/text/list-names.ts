/** Names in a row, no more than `most` of them, and how many others there are: `a, b, c and 12 more`. */
export function listNames(names: readonly (string | number)[], most = 8): string {
  if (names.length <= most + 1) return names.join(", ");
  return `${names.slice(0, most).join(", ")} and ${names.length - most} more`;
}
