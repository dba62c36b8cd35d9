/**
 * A line broken at spaces so that none is longer than `columns` UTF-16 units; those after the first are indented. A word
 * that is longer than a line keeps a line of its own.
 */
export function breakLine(line: string, columns: number, indent = 0): readonly string[] {
  if (line.length <= columns) return [line];
  const margin = " ".repeat(indent);
  const lines: string[] = [];
  let rest = line;
  while (rest.length > columns) {
    const first = lines.length === 0 ? indent : margin.length;
    const at = rest.lastIndexOf(" ", columns);
    const end = at > first ? at : rest.indexOf(" ", columns);
    if (end < 0) break;
    lines.push(rest.slice(0, end).trimEnd());
    rest = margin + rest.slice(end + 1).trimStart();
  }
  return [...lines, rest];
}
