/** An example of a description: what goes into a solution, and what comes out. */
export type Example = { readonly input: string; readonly output: string };

const HEADING = /^\s*(?:sample |example )?(input|output)s?(?: (?:#\s*)?\d+)?\s*:?\s*$/i;
const BEGINNING = /^\s*(?:#+\s*)?(?:examples?|samples?)(?: (?:#\s*)?\d+)?\s*:?\s*$/i;
const END = /^\s*(?:#+\s*)?(?:note|notes|explanation|constraints|hint)\s*:?\s*$/i;

/**
 * The examples that stand in the text of a description, as contests print them: a line "Examples", then
 * pairs of "Input" and "Output", each followed by its text, up to a "Note" or the end. None where a pair is
 * not whole.
 */
export function readExamples(description: string): readonly Example[] {
  const lines = description.split(/\r?\n/);
  const start = lines.findIndex((line) => BEGINNING.test(line));
  if (start < 0) return [];
  const parts: { readonly kind: string; readonly text: string[] }[] = [];
  for (const line of lines.slice(start + 1)) {
    if (END.test(line)) break;
    const kind = HEADING.exec(line)?.[1]?.toLowerCase();
    if (kind !== undefined) parts.push({ kind, text: [] });
    else if (!BEGINNING.test(line)) parts.at(-1)?.text.push(line);
  }
  const examples: Example[] = [];
  for (let index = 0; index < parts.length; index += 2) {
    const [input, output] = parts.slice(index, index + 2);
    if (input?.kind !== "input" || output?.kind !== "output") return [];
    examples.push({ input: trimLines(input.text), output: trimLines(output.text) });
  }
  return examples;
}

/** Without the empty lines around it, and without the bars of a fenced block. */
function trimLines(lines: readonly string[]): string {
  return lines
    .filter((line) => !/^\s*```\w*\s*$/.test(line))
    .join("\n")
    .replace(/^(?:[ \t]*\n)+|\s+$/g, "");
}
