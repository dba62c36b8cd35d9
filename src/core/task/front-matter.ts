/** Fields as front matter, and a text below them. JSON is YAML: quoted where it must be, whatever a field holds. */
export function withFrontMatter(fields: Readonly<Record<string, unknown>>, text: string): string {
  const head = Object.entries(fields).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return ["---", ...head, "---", "", text].join("\n");
}
