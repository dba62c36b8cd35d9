/** A word as a shell takes it: in quotes where it holds more than letters, digits and the signs of paths. */
export function quoteForShell(word: string): string {
  return /^[\w./:@-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
