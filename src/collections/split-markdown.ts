import type { RawProblem } from "./raw-problem.ts";

type Piece = Omit<RawProblem, "where"> & { readonly line: number };

/**
 * The problems of a Markdown text: one where it has front matter or a single heading of the first level, else one for
 * each heading of the first level that it has, or of the second where there is none of the first.
 */
export function splitMarkdown(text: string, name: string): readonly Piece[] {
  const lines = text.replace(/\r\n?/g, "\n");
  const [whole = "", head = ""] = /^---[ \t]*\n([\s\S]*?)\n---[ \t]*\n/.exec(lines) ?? [];
  const body = lines.slice(whole.length);
  const field = (key: string): string | undefined =>
    new RegExp(`^${key}:[ \\t]*(.+)$`, "m")
      .exec(head)?.[1]
      ?.trim()
      .replace(/^(["'])(.*)\1$/, "$2");
  const stated = {
    domain: field("domain"),
    solution: undefined,
    source: field("source"),
    licence: field("licence") ?? field("license") ?? /^licen[cs]e:[ \t]*(.+)$/im.exec(body)?.[1]?.trim(),
  };
  const depth = /^# \S/m.test(body) ? "#" : "##";
  const headings = [...body.matchAll(new RegExp(`^${depth} +(.+)$`, "gm"))];
  if (whole !== "" || headings.length < 2)
    return [
      { ...stated, line: 1, name, title: field("title") ?? headings[0]?.[1]?.trim(), statement: body.trim() },
    ];
  return headings.map((heading, index) => ({
    ...stated,
    line: body.slice(0, heading.index).split("\n").length,
    name: heading[1],
    title: heading[1]?.trim(),
    statement: body.slice(heading.index + heading[0].length, headings[index + 1]?.index).trim(),
  }));
}
