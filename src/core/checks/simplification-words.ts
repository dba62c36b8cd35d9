/** Words by which an author admits that it left something out: the InternBootcamp report's list and its like. */
const SIMPLIFICATION_WORDS = [
  "simplified",
  "simplify",
  "simplification",
  "for simplicity",
  "simplistic",
  "placeholder",
  "in practice",
  "in a real",
  "real implementation",
  "toy",
  "dummy",
  "stub",
  "mock",
  "todo",
  "fixme",
  "not implemented",
  "for now",
  "hardcoded",
  "hard-coded",
  "naive",
  "we assume",
  "assume that",
  "assuming",
  "omitted",
  "left out",
  "good enough",
  "approximation of the",
] as const;

const WORD = new RegExp(`\\b(?:${SIMPLIFICATION_WORDS.join("|")})\\b`, "i");

/** Whether a text has one of the words. A task may be about it: it says nothing of the task. */
export const hasSimplificationWord = (text: string): boolean => WORD.test(text);

const COMMENTS = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm;

/** Whether a comment of a source has one, as the InternBootcamp report counts them. */
export const isSimplifiedByWord = (source: string): boolean =>
  [...source.matchAll(COMMENTS)].some(([comment]) => hasSimplificationWord(comment));
