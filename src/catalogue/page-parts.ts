/** A table in Markdown; the cells are Markdown without line ends. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)];
}

/** A domain as a heading: `logical-reasoning` is `Logical reasoning`. */
export function domainTitle(domain: string): string {
  const words = domain.replaceAll("-", " ");
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

/** The first sentence of a text. */
export function firstSentence(text: string): string {
  return /^[\s\S]*?[.;](?=\s|$)/.exec(text)?.[0].replace(/;$/, ".") ?? text;
}
