/** The docstring right above a class that a module exports by default, as one paragraph; undefined where it has none. */
export function readDocumentation(source: string): string | undefined {
  const [, text] = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export default class\b/.exec(source) ?? [];
  const said = text
    ?.split("\n")
    .map((line) => line.replace(/^\s*\*?\s?/, "").trim())
    .join(" ")
    .trim();
  return said === "" ? undefined : said;
}
